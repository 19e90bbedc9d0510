import ArgumentParser
import CairnModel

struct ShiftDelete: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Hide a shift.",
        discussion: """
            Examples:
              cairn shift delete 91be

            It stays in the log. cairn shift restore brings it back.
            """)

    @Argument(help: "The shift, by its ref.") var ref: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().act(.delete, ref, "shift", said: "Deleted", already: "Deleted already:")
    }
}
