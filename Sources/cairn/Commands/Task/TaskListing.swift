import CairnModel
import CairnStore

extension Listing {
    /// Tasks by when they are due and who does them.
    static let task = Listing(
        columns: Table.columns("ref", "due", "title", "status", "priority", "who")
    ) { lookup, task in
        let holders = try task.elements(of: "assignee").compactMap { element -> String? in
            let state = element.value["state"]?.string
            if state == "released" || state == "declined" { return nil }
            let name = try lookup.snapshot.volunteerTitle(element.name, from: task.log)
            return state == "offered" ? "\(name)?" : name
        }
        return [
            try lookup.snapshot.ref(task), MomentText.short(task["due"]),
            lookup.snapshot.title(of: task),
            try lookup.statusText(of: task), task["priority"]?.string ?? "",
            holders.joined(separator: ", "),
        ]
    }
}

extension Lookup {
    /// The status of a task, with what is derived: whether others must come first, and whether
    /// more people took it than it takes.
    func statusText(of task: StoredRecord) throws -> String {
        let status = task.status ?? ""
        if snapshot.isContested(task) { return "\(status), contested" }
        return try snapshot.openDependencies(of: task).isEmpty ? status : "\(status), blocked"
    }
}
