import ArgumentParser
import CairnModel

struct EventRestore: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Show a deleted event again.",
        discussion: """
            Examples:
              cairn event restore 7f3a
              cairn event restore 7f3a@2026-11-26
            """)

    @Argument(help: "The event, by its ref.") var ref: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().act(
            .restore, ref, "event", said: "Restored", already: "Not deleted:")
    }
}
