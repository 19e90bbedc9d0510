import ArgumentParser

struct EventList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List events by their time.",
        discussion: """
            Examples:
              cairn event list --from today
              cairn event list --from 2026-01 --to 2026-06 --type display --type rally
              cairn event list --under wv-state --region WV --json
            """)

    @OptionGroup var which: ListOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.open().list(
            "event", which, ifEmpty: "No events here. cairn event add makes one.")
    }
}
