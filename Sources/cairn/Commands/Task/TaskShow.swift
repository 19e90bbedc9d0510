import ArgumentParser
import CairnModel
import CairnStore

struct TaskShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show all about a task, with its steps and who does it.",
        discussion: """
            Examples:
              cairn task show 5d20
            """)

    @Argument(help: "The task, by its ref.") var ref: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().read { lookup in
            let task = try lookup.find(ref, "task", hidden: true)
            if common.json {
                return common.printJSON(
                    try lookup.json(task)
                        .setting("conflicts", lookup.conflictJSON(of: task)))
            }
            try lookup.details(of: task).print()
            var steps = Table("step", "done", "what")
            for (index, step) in TaskSteps.of(task).enumerated() {
                steps.add(String(index + 1), step.isDone ? "yes" : "no", step.text)
            }
            try Section.print("Steps", steps)
            let waits = try lookup.snapshot.openDependencies(of: task)
            try Section.print("Waits for", lookup.table(waits, kind: "task"))
            try lookup.printConflicts(of: task)
        }
    }
}
