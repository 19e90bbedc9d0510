internal import CairnModel

/// The order of "my tasks", as Taskwarrior orders urgency: nearness of the due date first, then
/// whether others wait for it, then age.
package enum Urgency {
    /// The most urgent first. Tasks with no due date come after those with one.
    package static func sorted(_ tasks: [StoredRecord], in graph: TaskGraph) -> [StoredRecord] {
        tasks.map { (task: $0, key: Key($0, in: graph)) }
            .sorted { $0.key < $1.key }
            .map(\.task)
    }

    private struct Key: Comparable {
        /// The local day (or a year, or a month), compared as text; `~` is after every digit.
        let due: String
        let isBlocking: Bool
        let created: Timestamp
        let record: RecordKey

        init(_ task: StoredRecord, in graph: TaskGraph) {
            record = RecordKey(task)
            let due = task["due"]
            self.due = due?["start"]?.string ?? due?["date"]?.string ?? "~"
            isBlocking = graph.isBlocking(record)
            created = task.createdAt
        }

        static func < (left: Key, right: Key) -> Bool {
            let (leftDay, rightDay) = (left.due.utf8.prefix(10), right.due.utf8.prefix(10))
            if !leftDay.elementsEqual(rightDay) {
                return leftDay.lexicographicallyPrecedes(rightDay)
            }
            if left.isBlocking != right.isBlocking { return left.isBlocking }
            if left.created != right.created { return left.created < right.created }
            return left.record < right.record
        }
    }
}

extension Snapshot {
    /// The dependencies of some tasks: what they wait for and what waits for them.
    package func taskGraph(around tasks: [StoredRecord]) throws -> TaskGraph {
        // Past that many, looking at every task once is less work.
        if tasks.count > 500 { return try taskGraph() }
        var graph = TaskGraph()
        var reader = ReferenceReader()
        for task in tasks {
            graph.add(task, &reader)
            for name in task.elements(of: "depends").map(\.name) {
                for other in try find(name, kinds: ["task"]) where !other.isHidden {
                    graph.add(other, &reader)
                }
            }
            var waiting = RecordFilter(kind: "task")
            waiting.naming = ("depends", task.id)
            try forEach(waiting) { graph.add($0, &reader) }
        }
        graph.finish()
        return graph
    }

    /// The dependencies of all tasks in this store.
    package func taskGraph() throws -> TaskGraph {
        var graph = TaskGraph()
        var reader = ReferenceReader()
        try forEach(RecordFilter(kind: "task")) { graph.add($0, &reader) }
        graph.finish()
        return graph
    }
}
