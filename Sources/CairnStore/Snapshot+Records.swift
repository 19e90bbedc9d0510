package import CairnModel

extension Snapshot {
    private static let columns = """
        r.n, k.name, r.id, l.id, r.flags, r.doc, c.at, cp.id, m.at, mp.id
        """
    private static let joins = """
        JOIN kind k ON k.n = r.kind JOIN log l ON l.n = r.log
        JOIN entry c ON c.n = r.created LEFT JOIN person cp ON cp.n = c.person
        JOIN entry m ON m.n = r.modified LEFT JOIN person mp ON mp.n = m.person
        """

    /// The record of that place; nil where nothing was ever written to it.
    package func record(
        _ kind: String, _ id: RecordID, in log: RecordID
    ) throws -> StoredRecord? {
        guard let n = try engine.recordNumber(Place(log, kind, id)) else { return nil }
        return try record(n)
    }

    func record(_ n: Int64) throws -> StoredRecord? {
        let select = engine.prepared(
            "SELECT \(Self.columns) FROM record r \(Self.joins) WHERE r.n = ?1"
        ).bind(1, n)
        defer { select.reset() }
        return try select.next() ? read(select) : nil
    }

    private func read(_ row: Statement) -> StoredRecord {
        let flags = FoldedRecord.Flags(rawValue: row.int(4))
        let members = (try? JSON(reading: row.buffer(5)))?.object ?? []
        return StoredRecord(
            kind: row.text(1), id: RecordID(bytes: row.buffer(2)),
            log: RecordID(bytes: row.buffer(3)),
            fields: members.filter { !$0.value.isNull }.map { ($0.key, $0.value) },
            isHidden: flags.contains(.hidden), hasConflict: flags.contains(.conflict),
            isEditedWhileDeleted: flags.contains(.editedWhileDeleted),
            createdAt: Timestamp(stored: row.int(6)), createdBy: row.isNull(7) ? nil : row.text(7),
            modifiedAt: Timestamp(stored: row.int(8)),
            modifiedBy: row.isNull(9) ? nil : row.text(9), number: row.int(0))
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
        guard let kind = try engine.kindNumber(filter.kind) else { return }
        var source = "record r"
        var conditions = ["r.kind = ?1"]
        var texts: [String] = []
        func place(_ text: String) -> String {
            texts.append(text)
            return "?\(texts.count + 2)"
        }
        if let logs = filter.logs {
            let numbers = try logs.compactMap { try engine.logNumber($0) }.sorted()
            conditions.append("r.log IN (\(numbers.map(String.init).joined(separator: ",")))")
        }
        if !filter.includesHidden { conditions.append("r.flags & 1 = 0") }
        if let from = filter.from { conditions.append("r.moment >= \(place(from))") }
        if let before = filter.before { conditions.append("r.moment < \(place(before))") }
        if let field = filter.having {
            conditions.append("instr(r.doc, \(place("\"\(field)\":"))) > 0")
        }
        if let naming = filter.naming {
            // The target's links come first, however many records the kind has.
            let field = place(naming.field)
            source = """
                (SELECT DISTINCT record AS n FROM link WHERE target = ?2
                    AND (field = \(field) OR substr(field, 1, length(\(field)) + 1) = \(field) || '/'))
                AS x CROSS JOIN record r ON r.n = x.n
                """
        }
        let limit = filter.limit.map { " LIMIT \($0)" } ?? ""
        let select = try Statement(
            engine.connection,
            """
            SELECT \(Self.columns) FROM \(source) \(Self.joins)
            WHERE \(conditions.joined(separator: " AND "))
            ORDER BY r.moment IS NULL, r.moment, r.n\(limit)
            """
        ).bind(1, kind)
        if let naming = filter.naming { select.bind(blob: naming.id.bytes, at: 2) }
        for (index, text) in texts.enumerated() { select.bind(Int32(index + 3), text) }
        while try select.next() { try body(read(select)) }
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
            let tail = Int64(digits.suffix(4), radix: 16)
        else { return [] }
        let select = try Statement(
            engine.connection,
            """
            SELECT \(Self.columns) FROM record r \(Self.joins) WHERE r.tail = ?1
            ORDER BY r.id, k.name, l.id
            """
        ).bind(1, tail)
        var found: [StoredRecord] = []
        while try select.next() {
            let record = read(select)
            guard record.id.digits.hasSuffix(digits), kinds?.contains(record.kind) ?? true,
                log == nil || record.log == log
            else { continue }
            found.append(record)
        }
        return found
    }

    /// The shortest tail of an id that no other id of the store has, at least four digits.
    package func ref(of id: RecordID) throws -> String {
        let own = id.digits
        let select = engine.prepared("SELECT id FROM record WHERE tail = ?1")
            .bind(1, Int64(id.low & 0xFFFF))
        var length = 4
        while try select.next() {
            let other = RecordID(bytes: select.buffer(0))
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
