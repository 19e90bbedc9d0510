import ArgumentParser

struct ShiftLeave: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leave",
        abstract: "Take a volunteer's signup for a shift back.",
        discussion: """
            Examples:
              cairn shift leave 91be 2c41
            """)

    @Argument(help: "The shift, by its ref.") var shift: String
    @Argument(help: "The volunteer, by its ref.") var volunteer: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try SignupWork(workspace: common.open()).leave(volunteer, shift, kind: "shift")
    }
}
