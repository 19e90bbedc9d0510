internal import CairnModel
internal import GRDBSQLite

/// Numbers in place of names: logs, streams, kinds, people.
extension Engine {
    /// A kind by its name in a line; numbered where the store has nothing of it yet.
    func kind(
        _ slice: EntryReader.Slice, _ line: UnsafeBufferPointer<UInt8>
    ) throws -> KindState {
        let name = part(line, slice)
        if let known = names.kinds.first(where: { $0.isNamed(name) }) { return known }
        let text = String(decoding: name, as: UTF8.self)
        if let known = try kind(text) { return known }
        try prepared("INSERT INTO kind (name) VALUES (?1)").bind(1, text).run()
        return remember(
            KindState(n: sqlite3_last_insert_rowid(connection), name: text, rules: linkRules(text)))
    }

    /// A kind that the store holds something of.
    func kind(_ name: String) throws -> KindState? {
        if let known = names.kinds.first(where: { $0.name == name }) { return known }
        let select = prepared("SELECT n FROM kind WHERE name = ?1").bind(1, name)
        guard try select.next() else { return nil }
        let n = select.int(0)
        select.reset()
        return remember(KindState(n: n, name: name, rules: linkRules(name)))
    }

    /// What links a kind's fields make.
    private func linkRules(_ kind: String) -> LinkRules {
        if let known = rules[kind] { return known }
        let made = LinkRules(kind: kind)
        rules[kind] = made
        return made
    }

    private func remember(_ kind: KindState) -> KindState {
        names.kinds.append(kind)
        return kind
    }

    /// The number of a log that the store holds something of.
    func logNumber(_ id: RecordID) throws -> Int64? {
        if let n = names.logNumbers[id] { return n }
        let select = prepared("SELECT n FROM log WHERE id = ?1").bind(blob: id.bytes, at: 1)
        guard try select.next() else { return nil }
        let n = select.int(0)
        select.reset()
        names.logNumbers[id] = n
        return n
    }

    /// The stream, where the store holds something of it.
    func stream(_ log: RecordID, _ node: NodeID) throws -> StreamState? {
        let key = StreamKey(log: log, node: node)
        if let recent = names.recent, recent.key == key { return recent.state }
        (names.recent, names.earlier) = (names.earlier, names.recent)
        if let recent = names.recent, recent.key == key { return recent.state }
        if let state = names.streams[key] {
            names.recent = (key, state)
            return state
        }
        guard let logNumber = try logNumber(log) else { return nil }
        let select = prepared("SELECT n FROM stream WHERE log = ?1 AND node = ?2")
            .bind(1, logNumber).bind(2, node.description)
        guard try select.next() else { return nil }
        let n = select.int(0)
        select.reset()
        let tips = prepared(
            """
            SELECT e.seq, e.head, e.n FROM tip JOIN entry e ON e.n = tip.entry
            WHERE tip.stream = ?1
            """
        ).bind(1, n)
        let state = StreamState(n: n, key: key, log: logNumber, tips: [])
        while try tips.next() {
            state.tips.append(
                .init(seq: tips.int(0), head: Head(stored: tips.buffer(1)), entry: tips.int(2)))
        }
        names.streams[key] = state
        return state
    }

    func makeStream(_ log: RecordID, _ node: NodeID) throws -> StreamState {
        var logN = try logNumber(log)
        if logN == nil {
            try prepared("INSERT INTO log (id) VALUES (?1)").bind(blob: log.bytes, at: 1).run()
            logN = sqlite3_last_insert_rowid(connection)
            names.logNumbers[log] = logN
            names.logs = nil
        }
        try prepared("INSERT INTO stream (log, node) VALUES (?1, ?2)")
            .bind(1, logN!).bind(2, node.description).run()
        let key = StreamKey(log: log, node: node)
        let state = StreamState(
            n: sqlite3_last_insert_rowid(connection), key: key, log: logN!, tips: [])
        names.streams[key] = state
        names.streamKeys = nil
        return state
    }

    func personNumber(_ line: UnsafeBufferPointer<UInt8>) throws -> Int64? {
        if reader.by.isEmpty { return nil }
        let text = String(
            decoding: line[Int(reader.by.start)..<Int(reader.by.end)], as: UTF8.self)
        if let n = names.personNumbers[text] { return n }
        let select = prepared("SELECT n FROM person WHERE id = ?1").bind(1, text)
        var n: Int64 = 0
        if try select.next() {
            n = select.int(0)
            select.reset()
        } else {
            try prepared("INSERT INTO person (id) VALUES (?1)").bind(1, text).run()
            n = sqlite3_last_insert_rowid(connection)
        }
        if names.personNumbers.count >= KnownNames.personsMax { names.personNumbers = [:] }
        names.personNumbers[text] = n
        return n
    }
}
