package import CairnModel

extension Snapshot {
    /// When other laptops last wrote what this store holds, by log: milliseconds since 1970. A log
    /// of which nothing came from elsewhere is not there.
    package func lastHeard() throws -> [RecordID: Int64] {
        let select = engine.prepared(
            """
            SELECT log.id, max(entry.at) FROM stream JOIN log ON log.n = stream.log
            JOIN tip ON tip.stream = stream.n JOIN entry ON entry.n = tip.entry
            WHERE stream.node <> ?1 GROUP BY log.id
            """
        ).bind(1, try engine.node().description)
        var heard: [RecordID: Int64] = [:]
        while try select.next() {
            heard[RecordID(bytes: select.buffer(0))] = Timestamp(stored: select.int(1)).milliseconds
        }
        return heard
    }
}
