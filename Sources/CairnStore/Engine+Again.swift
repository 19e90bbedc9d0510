internal import CairnModel

/// Throwing the tables away and folding the log again.
extension Engine {
    private static let derivedTables = ["record", "cell", "settled", "link"]

    /// Folds the whole log again, in the order in which it was applied.
    func foldAgain() throws {
        for table in Self.derivedTables { try prepared("DELETE FROM \(table)").run() }
        begin()
        let entries = try Statement(
            connection, "SELECT n, stream, head, line FROM entry ORDER BY n")
        while try entries.next() {
            let n = entries.int(0)
            let line = entries.bytes(3)
            let mark = Head(stored: entries.buffer(2)).mark
            let stream = entries.int(1)
            try line.withUnsafeBufferPointer { bytes in
                try reader.read(bytes)
                let twins = try self.entries(
                    stream: stream, seq: reader.seq, mark: mark, before: n)
                try fold(bytes, reader, entry: n, isTwin: !twins.isEmpty)
            }
        }
    }

    /// A hash of the tables that follow from the log, each in the order of its key.
    func tablesHash() throws -> String {
        let queries = [
            """
            SELECT k.name, r.id, l.id, r.tail, r.base, r.created, r.modified, r.flags, r.moment, r.doc
            FROM record r JOIN kind k ON k.n = r.kind JOIN log l ON l.n = r.log
            ORDER BY l.id, k.name, r.id
            """,
            """
            SELECT r.id, r.kind, r.log, c.field, c.entry, c.value, c.saw
            FROM cell c JOIN record r ON r.n = c.record ORDER BY r.id, r.kind, r.log, c.field, c.entry
            """,
            """
            SELECT r.id, r.kind, r.log, s.field, s.entry, s.state FROM settled s
            JOIN record r ON r.n = s.record ORDER BY r.id, r.kind, r.log, s.field, s.entry
            """,
            """
            SELECT l.target, r.id, r.kind, r.log, l.field FROM link l
            JOIN record r ON r.n = l.record ORDER BY l.target, r.id, r.kind, r.log, l.field
            """,
        ]
        var hash = Hash()
        for query in queries {
            let rows = try Statement(connection, query)
            while try rows.next() {
                for column in 0..<rows.columnCount {
                    let bytes = rows.buffer(column)
                    hash.update("\(rows.isNull(column) ? "-" : String(bytes.count)):")
                    hash.update(UnsafeRawBufferPointer(bytes))
                }
                hash.update("\n")
            }
            hash.update("\n")
        }
        return hash.hex()
    }
}
