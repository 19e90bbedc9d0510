import ArgumentParser
import CairnModel

struct TaskDone: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "done",
        abstract: "Say that a task is done.",
        discussion: """
            Examples:
              cairn task done 5d20
            """)

    @Argument(help: "The task, by its ref.") var ref: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().edit(ref, "task", said: "Done:") { input in
            try input.put("status", "done")
            try TaskWarnings.sayBlocked(input)
        }
    }
}
