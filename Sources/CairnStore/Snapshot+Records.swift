package import CairnModel

extension Snapshot {
    private static let select = """
        SELECT r.n, k.name, r.id, l.id, r.flags, r.place & 0xFFFFF,
            iif(r.place IS NULL, r.doc, coalesce(p.ops, e.line)), c.at, cp.id, m.at, mp.id, r.modified IS NULL
        FROM record r JOIN kind k ON k.n = r.kind JOIN log l ON l.n = r.log
        JOIN entry e ON e.n = r.base LEFT JOIN piece p ON p.n = (r.base << 8) | (r.place >> 20)
        JOIN entry c ON c.n = coalesce(r.created, r.base)
        LEFT JOIN person cp ON cp.n = c.person
        JOIN entry m ON m.n = coalesce(r.modified, r.base)
        LEFT JOIN person mp ON mp.n = m.person
        WHERE r.n = ?1
        """

    /// The record of that place; nil where nothing was ever written to it.
    package func record(
        _ kind: String, _ id: RecordID, in log: RecordID
    ) throws -> StoredRecord? {
        guard let n = try engine.recordNumber(Place(log, kind, id)) else { return nil }
        return try record(n)
    }

    func record(_ n: Int64) throws -> StoredRecord? {
        let row = engine.prepared(Self.select).bind(1, n)
        defer { row.reset() }
        guard try row.next() else { return nil }
        let flags = FoldedRecord.Flags(rawValue: row.int(4))
        let doc =
            row.int(11) != 0
            ? Array(CanonicalObject.object(in: row.buffer(6), at: Int(row.int(5))))
            : try engine.shown(engine.load(n)).bytes
        let members = (try? JSON(reading: doc))?.object ?? []
        return StoredRecord(
            kind: row.text(1), id: RecordID(bytes: row.buffer(2)),
            log: RecordID(bytes: row.buffer(3)),
            fields: members.filter { !$0.value.isNull }.map { ($0.key, $0.value) },
            isHidden: flags.contains(.hidden), hasConflict: flags.contains(.conflict),
            isEditedWhileDeleted: flags.contains(.editedWhileDeleted),
            createdAt: Timestamp(stored: row.int(7)), createdBy: row.isNull(8) ? nil : row.text(8),
            modifiedAt: Timestamp(stored: row.int(9)),
            modifiedBy: row.isNull(10) ? nil : row.text(10), number: row.int(0))
    }

    /// The records that a filter takes: in the order of their time (`when`, `due`), those without
    /// one last, then in the order in which they came into this store.
    package func records(_ filter: RecordFilter) throws -> [StoredRecord] {
        var records: [StoredRecord] = []
        try forEach(filter) { records.append($0) }
        return records
    }

    /// Hands the records of a filter to `body` one by one, in the same order.
    package func forEach(
        _ filter: RecordFilter, _ body: (StoredRecord) throws -> Void
    ) throws {
        guard let kind = try engine.kind(filter.kind) else { return }
        let list = RecordList(filter, kind, snapshot: self)
        try list.visit { record in
            try body(record)
            return true
        }
    }

    /// Every chapter that is not deleted.
    package func chapters() throws -> [StoredRecord] {
        try records(RecordFilter(kind: "chapter"))
    }

    /// The records that a text names: an id, `<log>/<id>`, or a tail of an id of at least four
    /// hex digits; deleted ones too.
    ///
    /// - Parameter kinds: nil for all.
    package func find(_ ref: String, kinds: Set<String>?) throws -> [StoredRecord] {
        let parts = ref.lowercased().split(separator: "/", maxSplits: 1)
        guard let last = parts.last else { return [] }
        let log = parts.count == 2 ? RecordID(parts[0]) : nil
        if parts.count == 2, log == nil { return [] }
        let digits = last.replacing("-", with: "")
        guard digits.utf8.count >= 4, digits.utf8.count <= 32,
            let tail = UInt64(digits.suffix(4), radix: 16)
        else { return [] }
        var found: [StoredRecord] = []
        for n in try engine.runs.records(.refs, tail) {
            guard let record = try record(n), record.id.digits.hasSuffix(digits),
                kinds?.contains(record.kind) ?? true, log == nil || record.log == log,
                try !isAstray(record)
            else { continue }
            found.append(record)
        }
        return found.sorted {
            ($0.id, $0.kind, $0.log) < ($1.id, $1.kind, $1.log)
        }
    }

    /// The shortest tail of an id that no other id of the store has, at least four digits.
    package func ref(of id: RecordID) throws -> String {
        let own = id.digits
        let select = engine.prepared("SELECT id FROM record WHERE n = ?1")
        var length = 4
        for n in try engine.runs.records(.refs, id.low & 0xFFFF) {
            guard try select.bind(1, n).next() else { continue }
            let other = RecordID(bytes: select.buffer(0))
            select.reset()
            if other == id { continue }
            let shared = zip(own.utf8.reversed(), other.digits.utf8.reversed())
                .prefix { $0 == $1 }.count
            length = max(length, shared + 1)
        }
        return String(own.suffix(length))
    }

    /// The rank of the write that is shown for a field; nil where there is none.
    package func rank(of record: StoredRecord, field: String) throws -> Merge.Rank? {
        let folded = try engine.load(record.number)
        guard let winner = try engine.winner(folded.live(field), field: field) else { return nil }
        return try engine.mark(of: winner.entry).rank
    }
}
