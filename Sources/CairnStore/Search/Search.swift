internal import CairnModel

/// One search under way.
struct Search {
    let query: SearchQuery
    let kinds: Set<String>?
    let logs: Set<RecordID>?
    let deleted: Bool
    let limit: Int

    private var hits: [(fit: SearchQuery.Fit, record: StoredRecord)] = []
    private var waiting: Set<Int64> = []

    init(
        query: SearchQuery, kinds: Set<String>?, logs: Set<RecordID>?, deleted: Bool, limit: Int
    ) {
        (self.query, self.kinds, self.logs) = (query, kinds, logs)
        (self.deleted, self.limit) = (deleted, limit)
    }

    var records: [StoredRecord] {
        hits.sorted { left, right in
            if left.fit != right.fit { return left.fit < right.fit }
            let times = (left.record.searchTime, right.record.searchTime)
            if times.0 != times.1 { return times.1.utf8.lexicographicallyPrecedes(times.0.utf8) }
            if left.record.id != right.record.id { return left.record.id < right.record.id }
            return RecordKey(left.record) < RecordKey(right.record)
        }.prefix(limit).map(\.record)
    }

    /// The record where it is a hit.
    private func hit(
        _ n: Int64, _ snapshot: Snapshot
    ) throws -> (fit: SearchQuery.Fit, record: StoredRecord)? {
        guard let record = try snapshot.record(n), record.isHidden == deleted,
            kinds?.contains(record.kind) ?? true, logs?.contains(record.log) ?? true,
            let fit = query.fit(record.searchText), try !snapshot.isAstray(record),
            try deleted || !snapshot.isOfHiddenSeries(record)
        else { return nil }
        return (fit, record)
    }

    /// Looks through what the index does not have, or not as it is now.
    mutating func lookThrough(_ snapshot: Snapshot) throws {
        let engine = snapshot.engine
        let hasIndex = try engine.hasSearch()
        let upTo = hasIndex ? try engine.searchUpTo() : 0
        if upTo > 0 {
            let changed = engine.prepared("SELECT record FROM search_change")
            while try changed.next() { waiting.insert(changed.int(0)) }
        }
        for n in waiting { if let hit = try hit(n, snapshot) { hits.append(hit) } }
        let new = try Statement(engine.connection, "SELECT n FROM record WHERE n > ?1")
            .bind(1, upTo)
        while try new.next() { if let hit = try hit(new.int(0), snapshot) { hits.append(hit) } }
    }

    /// Asks the index, and stops once it has given as many as are wanted.
    mutating func lookUp(_ snapshot: Snapshot) throws {
        let engine = snapshot.engine
        guard try engine.hasSearch(), try engine.searchUpTo() > 0 else { return }
        var count = 0
        for fit in [SearchQuery.Fit.title, .text] where count < limit {
            let rows = try Statement(engine.connection, Self.select(filters: filters(engine)))
                .bind(1, query.expression(fit)).bind(2, deleted ? 1 : 0)
            while try count < limit && rows.next() {
                let n = rows.int(0)
                if waiting.contains(n) { continue }
                guard let hit = try hit(n, snapshot), hit.fit == fit else { continue }
                hits.append(hit)
                count += 1
            }
        }
    }

    private static func select(filters: [String]) -> String {
        """
        SELECT i.record FROM search s JOIN search_item i ON i.n = s.rowid
        JOIN record r ON r.n = i.record
        WHERE s.search MATCH ?1 AND r.flags & 1 = ?2 \(filters.joined(separator: " "))
        ORDER BY i.time DESC, r.id
        """
    }

    /// The kinds and logs by their numbers here.
    private func filters(_ engine: Engine) throws -> [String] {
        func filter(_ column: String, _ numbers: [Int64]) -> String {
            "AND r.\(column) IN (\(numbers.map(String.init).joined(separator: ",")))"
        }
        var filters: [String] = []
        if let kinds {
            filters.append(filter("kind", try kinds.compactMap { try engine.kind($0)?.n }))
        }
        if let logs {
            filters.append(filter("log", try logs.compactMap { try engine.logNumber($0) }))
        }
        return filters
    }
}
