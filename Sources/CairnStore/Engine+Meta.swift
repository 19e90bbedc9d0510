internal import CairnModel

/// What the file knows of itself.
extension Engine {
    func meta(_ key: String) throws -> String? {
        let select = hot("SELECT value FROM meta WHERE key = ?1").bind(1, key)
        guard try select.next() else { return nil }
        let value = select.text(0)
        select.reset()
        return value
    }

    func setMeta(_ key: String, _ value: String?) throws {
        knownNode = nil
        if let value {
            try hot("INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)")
                .bind(1, key).bind(2, value).run()
        } else {
            try prepared("DELETE FROM meta WHERE key = ?1").bind(1, key).run()
        }
    }

    func node() throws -> NodeID {
        if let knownNode { return knownNode }
        guard let node = try meta("node").flatMap({ NodeID($0) }) else {
            throw StoreError(
                .corrupted, "the store has lost its node id",
                hint: "keep the file, and make a new store from the last bundle")
        }
        knownNode = node
        return node
    }

    func clock() throws -> Clock {
        Clock(last: Timestamp(packed: try meta("clock").flatMap { UInt64($0) } ?? 0))
    }

    func setClock(_ clock: Clock) throws { try setMeta("clock", String(clock.last.packed)) }
}
