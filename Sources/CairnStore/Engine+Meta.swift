internal import CairnModel

/// What the file knows of itself.
extension Engine {
    func meta(_ key: String) throws -> String? {
        if let known = names.meta[key] { return known }
        let select = hot("SELECT value FROM meta WHERE key = ?1").bind(1, key)
        let value = try select.next() ? select.text(0) : nil
        select.reset()
        names.meta[key] = .some(value)
        return value
    }

    func setMeta(_ key: String, _ value: String?) throws {
        if key == Self.nodeKey { names.ownSeqs = nil }
        names.meta[key] = .some(value)
        if let value {
            try hot("INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)")
                .bind(1, key).bind(2, value).run()
        } else {
            try prepared("DELETE FROM meta WHERE key = ?1").bind(1, key).run()
        }
    }

    private static let nodeKey = "node"

    func node() throws -> NodeID {
        guard let node = try meta(Self.nodeKey).flatMap({ NodeID($0) }) else {
            throw StoreError(
                .corrupted, "the store has lost its node id",
                hint: "keep the file, and make a new store from the last bundle")
        }
        return node
    }

    func clock() throws -> Clock {
        Clock(last: Timestamp(packed: try meta("clock").flatMap { UInt64($0) } ?? 0))
    }

    func setClock(_ clock: Clock) throws { try setMeta("clock", String(clock.last.packed)) }
}
