import ArgumentParser
import CairnModel

struct EventDelete: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Hide an event.",
        discussion: """
            Examples:
              cairn event delete 7f3a
              cairn event delete 7f3a@2026-11-26

            Of an event that repeats, 7f3a@2026-11-26 is that one date. It stays in
            the log. cairn event restore brings it back.
            """)

    @Argument(help: "The event, by its ref.") var ref: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().act(
            .delete, ref, "event", said: "Deleted", already: "Deleted already:")
    }
}
