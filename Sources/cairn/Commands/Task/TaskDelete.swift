import ArgumentParser
import CairnModel

struct TaskDelete: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Hide a task.",
        discussion: """
            Examples:
              cairn task delete 5d20

            It stays in the log. cairn task restore brings it back.
            """)

    @Argument(help: "The task, by its ref.") var ref: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().act(.delete, ref, "task", said: "Deleted", already: "Deleted already:")
    }
}
