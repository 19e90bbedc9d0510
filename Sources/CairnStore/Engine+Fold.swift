internal import CairnModel
internal import GRDB
internal import GRDBSQLite

/// One live write of a field.
struct LiveWrite {
    let entry: Int64
    /// Canonical JSON.
    let value: [UInt8]
    /// Of a deletion: the dots that it saw.
    let saw: [Dot]
}

/// A record as the tables have it, on its way to its next state.
struct FoldedRecord {
    /// Bits of `record.flags`.
    struct Flags: OptionSet {
        let rawValue: Int64
        static let hidden = Flags(rawValue: 1)
        static let conflict = Flags(rawValue: 2)
        static let editedWhileDeleted = Flags(rawValue: 4)
    }

    let n: Int64
    let base: Int64
    var created: Int64
    var modified: Int64
    var flags: Flags
    var doc: CanonicalObject
    /// Live writes of the fields that were written after the base.
    var cells: [String: [LiveWrite]]

    /// The live writes of a field, none where it was never written.
    func live(_ field: String) -> [LiveWrite] {
        if let cells = cells[field] { return cells }
        guard let value = doc[field] else { return [] }
        return [LiveWrite(entry: base, value: value, saw: [])]
    }

    /// Every field with its live writes.
    var allLive: [(field: String, writes: [LiveWrite])] {
        doc.members.map { ($0.name, live($0.name)) }
    }

    var isHidden: Bool { flags.contains(.hidden) }
}

// MARK: - Folding an entry into the tables

extension Engine {
    /// Folds the operations of the line that the reader has just read.
    func fold(
        _ line: UnsafeBufferPointer<UInt8>, _ reader: EntryReader, entry n: Int64, isTwin: Bool
    ) throws {
        for operation in reader.operations where !operation.fields.isEmpty {
            let kindName = text(operation.kind, line)
            let place = Place(reader.log, kindName, operation.id)
            if try !insert(operation, place, line, reader, entry: n) {
                try update(operation, place, line, reader, entry: n, isTwin: isTwin)
            }
        }
    }

    func text(_ slice: EntryReader.Slice, _ line: UnsafeBufferPointer<UInt8>) -> String {
        String(decoding: line[Int(slice.start)..<Int(slice.end)], as: UTF8.self)
    }

    private func bytes(
        _ slice: EntryReader.Slice, _ line: UnsafeBufferPointer<UInt8>
    ) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: line[Int(slice.start)..<Int(slice.end)])
    }

    /// The common way: the record is new, and its `set` as it stands is its first state.
    private func insert(
        _ operation: EntryReader.Operation, _ place: Place, _ line: UnsafeBufferPointer<UInt8>,
        _ reader: EntryReader, entry n: Int64
    ) throws -> Bool {
        let rules = linkRules(place.kind)
        var moment: [UInt8]?
        var deletes = false
        for index in operation.fields {
            let field = reader.fields[Int(index)]
            if matches(field.name, "deleted", line) { deletes = true }
            if let name = rules.momentField, matches(field.name, name, line) {
                moment = LinkRules.moment(Array(bytes(field.value, line)))
            }
        }
        guard
            try insertNew(
                id: place.id, kind: makeKindNumber(place.kind), log: logNumber(place.log)!,
                entry: n, moment: moment, doc: bytes(operation.set, line))
        else { return false }
        let record = sqlite3_last_insert_rowid(connection)
        if !rules.isEmpty {
            for index in operation.fields {
                let field = reader.fields[Int(index)]
                try link(
                    record, text(field.name, line), from: nil,
                    to: Array(bytes(field.value, line)), rules)
            }
        }
        guard deletes else { return true }
        var folded = try load(record)
        folded.cells["deleted"] = [
            LiveWrite(
                entry: n, value: folded.doc["deleted"]!, saw: dots(operation.saw, reader))
        ]
        try save(&folded, place, changed: ["deleted"])
        return true
    }

    private func value(
        _ field: EntryReader.Field, _ line: UnsafeBufferPointer<UInt8>
    ) -> [UInt8] {
        let value = Array(bytes(field.value, line))
        #if FAULTS
            if Fault.valuesAreNormalised.isOn { return normalised(value) }
        #endif
        return value
    }

    private func matches(
        _ slice: EntryReader.Slice, _ name: String, _ line: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        Int(slice.end - slice.start) == name.utf8.count
            && bytes(slice, line).elementsEqual(name.utf8)
    }

    private func dots(_ range: Range<Int32>, _ reader: EntryReader) -> [Dot] {
        Array(reader.dots[Int(range.lowerBound)..<Int(range.upperBound)])
    }

    /// The record is there: each field of the operation takes the place of what it names.
    private func update(
        _ operation: EntryReader.Operation, _ place: Place, _ line: UnsafeBufferPointer<UInt8>,
        _ reader: EntryReader, entry n: Int64, isTwin: Bool
    ) throws {
        var record = try load(try recordNumber(place)!)
        let own = try mark(of: n)
        let buried = isTwin ? try buriedFields(record, place, of: own.dot, entry: n) : [:]
        var changed: Set<String> = []
        for index in operation.fields {
            let field = reader.fields[Int(index)]
            let name = text(field.name, line)
            let write = LiveWrite(
                entry: n, value: value(field, line), saw: dots(operation.saw, reader))
            let over = Set(dots(field.over, reader))
            var live = record.live(name)
            if !over.isEmpty {
                live = try live.filter { try !over.contains(mark(of: $0.entry).dot) }
            }
            if buried[name] == nil { live.append(write) }
            #if FAULTS
                live = try faulty(live, after: record.live(name), over, own.rank, name)
                try spread(over, in: &record, &changed)
            #endif
            try settle(
                record.n, place, field: name, write, over: over, resolve: operation.resolve)
            if try opensConflict(record.live(name), live, field: name) { conflictsOpened += 1 }
            record.cells[name] = live
            changed.insert(name)
        }
        try noteTimes(of: &record, entry: n, rank: own.rank)
        try save(&record, place, changed: changed)
        for (field, buriers) in buried where changed.contains(field) {
            for burier in buriers { try settleAgain(record.n, place, field: field, entry: burier) }
        }
    }

    private func opensConflict(
        _ before: [LiveWrite], _ after: [LiveWrite], field: String
    ) throws -> Bool {
        guard after.count > 1 else { return false }
        return Merge.conflicts(after.map { json($0.value) }, field: field)
            && !Merge.conflicts(before.map { json($0.value) }, field: field)
    }

    private func noteTimes(
        of record: inout FoldedRecord, entry n: Int64, rank: Merge.Rank
    ) throws {
        if try rank < mark(of: record.created).rank { record.created = n }
        if try rank > mark(of: record.modified).rank { record.modified = n }
    }

    func recordNumber(_ place: Place) throws -> Int64? {
        guard let kind = try kindNumber(place.kind), let log = try logNumber(place.log) else {
            return nil
        }
        let select = prepared("SELECT n FROM record WHERE id = ?1 AND kind = ?2 AND log = ?3")
            .bind(blob: place.id.bytes, at: 1).bind(2, kind).bind(3, log)
        guard try select.next() else { return nil }
        defer { select.reset() }
        return select.int(0)
    }

    /// A record with its live writes.
    func load(_ n: Int64) throws -> FoldedRecord {
        let select = prepared(
            "SELECT base, created, modified, flags, doc FROM record WHERE n = ?1"
        ).bind(1, n)
        guard try select.next() else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "record \(n) is missing")
        }
        var record = FoldedRecord(
            n: n, base: select.int(0), created: select.int(1), modified: select.int(2),
            flags: .init(rawValue: select.int(3)), doc: CanonicalObject(select.buffer(4)),
            cells: [:])
        select.reset()
        let cells = prepared(
            "SELECT field, entry, value, saw FROM cell WHERE record = ?1 ORDER BY field, entry"
        ).bind(1, n)
        while try cells.next() {
            let saw = cells.text(3).split(separator: " ").compactMap { Dot($0) }
            record.cells[cells.text(0), default: []].append(
                LiveWrite(entry: cells.int(1), value: cells.bytes(2), saw: saw))
        }
        return record
    }

    // MARK: Writing a record back

    private func save(
        _ record: inout FoldedRecord, _ place: Place, changed: Set<String>
    ) throws {
        let rules = linkRules(place.kind)
        for field in changed {
            try saveCells(record, field)
            guard let winner = try winner(record.live(field), field: field) else { continue }
            let before = record.doc[field]
            if before == winner.value { continue }
            record.doc[field] = winner.value
            try link(record.n, field, from: before, to: winner.value, rules)
        }
        let before = record.flags
        #if FAULTS
            let wasHidden = record.isHidden && !changed.contains("deleted")
        #endif
        record.flags = try flags(of: record)
        #if FAULTS
            if Fault.hiddenStaysHidden.isOn, wasHidden { record.flags = .hidden }
        #endif
        if record.flags.subtracting(before).contains(.editedWhileDeleted) { conflictsOpened += 1 }
        let moment = rules.momentField.flatMap { record.doc[$0] }.flatMap(LinkRules.moment)
        let update = prepared(
            """
            UPDATE record SET created = ?2, modified = ?3, flags = ?4, moment = ?5, doc = ?6
            WHERE n = ?1
            """
        ).bind(1, record.n).bind(2, record.created).bind(3, record.modified)
            .bind(4, record.flags.rawValue).bind(text: record.doc.bytes, at: 6)
        if let moment { update.bind(text: moment, at: 5) } else { update.bindNull(5) }
        try update.run()
    }

    private func saveCells(_ record: FoldedRecord, _ field: String) throws {
        try prepared("DELETE FROM cell WHERE record = ?1 AND field = ?2")
            .bind(1, record.n).bind(2, field).run()
        for write in record.cells[field] ?? [] {
            let saw = write.saw.map(\.description).joined(separator: " ")
            try prepared(
                "INSERT INTO cell (record, field, entry, value, saw) VALUES (?1, ?2, ?3, ?4, ?5)"
            ).bind(1, record.n).bind(2, field).bind(3, write.entry)
                .bind(text: write.value, at: 4).bind(5, saw).run()
        }
    }

    private func link(
        _ record: Int64, _ field: String, from before: [UInt8]?, to after: [UInt8],
        _ rules: LinkRules
    ) throws {
        let old = before.flatMap { rules.target(field, $0) }
        let new = rules.target(field, after)
        if old == new { return }
        if let old {
            try prepared("DELETE FROM link WHERE target = ?1 AND record = ?2 AND field = ?3")
                .bind(blob: old.bytes, at: 1).bind(2, record).bind(3, field).run()
        }
        if let new {
            try prepared("INSERT INTO link (target, record, field) VALUES (?1, ?2, ?3)")
                .bind(blob: new.bytes, at: 1).bind(2, record).bind(3, field).run()
        }
    }

    // MARK: Winner, conflicts, hiding

    /// The live write that is shown.
    func winner(_ live: [LiveWrite], field: String) throws -> LiveWrite? {
        guard live.count > 1 else { return live.first }
        return try ranked(live, field: field).first
    }

    /// Live writes by falling rank: the one shown comes first.
    func ranked(_ live: [LiveWrite], field: String) throws -> [LiveWrite] {
        try live.map { write in
            (
                write, Merge.strength(of: json(write.value), field: field),
                try mark(of: write.entry).rank
            )
        }
        .sorted {
            #if FAULTS
                if Fault.arrivalDecides.isOn { return $0.0.entry > $1.0.entry }
            #endif
            return ($0.1, $0.2) > ($1.1, $1.2)
        }.map(\.0)
    }

    func json(_ bytes: [UInt8]) -> JSON { (try? JSON(reading: bytes)) ?? .null }

    private func flags(of record: FoldedRecord) throws -> FoldedRecord.Flags {
        var flags: FoldedRecord.Flags = []
        for (field, live) in record.cells where live.count > 1 {
            if Merge.conflicts(live.map { json($0.value) }, field: field) {
                flags.insert(.conflict)
            }
        }
        let deletions = record.live("deleted")
        let trues = deletions.filter { $0.value == Array("true".utf8) }
        guard !trues.isEmpty else { return flags }
        var isHidden = try trues.count == deletions.count && isCovered(record, by: trues)
        #if FAULTS
            if Fault.deletionIgnoresSaw.isOn { isHidden = trues.count == deletions.count }
            if Fault.deletionBeatsRestoration.isOn { isHidden = try isCovered(record, by: trues) }
        #endif
        return isHidden ? .hidden : flags.union(.editedWhileDeleted)
    }

    /// Whether every live write but the deletions' own is one that a deletion saw.
    private func isCovered(_ record: FoldedRecord, by deletions: [LiveWrite]) throws -> Bool {
        let seen = Set(deletions.flatMap(\.saw))
        var entries: Set<Int64> = []
        for (field, writes) in record.allLive where field != "deleted" {
            entries.formUnion(writes.map(\.entry))
        }
        return try entries.allSatisfy { try seen.contains(mark(of: $0).dot) }
    }
}
