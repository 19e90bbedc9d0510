import ArgumentParser
import CairnModel
import CairnStore

struct TaskList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List tasks, the most urgent first.",
        discussion: """
            Examples:
              cairn task list
              cairn task list --mine
              cairn task list --assignee 2c41 --status done
              cairn task list --all --to fri

            Without --status or --all it lists what is open and in progress. A name with
            a question mark was asked and has not said yes.
            """)

    @Option(name: .long, help: ArgumentHelp("Only what this volunteer does.", valueName: "ref"))
    var assignee: String?
    @Flag(name: .long, help: "Only what I do.")
    var mine = false
    @Flag(name: .long, help: "Also what is done or cancelled.")
    var all = false
    @Option(name: .long, help: ArgumentHelp("Only for this event.", valueName: "ref"))
    var event: String?
    @OptionGroup var which: ListOptions
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        let workspace = try common.open()
        try workspace.list(
            "task", which, ifEmpty: "No tasks here. cairn task add makes one.",
            narrow: { lookup, filter in
                if let person = try person(lookup) {
                    filter.naming = ("assignee", person.id)
                } else if let event {
                    filter.naming = ("event", try lookup.find(event, "event").id)
                }
            },
            order: { lookup, tasks in
                let chosen = try chosen(tasks, lookup)
                let graph = try lookup.snapshot.taskGraph(around: chosen)
                return Urgency.sorted(chosen, in: graph)
            },
            isWanted: { _, task in
                all || !which.status.isEmpty || TaskGraph.isOpen(task)
            })
    }

    /// Whose tasks are asked for; nil for everybody's.
    private func person(_ lookup: Lookup) throws -> StoredRecord? {
        mine
            ? try lookup.requiredActor(for: "--mine")
            : try assignee.map { try lookup.find($0, "volunteer") }
    }

    private func chosen(_ tasks: [StoredRecord], _ lookup: Lookup) throws -> [StoredRecord] {
        var tasks = tasks
        if let person = try person(lookup) {
            tasks = try tasks.filter { task in
                let name = try lookup.snapshot.name(of: person, from: task.log)
                let state = task["assignee/\(name)"]?["state"]?.string
                return state != nil && state != "released" && state != "declined"
            }
        }
        guard let event else { return tasks }
        let id = try lookup.find(event, "event").id.description
        return tasks.filter { $0["event"]?.string?.hasSuffix(id) == true }
    }
}
