import ArgumentParser
import CairnModel

struct VolunteerRestore: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Show a deleted volunteer again.",
        discussion: """
            Examples:
              cairn volunteer restore 2c41
            """)

    @Argument(help: "The volunteer, by its ref.") var ref: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().act(.restore, ref, "volunteer", said: "Restored", already: "Not deleted:")
    }
}
