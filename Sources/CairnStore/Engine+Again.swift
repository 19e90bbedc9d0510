internal import CairnModel

/// Throwing the tables away and folding the log again.
extension Engine {
    private static let derivedTables = ["record", "cell", "settled", "run", "run_piece"]

    /// Folds the whole log again, in the order in which it was applied.
    func foldAgain() throws {
        for table in Self.derivedTables { try prepared("DELETE FROM \(table)").run() }
        try emptySearch()
        forget()
        try begin()
        let kept = KeptLine(self)
        let entries = try Statement(
            connection, "SELECT \(KeptLine.columns) FROM entry ORDER BY n")
        while try entries.next() {
            let row = KeptLine.Row(entries)
            try kept.with(row) { bytes in
                try reader.read(bytes)
                let twins = try self.entries(
                    stream: row.stream, seq: reader.seq, mark: row.head.mark, before: row.n)
                let shape = LineShape(
                    row, reader, lengths: row.isInPieces ? try pieceLengths(row.n) : [])
                try fold(bytes, entry: row.n, shape, isTwin: !twins.isEmpty)
            }
        }
    }

    /// A hash of the tables that follow from the log, each in the order of its key.
    func tablesHash() throws -> String {
        let queries = [
            """
            SELECT k.name, r.id, l.id, r.base, r.created, r.modified, r.flags, r.place, r.doc
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
        try hashIndexes(into: &hash)
        return hash.hex()
    }

    /// The items of the indexes that are not stale, named by what is the same in every store.
    private func hashIndexes(into hash: inout Hash) throws {
        for area in Runs.Area.allCases {
            var lines: [String] = []
            try runs.scan(area, 0...UInt64.max) { item in
                if let name = try name(of: item, area) { lines.append(name) }
                return true
            }
            for line in lines.sorted() { hash.update(line + "\n") }
        }
    }

    /// Nil for a stale item.
    private func name(of item: Runs.Item, _ area: Runs.Area) throws -> String? {
        let n = Int64(item.record)
        let select = prepared(
            """
            SELECT k.name, r.id, r.log FROM record r JOIN kind k ON k.n = r.kind WHERE r.n = ?1
            """
        ).bind(1, n)
        guard try select.next() else { return "no record \(n)" }
        let (name, id, log) = (select.text(0), RecordID(bytes: select.buffer(1)), select.int(2))
        select.reset()
        let kind = try kind(name)!
        let doc = try shown(load(n))
        var key = "\(item.key)"
        switch area {
        case .refs: if id.low & 0xFFFF != item.key { return nil }
        case .lists:
            if listKey(of: doc, kind) != item.key { return nil }
            // The number of a kind is this store's own.
            key = "\(item.key & 0xFFF_FFFF_FFFF)"
        case .links: if try !targets(of: doc, kind).contains(item.key) { return nil }
        }
        return "\(area) \(key) \(name) \(id) \(log)"
    }

    private func targets(of doc: CanonicalObject, _ kind: KindState) throws -> [UInt64] {
        doc.members.compactMap { member in
            var name = member.name
            return name.withUTF8 { name in
                member.value.withUnsafeBufferPointer { kind.rules.target(name, $0) }
            }.map { LinkRules.key(of: $0) }
        }
    }
}
