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

    /// The clock as the last entry says it (Schema/v006-commit.sql).
    func clock() throws -> Clock {
        if let known = names.clock { return known }
        if let lastMark { return Clock(last: lastMark.mark.rank.at) }
        let select = hot("SELECT coalesce(clock, at) FROM entry ORDER BY n DESC LIMIT 1")
        let last = try select.next() ? Timestamp(stored: select.int(0)) : Timestamp(packed: 0)
        select.reset()
        let clock = Clock(last: last)
        names.clock = clock
        return clock
    }

    /// Keeps the clock; to be called after entries were appended, also where they left it alone.
    func setClock(_ clock: Clock) throws {
        if try self.clock().last != clock.last {
            try hot("UPDATE entry SET clock = ?1 WHERE n = (SELECT max(n) FROM entry)")
                .bind(1, clock.last.stored).run()
        }
        names.clock = clock
    }
}
