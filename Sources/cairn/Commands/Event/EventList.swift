import ArgumentParser

struct EventList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List events by their time.",
        discussion: """
            Examples:
              cairn event list --from today
              cairn event list --from 2026-01 --to 2026-06 --type display --type rally
              cairn event list --from 2026-09-01 --to 2026-12-31
              cairn event list --under wv-state --region WV --json

            With --from or --to, an event that repeats is listed with each of its dates, as
            7f3a@2026-11-26; without an end, those of a year.
            """)

    @OptionGroup var which: ListOptions
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().list(
            "event", which, ifEmpty: "No events here. cairn event add makes one.")
    }
}
