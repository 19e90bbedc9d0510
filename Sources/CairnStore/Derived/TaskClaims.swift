internal import CairnModel

/// Who holds a task.
package enum TaskClaims {
    /// How many people a task takes: `max_assignees`, else one where it can be claimed; nil where
    /// there is no limit.
    package static func places(of task: StoredRecord) -> Int? {
        if let most = task.number("max_assignees") { return most }
        return task["claim_policy"]?.string == "claimable" ? 1 : nil
    }

    /// The names of those elements of `assignee` that are claimed or accepted.
    package static func holders(of task: StoredRecord) -> [String] {
        task.elements(of: "assignee").compactMap { element in
            let state = element.value["state"]?.string
            return state == "claimed" || state == "accepted" ? element.name : nil
        }
    }

    /// The holders in the order in which they took it, first come first.
    static func ordered(
        _ holders: [String], rank: (_ field: String) throws -> Merge.Rank?
    ) rethrows -> [String] {
        try holders.map { (name: $0, rank: try rank("assignee/\($0)")) }
            .sorted { left, right in
                switch (left.rank, right.rank) {
                case (let left?, let right?) where left != right: left < right
                case (_?, nil): true
                case (nil, _?): false
                default: left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
                }
            }
            .map(\.name)
    }
}

extension Snapshot {
    /// Who holds a task, first come first; those after the places that it has are surplus.
    package func holders(of task: StoredRecord) throws -> [String] {
        try TaskClaims.ordered(TaskClaims.holders(of: task)) { try rank(of: task, field: $0) }
    }

    /// Whether more people hold an open task than it takes.
    package func isContested(_ task: StoredRecord) -> Bool {
        guard TaskGraph.isOpen(task), let places = TaskClaims.places(of: task) else {
            return false
        }
        return TaskClaims.holders(of: task).count > places
    }
}
