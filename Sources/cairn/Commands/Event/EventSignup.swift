import ArgumentParser

struct EventSignup: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signup",
        abstract: "Sign a volunteer up for an event without shifts.",
        discussion: """
            Examples:
              cairn event signup 7f3a 2c41
              cairn event signup 7f3a 2c41 --rsvp tentative --guests 2

            For an event with shifts use cairn shift signup. Who cancelled and comes
            back queues again.
            """)

    @Argument(help: "The event, by its ref.") var event: String
    @Argument(help: "The volunteer, by its ref.") var volunteer: String
    @OptionGroup var signup: SignupOptions
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try SignupWork(workspace: common.open(), options: signup)
            .signUp(volunteer, for: event, kind: "event")
    }
}
