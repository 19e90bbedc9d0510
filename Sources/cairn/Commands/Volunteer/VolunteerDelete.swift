import ArgumentParser
import CairnModel

struct VolunteerDelete: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Hide a volunteer.",
        discussion: """
            Examples:
              cairn volunteer delete 2c41

            This hides the record and does not erase it: what was written stays in
            the log of every laptop that holds it. cairn volunteer restore brings it back.
            """)

    @Argument(help: "The volunteer, by its ref.") var ref: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().act(
            .delete, ref, "volunteer", said: "Deleted", already: "Deleted already:")
    }
}
