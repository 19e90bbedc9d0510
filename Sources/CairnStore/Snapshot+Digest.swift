package import CairnModel

extension Snapshot {
    /// The digest of each log in hex: the SHA-256 of a line for every live write, sorted by bytes
    /// (Schema/Protocol.md, Digest).
    ///
    /// - Parameter chosen: the logs that are wanted; nil for all.
    package func digests(of chosen: Set<RecordID>? = nil) throws -> [RecordID: String] {
        var digests: [RecordID: String] = [:]
        for log in try logs() where chosen?.contains(log) ?? true {
            digests[log] = try digest(of: log)
        }
        return digests
    }

    /// Lines of one record lie together in the order of the whole text, since TAB comes before
    /// every character of a kind and an id: so each record is sorted by itself.
    private func digest(of log: RecordID) throws -> String {
        var hash = Hash()
        guard let number = try engine.logNumber(log) else { return hash.hex() }
        let select = try Statement(
            engine.connection,
            """
            SELECT r.n, k.name, r.id FROM record r JOIN kind k ON k.n = r.kind
            WHERE r.log = ?1 ORDER BY k.name, r.id
            """
        ).bind(1, number)
        while try select.next() {
            let record = try engine.load(select.int(0))
            let (kind, id) = (select.text(1), RecordID(bytes: select.buffer(2)))
            var lines: [[UInt8]] = []
            for (field, writes) in record.allLive {
                for write in writes {
                    #if FAULTS
                        let winner = try engine.winner(writes, field: field)?.entry
                        if Fault.digestLeavesOutLosers.isOn, write.entry != winner { continue }
                    #endif
                    let saw = write.saw.map(\.description)
                        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
                    lines.append(
                        DigestText.line(
                            kind: kind, id: id, field: field,
                            dot: try engine.mark(of: write.entry).dot, value: write.value,
                            saw: saw.joined(separator: " ")))
                }
            }
            lines.sort { $0.lexicographicallyPrecedes($1) }
            for line in lines { hash.update(line) }
        }
        return hash.hex()
    }
}
