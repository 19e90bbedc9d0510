package import CairnModel

extension Snapshot {
    /// A hash of a record's live writes: another whenever one of its fields was written, even
    /// where the value that is shown stays. Of an instance that has no record of its own, that of
    /// its series.
    package func mark(of record: StoredRecord) throws -> [UInt8] {
        var hash = Hash()
        var dots: [Int64: Dot] = [:]
        for (field, writes) in try engine.load(record.number).allLive {
            hash.update(field)
            for entry in writes.map(\.entry).sorted() {
                let dot = try dots[entry] ?? engine.mark(of: entry).dot
                dots[entry] = dot
                hash.update("\t\(dot)")
            }
            hash.update("\n")
        }
        return hash.bytes()
    }

    /// The records of a kind with this id, in whatever log, hidden ones too; by log.
    package func records(_ kind: String, _ id: RecordID) throws -> [StoredRecord] {
        let select = engine.prepared(
            """
            SELECT r.n FROM record r JOIN kind k ON k.n = r.kind
            WHERE r.id = ?1 AND k.name = ?2
            """
        ).bind(blob: id.bytes, at: 1).bind(2, kind)
        var numbers: [Int64] = []
        while try select.next() { numbers.append(select.int(0)) }
        return try numbers.compactMap { try record($0) }.filter { try !isAstray($0) }
            .sorted { $0.log < $1.log }
    }
}
