package import CairnModel

extension Snapshot {
    /// What every entry did to a record, by rising rank.
    package func history(of record: StoredRecord) throws -> [HistoryItem] {
        let place = Place(record.log, record.kind, record.id)
        let folded = try engine.load(record.number)
        var items: [(rank: Merge.Rank, item: HistoryItem)] = []
        try engine.walk(folded, place) { n, operation in
            let mark = try engine.mark(of: n)
            let entry = try engine.entry(n)
            let changes = try operation.set.map { field, value in
                HistoryItem.Change(
                    field: field, before: try shown(before: n, field, place), after: value,
                    isLive: folded.live(field).contains { $0.entry == n })
            }
            items.append(
                (
                    mark.rank,
                    HistoryItem(
                        entry: EntryName(log: record.log, dot: mark.dot), at: entry.at,
                        by: entry.by, action: action(of: operation, isFirst: n == folded.created),
                        part: entry.part, changes: changes)
                ))
        }
        return items.sorted { $0.rank < $1.rank }.map(\.item)
    }

    private func action(of operation: Entry.Operation, isFirst: Bool) -> HistoryItem.Action {
        if isFirst { return .created }
        if operation.resolve { return .resolved }
        guard let deleted = operation.set.first(where: { $0.field == "deleted" }) else {
            return .edited
        }
        return deleted.value == true ? .deleted : .restored
    }

    /// The winning one of the values that an entry's write of a field replaced.
    private func shown(before n: Int64, _ field: String, _ place: Place) throws -> JSON? {
        var writes: [LiveWrite] = []
        for replaced in try engine.replaced(by: n, field, place) {
            let value = try engine.operation(of: replaced, on: place)?.set
                .first { $0.field == field }?.value
            if let value {
                writes.append(LiveWrite(entry: replaced, value: value.canonical, saw: []))
            }
        }
        return try engine.winner(writes, field: field).map { engine.json($0.value) }
    }

    /// The entry of that name; nil where it is not there.
    package func entry(_ name: EntryName) throws -> Entry? {
        try engine.entries(name.dot, in: name.log).first.map { try engine.entry($0) }
    }

    /// The entries, in any log, that a text names: a dot, or the `node:seq` of one.
    package func entries(named text: String) throws -> [EntryName] {
        let parts = text.split(separator: ":")
        guard parts.count >= 2, let node = NodeID(parts[0]), let seq = Int64(parts[1]) else {
            return []
        }
        var names: [EntryName] = []
        for log in try logs() {
            guard let stream = try engine.stream(log, node) else { continue }
            let select = engine.prepared("SELECT head FROM entry WHERE stream = ?1 AND seq = ?2")
                .bind(1, stream.n).bind(2, seq)
            while try select.next() {
                let mark = Head(stored: select.buffer(0)).mark
                guard parts.count == 2 || parts[2] == mark.description else { continue }
                names.append(EntryName(log: log, dot: Dot(node: node, seq: seq, mark: mark)))
            }
        }
        return names
    }

    /// Hands the lines of the log, in the order in which they were applied, to `body`.
    ///
    /// - Parameters:
    ///   - logs: nil for all.
    ///   - count: how many lines of the whole log are passed over first.
    package func forEachLine(
        logs: Set<RecordID>?, skipping count: Int = 0,
        _ body: (RecordID, [UInt8]) throws -> Void
    ) throws {
        let select = try Statement(
            engine.connection,
            """
            SELECT e.n, l.id FROM entry e JOIN stream s ON s.n = e.stream
            JOIN log l ON l.n = s.log ORDER BY e.n LIMIT -1 OFFSET ?1
            """
        ).bind(1, Int64(count))
        while try select.next() {
            let log = RecordID(bytes: select.buffer(1))
            if logs?.contains(log) ?? true { try body(log, engine.line(select.int(0))) }
        }
    }
}
