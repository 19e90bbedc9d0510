import ArgumentParser
import CairnModel

struct TaskRestore: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Show a deleted task again.",
        discussion: """
            Examples:
              cairn task restore 5d20
            """)

    @Argument(help: "The task, by its ref.") var ref: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().act(.restore, ref, "task", said: "Restored", already: "Not deleted:")
    }
}
