package import CairnModel

/// A report over the events of a range of days.
package struct Stats: Sendable {
    /// What the events are grouped by.
    package enum Grouping: String, Sendable, CaseIterable { case chapter, type, month, region }

    package struct Group: Sendable {
        /// Of a chapter its log; else a type, `YYYY-MM` (or a year), a region; empty where the
        /// events do not say.
        package let key: String
        package let figures: StatsFigures
    }

    package let total: StatsFigures
    /// Ascending by key; empty where nothing was asked to be grouped.
    package let groups: [Group]
    /// What the report rests on: the digest of each log that was read, its people log's included
    /// where the store holds it.
    package let digests: [(log: RecordID, digest: String)]
}

extension Snapshot {
    /// A report over the chapter logs named (nil: all that the store holds).
    ///
    /// - Parameter range: events whose local day, as text, is at or after `from` and before
    ///   `before`, as `RecordFilter` compares them; a year is that of the calendar.
    /// - Parameter today: `YYYY-MM-DD`, for telling which planned events are past.
    package func stats(
        logs: Set<RecordID>?, from: String?, before: String?, by grouping: Stats.Grouping?,
        today: String
    ) throws -> Stats {
        var collector = StatsCollector(from: from, before: before, today: today)
        try forEach(RecordFilter(kind: "event", logs: logs)) { event in
            if try !isOfHiddenSeries(event) { collector.add(event: event) }
        }
        try forEach(RecordFilter(kind: "shift", logs: logs)) { collector.add(shift: $0) }
        try forEach(RecordFilter(kind: "volunteer")) { collector.add(volunteer: $0) }
        try forEach(RecordFilter(kind: "signup", logs: logs)) { collector.add(signup: $0) }
        let once = collector.eventsOnce
        var groups: [Stats.Group] = []
        if let grouping {
            groups = Dictionary(grouping: once) { $0.key(grouping) }
                .map { Stats.Group(key: $0.key, figures: collector.figures(of: $0.value)) }
                .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        }
        var reader = ReferenceReader()
        let named = logs.map { logs in logs.union(logs.map { reader.peopleLog(beside: $0) }) }
        let digests = try digests(of: named).sorted { $0.key < $1.key }
        return Stats(
            total: collector.figures(of: once), groups: groups,
            digests: digests.map { (log: $0.key, digest: $0.value) })
    }
}
