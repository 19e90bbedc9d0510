internal import CairnModel
internal import GRDBSQLite

/// The index for searching: what of the records it holds, and what waits to be taken in.
///
/// Writing only notes what changed. Records are numbered as they come, so new ones are those above
/// the number up to which the index goes; an older one that changes is noted by its number, in the
/// transaction that changes it. `takeIn` adds both. Where the index was never made there is
/// nothing to note, and writing costs one comparison.
extension Engine {
    private static let key = "search"

    /// The number of the last record that the index was made from; 0 where there is none of this
    /// version.
    func searchUpTo() throws -> Int64 {
        if let known = knownSearchUpTo { return known }
        let parts = try meta(Self.key)?.split(separator: " ") ?? []
        let isCurrent = parts.count == 2 && parts[0] == "\(SearchText.version)"
        let upTo = isCurrent ? Int64(parts[1]) ?? 0 : 0
        knownSearchUpTo = upTo
        return upTo
    }

    private func setSearchUpTo(_ n: Int64) throws {
        try setMeta(Self.key, "\(SearchText.version) \(n)")
        knownSearchUpTo = n
    }

    /// Notes that a record has changed.
    func noteForSearch(_ record: Int64) throws {
        if try record > searchUpTo() { return }
        try hot("INSERT OR IGNORE INTO search_change (record) VALUES (?1)").bind(1, record).run()
    }

    /// Empties the index; it is made anew when somebody searches.
    func emptySearch() throws {
        if try meta(Self.key) == nil { return }
        try prepared("INSERT INTO search (search) VALUES ('delete-all')").run()
        try prepared("DELETE FROM search_item").run()
        try prepared("DELETE FROM search_change").run()
        try prepared("DELETE FROM sqlite_sequence WHERE name = 'search_item'").run()
        try setMeta(Self.key, nil)
        knownSearchUpTo = nil
    }

    /// Whether the file has the tables: one that may not be written keeps those that it has.
    func hasSearch() throws -> Bool {
        let select = prepared("SELECT 1 FROM sqlite_schema WHERE name = 'search_change'")
        defer { select.reset() }
        return try select.next()
    }

    /// How many records wait to be taken in, at most.
    func searchWaiting() throws -> Int64 {
        let select = prepared(
            """
            SELECT coalesce((SELECT max(n) FROM record), 0) - ?1
                + (SELECT count(*) FROM search_change)
            """
        ).bind(1, try searchUpTo())
        defer { select.reset() }
        return try select.next() ? select.int(0) : 0
    }

    // MARK: Taking in

    /// Rows that lead nowhere, beyond as many as there are records, before the index is made anew.
    private static let spentMax: Int64 = 1_000

    /// Takes in at most so many of the records that wait.
    ///
    /// - Returns: how many it took; 0 once none waits.
    func takeIn(atMost limit: Int64, _ snapshot: Snapshot) throws -> Int {
        if try searchUpTo() == 0 { try emptySearch() }
        if try spent() > Self.spentMax { try emptySearch() }
        let changed = try numbers(
            prepared("SELECT record FROM search_change ORDER BY record LIMIT ?1").bind(1, limit))
        for n in changed {
            try prepared("DELETE FROM search_item WHERE record = ?1").bind(1, n).run()
            try prepared("DELETE FROM search_change WHERE record = ?1").bind(1, n).run()
            try takeIn(n, snapshot)
        }
        let new = try numbers(
            prepared("SELECT n FROM record WHERE n > ?1 ORDER BY n LIMIT ?2")
                .bind(1, searchUpTo()).bind(2, limit - Int64(changed.count)))
        for n in new { try takeIn(n, snapshot) }
        if let last = new.last { try setSearchUpTo(last) }
        return changed.count + new.count
    }

    private func spent() throws -> Int64 {
        let select = prepared(
            "SELECT coalesce(max(n), 0) - 2 * count(*) FROM search_item")
        defer { select.reset() }
        return try select.next() ? select.int(0) : 0
    }

    private func numbers(_ select: Statement) throws -> [Int64] {
        var numbers: [Int64] = []
        while try select.next() { numbers.append(select.int(0)) }
        return numbers
    }

    private func takeIn(_ n: Int64, _ snapshot: Snapshot) throws {
        guard let record = try snapshot.record(n) else { return }
        let text = record.searchText
        if text.title.isEmpty, text.rest.isEmpty { return }
        try prepared("INSERT INTO search_item (record, time) VALUES (?1, ?2)")
            .bind(1, n).bind(2, record.searchTime).run()
        try prepared("INSERT INTO search (rowid, title, text) VALUES (?1, ?2, ?3)")
            .bind(1, sqlite3_last_insert_rowid(connection))
            .bind(2, SearchText.words(text.title)).bind(3, SearchText.words(text.rest)).run()
    }
}
