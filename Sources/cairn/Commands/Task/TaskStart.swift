import ArgumentParser
import CairnModel

struct TaskStart: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start",
        abstract: "Say that a task is in progress.",
        discussion: """
            Examples:
              cairn task start 5d20
            """)

    @Argument(help: "The task, by its ref.") var ref: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().edit(ref, "task", said: "Started") { input in
            try input.put("status", "in_progress")
            try TaskWarnings.sayBlocked(input)
        }
    }
}
