package import CairnModel

/// One consistent state of a store, valid inside the closure that it is handed to.
package struct Snapshot {
    let engine: Engine
    /// The chapters of this state, read when they are first asked for.
    let book = ChapterBook()

    /// The logs that the store holds entries of.
    package func logs() throws -> Set<RecordID> {
        if let known = engine.names.logs { return known }
        let select = engine.prepared("SELECT id FROM log")
        var logs: Set<RecordID> = []
        while try select.next() { logs.insert(RecordID(bytes: select.buffer(0))) }
        engine.names.logs = logs
        return logs
    }

    /// How many records of each kind a log has; `hidden` of them are deleted.
    package func counts() throws -> [(log: RecordID, kind: String, records: Int, hidden: Int)] {
        let select = try Statement(
            engine.connection,
            """
            SELECT l.id, k.name, count(*), sum(r.flags & 1) FROM record r
            JOIN log l ON l.n = r.log JOIN kind k ON k.n = r.kind
            GROUP BY l.id, k.name ORDER BY l.id, k.name
            """)
        var counts: [(log: RecordID, kind: String, records: Int, hidden: Int)] = []
        while try select.next() {
            counts.append(
                (
                    RecordID(bytes: select.buffer(0)), select.text(1), Int(select.int(2)),
                    Int(select.int(3))
                ))
        }
        return counts
    }

    /// How many entries the store holds.
    package func entryCount() throws -> Int {
        let select = try Statement(engine.connection, "SELECT count(*) FROM entry")
        return try select.next() ? Int(select.int(0)) : 0
    }

    /// The chapter that this laptop belongs to.
    package func home() throws -> RecordID? {
        try engine.meta("home").flatMap { RecordID($0) }
    }

    /// The node id under which the store wrote last.
    package func node() throws -> NodeID { try engine.node() }
}
