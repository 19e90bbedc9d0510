import ArgumentParser

struct ShiftSignup: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signup",
        abstract: "Sign a volunteer up for a shift.",
        discussion: """
            Examples:
              cairn shift signup 91be 2c41
              cairn shift signup 91be 2c41 --note "comes by bus"

            Once the places are taken, a signup goes on the waiting list. Who cancelled
            and comes back queues again.
            """)

    @Argument(help: "The shift, by its ref.") var shift: String
    @Argument(help: "The volunteer, by its ref.") var volunteer: String
    @OptionGroup var signup: SignupOptions
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try SignupWork(workspace: common.open(), options: signup)
            .signUp(volunteer, for: shift, kind: "shift")
    }
}
