internal import CairnModel
internal import CairnStore
internal import Synchronization

/// What is open to every volunteer of each chapter: tasks that anybody may take and the events of
/// the coming weeks. Candidates alone, which a page reads anew.
///
/// Finding them is a walk over the tasks and series of the whole store, which no page should wait
/// for each time. They are looked for again once the store has changed; in a store of many entries
/// not before ten times as long has passed as the last walk took, so that it spends at most a tenth
/// of its time on this.
final class OpenThings: Sendable {
    /// How far ahead events are looked for, in days.
    static let daysAhead = 45
    private static let restFactor = 10
    /// Entries of a store that is walked after every change.
    private static let smallEntriesMax = 5_000

    struct Found: Sendable {
        fileprivate let change: Int64
        fileprivate let day: CivilDate
        fileprivate let end: ContinuousClock.Instant
        fileprivate let cost: Duration
        fileprivate var tasks: [RecordID: [RecordID]] = [:]
        fileprivate var events: [RecordID: [StoredRecord]] = [:]

        /// Ids of tasks of a chapter, in the order of their due days.
        func tasks(of chapter: RecordID) -> [RecordID] { tasks[chapter] ?? [] }
        /// Events of a chapter by time, from yesterday on, dates of series among them.
        func events(of chapter: RecordID) -> [StoredRecord] { events[chapter] ?? [] }
    }

    private let last = Mutex<Found?>(nil)

    /// - Parameter day: today, in UTC.
    func find(_ snapshot: Snapshot, day: CivilDate) throws -> Found {
        let change = try snapshot.lastChange()
        let start = ContinuousClock.now
        let known = last.withLock { $0 }
        if let known, known.day == day {
            if known.change == change { return known }
            let rest = known.cost * Self.restFactor
            if change > Self.smallEntriesMax, start < known.end + rest { return known }
        }
        var tasks: [RecordID: [RecordID]] = [:]
        var claimable = RecordFilter(kind: "task")
        claimable.having = "claim_policy"
        try snapshot.forEach(claimable) { task in
            if task["claim_policy"] == "claimable", TaskGraph.isOpen(task) {
                tasks[task.log, default: []].append(task.id)
            }
        }
        // A day more on both sides: chapters' zones differ.
        var coming = RecordFilter(kind: "event")
        coming.from = day.adding(days: -1).description
        coming.before = day.adding(days: Self.daysAhead + 1).description
        let events = Dictionary(grouping: try snapshot.recordsWithInstances(coming), by: \.log)
        let end = ContinuousClock.now
        let found = Found(
            change: change, day: day, end: end, cost: end - start, tasks: tasks, events: events)
        last.withLock { $0 = found }
        return found
    }
}
