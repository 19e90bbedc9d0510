import ArgumentParser

struct TaskAssign: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign",
        abstract: "Give a task to volunteers.",
        discussion: """
            Examples:
              cairn task assign 5d20 2c41
              cairn task assign 5d20 2c41 88d0 --accepted

            It is offered to them, and they take it with cairn task claim; --accepted
            writes down that they have said yes already.
            """)

    @Argument(help: "The task, by its ref.") var ref: String
    @Argument(help: "The volunteers.") var volunteers: [String]
    @Flag(name: .long, help: "They have said yes.") var accepted = false
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().edit(ref, "task", said: "Assigned") { input in
            for volunteer in volunteers {
                try input.offer(to: volunteer, isAccepted: accepted)
            }
        }
    }
}
