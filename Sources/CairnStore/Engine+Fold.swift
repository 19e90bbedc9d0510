internal import CairnModel
internal import GRDB
internal import GRDBSQLite

// MARK: - Folding an entry into the tables

extension Engine {
    /// Folds the operations of the line that the reader has just read.
    ///
    /// - Parameter shape: how the line is kept.
    func fold(
        _ line: UnsafeBufferPointer<UInt8>, entry n: Int64, _ shape: LineShape, isTwin: Bool
    ) throws {
        guard let log = try stream(reader.log, reader.node)?.log else { return }
        var places = OperationPlaces(shape, reader)
        let fields = reader.fields
        var updates: [(operation: EntryReader.Operation, place: Int64?)] = []
        var fresh: [NewRecord] = []
        for operation in reader.operations {
            let place = places.next(operation)
            if operation.fields.isEmpty { continue }
            // What replaces something is hardly ever the first of its record.
            if operation.fields.contains(where: { !fields[Int($0)].over.isEmpty }) {
                updates.append((operation, place))
                continue
            }
            let kind = try kind(operation.kind, line)
            if let place, reader.operations.count >= Self.recordsTogether {
                fresh.append(NewRecord(operation: operation, kind: kind, place: place))
                if fresh.count < Self.recordsTogether { continue }
                for (record, new) in zip(try insertTogether(fresh, log: log, entry: n), fresh) {
                    if let record {
                        try index(new.operation, fields, new.kind, log: log, line, entry: n, record)
                    } else {
                        updates.append((new.operation, new.place))
                    }
                }
                fresh.removeAll(keepingCapacity: true)
            } else if try !insert(operation, fields, kind, log: log, line, entry: n, place) {
                updates.append((operation, place))
            }
        }
        for new in fresh
        where try !insert(new.operation, fields, new.kind, log: log, line, entry: n, new.place) {
            updates.append((new.operation, new.place))
        }
        metKnownRecord = !updates.isEmpty
        // No two of them are on one record, so that their order does not matter; that of the
        // index is the quickest.
        if updates.count > 1 { updates.sort { $0.operation.id < $1.operation.id } }
        for (operation, place) in updates {
            let kind = try kind(operation.kind, line)
            let key = HeldRecords.Key(log: log, kind: kind.n, id: operation.id)
            if try !update(operation, key, kind, line, entry: n, isTwin: isTwin) {
                _ = try insert(operation, fields, kind, log: log, line, entry: n, place)
            }
        }
    }

    func text(_ slice: EntryReader.Slice, _ line: UnsafeBufferPointer<UInt8>) -> String {
        String(decoding: part(line, slice), as: UTF8.self)
    }

    /// The common way: the record is new, and its `set` as it stands is its first state.
    private func insert(
        _ operation: EntryReader.Operation, _ fields: [EntryReader.Field], _ kind: KindState,
        log: Int64, _ line: UnsafeBufferPointer<UInt8>, entry n: Int64, _ place: Int64?
    ) throws -> Bool {
        let set = part(line, operation.set)
        guard
            let record = try insertNew(
                operation.id, kind, log: log, entry: n, place: place, set: set)
        else { return false }
        try index(operation, fields, kind, log: log, line, entry: n, record)
        return true
    }

    /// Adds a record that was inserted to the indexes.
    private func index(
        _ operation: EntryReader.Operation, _ fields: [EntryReader.Field], _ kind: KindState,
        log: Int64, _ line: UnsafeBufferPointer<UInt8>, entry n: Int64, _ record: Int64
    ) throws {
        var key = ListKey.untimed(kind.n)
        var deletes = false
        for index in operation.fields {
            let field = fields[Int(index)]
            let name = part(line, field.name)
            if Self.deleted.isEqual(to: name) { deletes = true }
            if let moment = kind.rules.momentField, moment.isEqual(to: name),
                let time = LinkRules.moment(part(line, field.value))
            {
                key = ListKey.timed(kind.n, time)
            }
            if !kind.rules.isEmpty,
                let target = kind.rules.target(name, part(line, field.value))
            {
                runs.add(.links, LinkRules.key(of: target), record)
            }
        }
        runs.add(.refs, operation.id.low & 0xFFFF, record)
        runs.add(.lists, key, record)
        guard deletes else { return }
        var folded = try load(record)
        folded.cells["deleted"] = [
            LiveWrite(
                entry: n, value: folded.set!["deleted"]!, saw: dots(operation.saw))
        ]
        try hold(
            .init(record: folded, kind: kind, before: ["deleted": []]),
            .init(log: log, kind: kind.n, id: operation.id))
    }

    private func value(
        _ field: EntryReader.Field, _ line: UnsafeBufferPointer<UInt8>
    ) -> [UInt8] {
        let value = Array(part(line, field.value))
        #if FAULTS
            if Fault.valuesAreNormalised.isOn { return normalised(value) }
        #endif
        return value
    }

    private static let deleted = Array("deleted".utf8)

    private func dots(_ range: Range<Int32>) -> [Dot] {
        Array(reader.dots[Int(range.lowerBound)..<Int(range.upperBound)])
    }

    /// Each field of the operation takes the place of what it names; false where the record is not
    /// there.
    private func update(
        _ operation: EntryReader.Operation, _ key: HeldRecords.Key, _ kind: KindState,
        _ line: UnsafeBufferPointer<UInt8>, entry n: Int64, isTwin: Bool
    ) throws -> Bool {
        let known = held.take(key)
        guard var record = try known?.record ?? state(of: key) else { return false }
        var before = known?.before ?? [:]
        let place = Place(reader.log, kind.name, operation.id)
        let own = try mark(of: n)
        let base = try mark(of: record.base).dot
        if isTwin { try fill(&record) }
        #if FAULTS
            try fill(&record)
        #endif
        let buried = isTwin ? try buriedFields(record, place, of: own.dot, entry: n) : [:]
        for index in operation.fields {
            let field = reader.fields[Int(index)]
            let name = text(field.name, line)
            let write = LiveWrite(
                entry: n, value: value(field, line), saw: dots(operation.saw))
            let over = Set(dots(field.over))
            // What the base set matters where this write does not replace it.
            if record.cells[name] == nil, !over.contains(base) { try fill(&record) }
            var live = record.live(name)
            if record.cells[name] == nil, over.contains(base) {
                live = []
            } else if !over.isEmpty {
                live = try live.filter { try !over.contains(mark(of: $0.entry).dot) }
            }
            if buried[name] == nil { live.append(write) }
            #if FAULTS
                live = try faulty(live, after: record.live(name), over, own.rank, name)
                try spread(over, in: &record, &before)
            #endif
            try settle(
                record.n, place, field: name, write, over: over, resolve: operation.resolve)
            noteConflict(record.n, name, record.live(name), live)
            before[name] = before[name] ?? record.cells[name] ?? []
            record.cells[name] = live
        }
        try noteTimes(of: &record, entry: n, rank: own.rank)
        try hold(.init(record: record, kind: kind, before: before), key)
        for (field, buriers) in buried where before[field] != nil {
            for burier in buriers { try settleAgain(record.n, place, field: field, entry: burier) }
        }
        return true
    }

    /// Notes where a field comes to be in conflict, or is no more.
    private func noteConflict(
        _ record: Int64, _ field: String, _ before: [LiveWrite], _ after: [LiveWrite]
    ) {
        if before.count < 2, after.count < 2 { return }
        let was = Merge.conflicts(before.lazy.map(\.value), field: field)
        noteConflict(
            record, field, was: was, isNow: Merge.conflicts(after.lazy.map(\.value), field: field))
    }

    private func noteConflict(_ record: Int64, _ field: String, was: Bool, isNow: Bool) {
        if was == isNow { return }
        let place = OpenedConflicts.Field(record: record, name: field)
        if isNow { opened.fields.insert(place) } else { opened.fields.remove(place) }
    }

    private func noteTimes(
        of record: inout FoldedRecord, entry n: Int64, rank: Merge.Rank
    ) throws {
        if try rank < mark(of: record.created).rank { record.created = n }
        if try rank > mark(of: record.modified).rank { record.modified = n }
    }

    func recordNumber(_ place: Place) throws -> Int64? {
        guard let kind = try kind(place.kind), let log = try logNumber(place.log) else {
            return nil
        }
        let select = hot("SELECT n FROM record WHERE id = ?1 AND kind = ?2 AND log = ?3")
            .bind(2, kind.n).bind(3, log)
        return try place.id.withStored {
            guard try select.bind(blob: $0, at: 1).next() else { return nil }
            defer { select.reset() }
            return select.int(0)
        }
    }

    /// A record with its live writes.
    func load(_ n: Int64) throws -> FoldedRecord {
        let select = hot(
            """
            SELECT n, base, coalesce(created, base), coalesce(modified, base), flags,
                modified IS NULL FROM record WHERE n = ?1
            """
        ).bind(1, n)
        guard var record = try state(select) else { throw Self.missing("record \(n)") }
        try fill(&record)
        return record
    }

    /// A record without what its base set; nil where nothing was ever written to it.
    func state(of key: HeldRecords.Key) throws -> FoldedRecord? {
        let select = hot(
            """
            SELECT n, base, coalesce(created, base), coalesce(modified, base), flags,
                modified IS NULL FROM record WHERE id = ?1 AND kind = ?2 AND log = ?3
            """
        ).bind(2, key.kind).bind(3, key.log)
        return try key.id.withStored { try state(select.bind(blob: $0, at: 1)) }
    }

    private func state(_ select: Statement) throws -> FoldedRecord? {
        guard try select.next() else { return nil }
        var record = FoldedRecord(
            n: select.int(0), base: select.int(1), created: select.int(2),
            modified: select.int(3), flags: .init(rawValue: select.int(4)))
        let isUntouched = select.int(5) != 0
        select.reset()
        if isUntouched { return record }
        let cells = hot(
            "SELECT field, entry, value, saw FROM cell WHERE record = ?1 ORDER BY field, entry"
        ).bind(1, record.n)
        while try cells.next() {
            let saw = cells.text(3).split(separator: " ").compactMap { Dot($0) }
            record.cells[cells.text(0), default: []].append(
                LiveWrite(entry: cells.int(1), value: cells.bytes(2), saw: saw))
        }
        return record
    }

    /// Adds what the record's base set.
    private func fill(_ record: inout FoldedRecord) throws {
        if record.set != nil { return }
        let select = hot(
            """
            SELECT r.place & 0xFFFFF, iif(r.place IS NULL, r.doc, coalesce(p.ops, e.line))
            FROM record r JOIN entry e ON e.n = r.base
            LEFT JOIN piece p ON p.n = (r.base << 8) | (r.place >> 20)
            WHERE r.n = ?1
            """
        ).bind(1, record.n)
        guard try select.next() else { throw Self.missing("record \(record.n)") }
        defer { select.reset() }
        record.set = CanonicalObject(
            CanonicalObject.object(in: select.buffer(1), at: Int(select.int(0))))
    }

    /// The winning value of every field.
    func shown(_ record: FoldedRecord) throws -> CanonicalObject {
        var shown = record.set ?? CanonicalObject([])
        for (field, writes) in record.cells {
            shown[field] = try winner(writes, field: field)?.value
        }
        return shown
    }

    // MARK: Writing a record back

    /// Brings a record that was folded to the tables.
    func write(_ held: inout HeldRecords.Held) throws {
        for (field, cells) in held.before {
            try saveCells(held.record, field, before: cells)
            try index(held.record, field, held.kind)
        }
        let flagsBefore = held.record.flags
        #if FAULTS
            let wasHidden = held.record.isHidden && held.before["deleted"] == nil
        #endif
        held.before = [:]
        held.record.flags = try flags(of: &held.record)
        #if FAULTS
            if Fault.hiddenStaysHidden.isOn, wasHidden { held.record.flags = .hidden }
        #endif
        let record = held.record
        noteConflict(
            record.n, "deleted", was: flagsBefore.contains(.editedWhileDeleted),
            isNow: record.flags.contains(.editedWhileDeleted))
        try hot("UPDATE record SET created = ?2, modified = ?3, flags = ?4 WHERE n = ?1")
            .bind(1, record.n).bind(2, record.created).bind(3, record.modified)
            .bind(4, record.flags.rawValue).run()
        try noteForSearch(record.n)
    }

    /// Adds what the indexes say of a field that was written.
    private func index(_ record: FoldedRecord, _ field: String, _ kind: KindState) throws {
        var field = field
        guard field.withUTF8({ kind.rules.isIndexed($0) }),
            let shown = try winner(record.live(field), field: field)?.value
        else { return }
        shown.withUnsafeBufferPointer { value in
            if field.withUTF8({ kind.rules.momentField?.isEqual(to: $0) ?? false }) {
                let moment = LinkRules.moment(value)
                runs.add(
                    .lists,
                    moment.map { ListKey.timed(kind.n, $0) } ?? ListKey.untimed(kind.n), record.n)
            } else if let target = field.withUTF8({ kind.rules.target($0, value) }) {
                runs.add(.links, LinkRules.key(of: target), record.n)
            }
        }
    }

    /// The key under which lists find a record with these fields.
    func listKey(of doc: CanonicalObject, _ kind: KindState) -> UInt64 {
        guard let moment = moment(of: doc, kind) else { return ListKey.untimed(kind.n) }
        return ListKey.timed(kind.n, moment)
    }

    /// The time by which lists order a record with these fields.
    func moment(of doc: CanonicalObject, _ kind: KindState) -> [UInt8]? {
        guard let name = kind.rules.momentField,
            let value = doc[String(decoding: name, as: UTF8.self)]
        else { return nil }
        return value.withUnsafeBufferPointer { LinkRules.moment($0).map { Array($0) } }
    }

    /// Writes what changed of a field's cells: a field with very many live writes is not written
    /// anew for each further one.
    private func saveCells(
        _ record: FoldedRecord, _ field: String, before: [LiveWrite]
    ) throws {
        var (before, after) = (before[...], (record.cells[field] ?? [])[...])
        while let old = before.first, let new = after.first, old.entry == new.entry {
            (before, after) = (before.dropFirst(), after.dropFirst())
        }
        let kept = Set(after.map(\.entry))
        for write in before where !kept.contains(write.entry) {
            try hot("DELETE FROM cell WHERE record = ?1 AND field = ?2 AND entry = ?3")
                .bind(1, record.n).bind(2, field).bind(3, write.entry).run()
        }
        let known = Set(before.map(\.entry))
        for write in after where !known.contains(write.entry) {
            let saw = write.saw.map(\.description).joined(separator: " ")
            try hot(
                "INSERT INTO cell (record, field, entry, value, saw) VALUES (?1, ?2, ?3, ?4, ?5)"
            ).bind(1, record.n).bind(2, field).bind(3, write.entry)
                .bind(text: write.value, at: 4).bind(5, saw).run()
        }
    }

    // MARK: Winner, conflicts, hiding

    /// The live write that is shown.
    func winner(_ live: [LiveWrite], field: String) throws -> LiveWrite? {
        guard live.count > 1 else { return live.first }
        #if FAULTS
            return try ranked(live, field: field).first
        #else
            let claims = try live.map { try claim($0, field: field) }
            return claims.indices.max { claims[$0] < claims[$1] }.map { live[$0] }
        #endif
    }

    /// Live writes by falling rank: the one shown comes first.
    func ranked(_ live: [LiveWrite], field: String) throws -> [LiveWrite] {
        try live.map { write in (write, try claim(write, field: field)) }
            .sorted {
                #if FAULTS
                    if Fault.arrivalDecides.isOn { return $0.0.entry > $1.0.entry }
                #endif
                return $0.1 > $1.1
            }.map(\.0)
    }

    /// By what a live write is ranked among those of its field.
    private func claim(
        _ write: LiveWrite, field: String
    ) throws -> (strength: Int, rank: Merge.Rank) {
        let strength =
            Merge.isElement(field) ? Merge.strength(of: json(write.value), field: field) : 0
        return (strength, try mark(of: write.entry).rank)
    }

    func json(_ bytes: [UInt8]) -> JSON { (try? JSON(reading: bytes)) ?? .null }

    private func flags(of record: inout FoldedRecord) throws -> FoldedRecord.Flags {
        var flags: FoldedRecord.Flags = []
        for (field, live) in record.cells where live.count > 1 {
            if Merge.conflicts(live.lazy.map(\.value), field: field) {
                flags.insert(.conflict)
            }
        }
        let deletions = record.live("deleted")
        let trues = deletions.filter { $0.value == Array("true".utf8) }
        guard !trues.isEmpty else { return flags }
        var isHidden = try trues.count == deletions.count && isCovered(&record, by: trues)
        #if FAULTS
            if Fault.deletionIgnoresSaw.isOn { isHidden = trues.count == deletions.count }
            if Fault.deletionBeatsRestoration.isOn { isHidden = try isCovered(&record, by: trues) }
        #endif
        return isHidden ? .hidden : flags.union(.editedWhileDeleted)
    }

    /// Whether every live write but the deletions' own is one that a deletion saw.
    private func isCovered(
        _ record: inout FoldedRecord, by deletions: [LiveWrite]
    ) throws -> Bool {
        try fill(&record)
        let seen = Set(deletions.flatMap(\.saw))
        var entries: Set<Int64> = []
        for (field, writes) in record.allLive where field != "deleted" {
            entries.formUnion(writes.map(\.entry))
        }
        return try entries.allSatisfy { try seen.contains(mark(of: $0).dot) }
    }
}
