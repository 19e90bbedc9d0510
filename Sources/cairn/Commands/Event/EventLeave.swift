import ArgumentParser

struct EventLeave: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leave",
        abstract: "Take a volunteer's signup for an event back.",
        discussion: """
            Examples:
              cairn event leave 7f3a 2c41
            """)

    @Argument(help: "The event, by its ref.") var event: String
    @Argument(help: "The volunteer, by its ref.") var volunteer: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try SignupWork(workspace: common.open()).leave(volunteer, event, kind: "event")
    }
}
