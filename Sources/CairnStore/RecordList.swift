internal import CairnModel

/// The records that a filter takes, in the order of a list, found through the indexes.
struct RecordList {
    private let filter: RecordFilter
    private let kind: KindState
    private let snapshot: Snapshot
    private let texts = Texts()

    /// Which pieces of entries have the name of the field that is looked for, by their number.
    private final class Texts {
        var haveField: [Int64: Bool] = [:]
    }

    init(_ filter: RecordFilter, _ kind: KindState, snapshot: Snapshot) {
        (self.filter, self.kind, self.snapshot) = (filter, kind, snapshot)
    }

    /// A place in the order of the list.
    struct Position {
        /// The time by which a record is ordered.
        let moment: [UInt8]?
        let number: Int64

        static func precedes(_ left: Position, _ right: Position) -> Bool {
            switch (left.moment, right.moment) {
            case (let first?, let second?) where first != second:
                return first.lexicographicallyPrecedes(second)
            case (_?, nil): return true
            case (nil, _?): return false
            default: return left.number < right.number
            }
        }
    }

    private struct Listed {
        let record: StoredRecord
        let moment: [UInt8]?
        var position: Position { Position(moment: moment, number: record.number) }

        static func precedes(_ left: Listed, _ right: Listed) -> Bool {
            Position.precedes(left.position, right.position)
        }
    }

    /// Hands the records to `body` until it returns false.
    ///
    /// - Parameter after: only those behind this place; nil for all.
    func visit(after: Position? = nil, _ body: (StoredRecord) throws -> Bool) throws {
        if let naming = filter.naming { return try visitNaming(naming, after, body) }
        let untimed = ListKey.untimed(kind.n)
        func isLater(_ listed: Listed) -> Bool {
            after.map { Position.precedes($0, listed.position) } ?? true
        }
        var group: [Listed] = []
        var key: UInt64 = 0
        var goesOn = true
        func flush() throws {
            group.sort(by: Listed.precedes)
            for listed in group where goesOn && isLater(listed) {
                goesOn = try body(listed.record)
            }
            group.removeAll(keepingCapacity: true)
        }
        try snapshot.engine.runs.scan(.lists, range(after)) { item in
            if item.key != key { try flush() }
            guard goesOn else { return false }
            key = item.key
            if key == untimed, let after, after.moment == nil, item.record <= after.number {
                return true
            }
            guard let listed = try listed(Int64(item.record), key: key) else { return true }
            // Records without a time come in their order, however many there are.
            if key == untimed {
                goesOn = try body(listed.record)
            } else {
                group.append(listed)
            }
            return goesOn
        }
        try flush()
    }

    private func range(_ after: Position?) -> ClosedRange<UInt64> {
        let range = range
        guard let after else { return range }
        let key = after.moment.map { ListKey.timed(kind.n, $0) } ?? ListKey.untimed(kind.n)
        return min(max(range.lowerBound, key), range.upperBound)...range.upperBound
    }

    private var range: ClosedRange<UInt64> {
        let all = ListKey.all(kind.n)
        guard filter.from != nil || filter.before != nil else { return all }
        // What began before may still go on.
        let lasts = kind.rules.momentField.map { $0.elementsEqual("when".utf8) } ?? false
        let first = filter.from.map { lasts ? ListBound.earliest(for: $0) : $0 }
        let from = first.map { ListKey.timed(kind.n, $0.utf8) } ?? all.lowerBound
        let before = filter.before.map { ListKey.timed(kind.n, $0.utf8) } ?? all.upperBound - 1
        return from...max(from, before)
    }

    /// The record where it is of this list.
    ///
    /// - Parameter key: the key under which it was found; nil for any.
    private func listed(_ n: Int64, key: UInt64?) throws -> Listed? {
        guard try isInLogs(n) else { return nil }
        if let field = filter.having, try !mayHave(field, n) { return nil }
        guard let record = try snapshot.record(n), record.kind == kind.name else { return nil }
        let moment = moment(of: record)
        if let key {
            let own = moment.map { ListKey.timed(kind.n, $0) } ?? ListKey.untimed(kind.n)
            if own != key { return nil }
        }
        if record.isHidden, !filter.includesHidden { return nil }
        if !filter.includesAstray, try snapshot.isAstray(record) { return nil }
        if let field = filter.having, record[field] == nil { return nil }
        if filter.from != nil || filter.before != nil {
            guard let moment else { return nil }
            if let from = filter.from, moment.lexicographicallyPrecedes(from.utf8),
                !ListBound.reaches(momentValue(of: record), from: from)
            {
                return nil
            }
            if let before = filter.before, !moment.lexicographicallyPrecedes(before.utf8) {
                return nil
            }
        }
        return Listed(record: record, moment: moment)
    }

    /// Whether the record is of a log that the filter takes: a look that spares reading it.
    private func isInLogs(_ n: Int64) throws -> Bool {
        guard let logs = filter.logs else { return true }
        let select = snapshot.engine.prepared(
            "SELECT l.id FROM record r JOIN log l ON l.n = r.log WHERE r.n = ?1"
        ).bind(1, n)
        defer { select.reset() }
        return try select.next() && logs.contains(RecordID(bytes: select.buffer(0)))
    }

    /// Whether the record's text may have the field's name, or was written to later: a look that
    /// spares reading the many that have not. The records of an entry's piece share its text, which
    /// is looked through once.
    private func mayHave(_ field: String, _ n: Int64) throws -> Bool {
        let engine = snapshot.engine
        let place = engine.prepared(
            """
            SELECT modified IS NOT NULL OR place IS NULL, (base << 8) | (place >> 20), base
            FROM record WHERE n = ?1
            """
        ).bind(1, n)
        defer { place.reset() }
        guard try place.next() else { return false }
        if place.int(0) != 0 { return true }
        let piece = place.int(1)
        if let known = texts.haveField[piece] { return known }
        let text = engine.prepared(
            """
            SELECT instr(coalesce(p.ops, e.line), ?3) > 0
            FROM entry e LEFT JOIN piece p ON p.n = ?2 WHERE e.n = ?1
            """
        ).bind(1, place.int(2)).bind(2, piece).bind(3, "\"\(field)\":")
        defer { text.reset() }
        let has = try text.next() && text.int(0) != 0
        texts.haveField[piece] = has
        return has
    }

    private func momentValue(of record: StoredRecord) -> JSON? {
        kind.rules.momentField.flatMap { record[String(decoding: $0, as: UTF8.self)] }
    }

    private func moment(of record: StoredRecord) -> [UInt8]? {
        guard let value = momentValue(of: record) else { return nil }
        guard let text = value.startText else { return nil }
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }
        // Keys are made of the text as canonical JSON has it.
        return isPlain
            ? Array(text.utf8) : Array(JSON.string(text).canonical.dropFirst().dropLast())
    }

    private func visitNaming(
        _ naming: (field: String, id: RecordID), _ after: Position?,
        _ body: (StoredRecord) throws -> Bool
    ) throws {
        var found: [Listed] = []
        for n in try snapshot.engine.runs.records(.links, LinkRules.key(of: naming.id)) {
            guard let listed = try listed(n, key: nil), names(naming, listed.record) else {
                continue
            }
            if let after, !Position.precedes(after, listed.position) { continue }
            found.append(listed)
        }
        for listed in found.sorted(by: Listed.precedes) where try !body(listed.record) { return }
    }

    private func names(
        _ naming: (field: String, id: RecordID), _ record: StoredRecord
    ) -> Bool {
        record.fields.contains { name, value in
            guard name == naming.field || name.hasPrefix(naming.field + "/") else { return false }
            var name = name
            return name.withUTF8 { name in
                value.canonical.withUnsafeBufferPointer { kind.rules.target(name, $0) }
            } == naming.id
        }
    }
}
