import CairnModel
import CairnStore

/// What should be known about a task; none of it stops anyone.
enum TaskWarnings {
    /// Other tasks must be done before.
    static func sayBlocked(_ input: FieldInput) throws {
        guard let task = input.record else { return }
        let waits = try input.lookup.snapshot.openDependencies(of: task)
        guard !waits.isEmpty else { return }
        let refs = try waits.map { try input.lookup.snapshot.ref($0) }
        let (others, verb) = (
            Words.count(waits.count, "other"), Words.verb(waits.count, "is", "are")
        )
        ErrorReport.warn(
            "blocked",
            "this task waits for \(others) that \(verb) not done: \(Words.list(refs))",
            asJSON: input.lookup.options.json)
    }

    /// More people took the task than it takes.
    static func sayContested(_ ref: String, _ workspace: Workspace) throws {
        try workspace.read { lookup in
            let task = try lookup.find(ref, "task")
            guard lookup.snapshot.isContested(task) else { return }
            let holders = try lookup.snapshot.holders(of: task).map {
                try lookup.snapshot.volunteerTitle($0, from: task.log)
            }
            ErrorReport.warn(
                "contested_claim",
                "this task was taken by \(Words.list(holders)), in this order",
                asJSON: lookup.options.json)
        }
    }
}
