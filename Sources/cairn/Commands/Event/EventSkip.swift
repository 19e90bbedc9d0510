import ArgumentParser
import CairnModel

struct EventSkip: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "skip",
        abstract: "Leave out one date of an event that repeats.",
        discussion: """
            Examples:
              cairn event skip 7f3a 2026-11-26
              cairn event skip 7f3a thu

            The other dates stay. cairn undo takes it back.
            """)

    @Argument(help: "The event that repeats, by its ref.") var ref: String
    @Argument(help: ArgumentHelp("The date to leave out, such as 2026-11-26.", valueName: "when"))
    var date: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().edit(ref, "event", said: "Skipped a date of") { input in
            let (event, series) = try input.lookup.series(ref)
            let instance = try input.lookup.instance(date, of: series, event)
            try input.put("skip/\(instance.recurrenceID)", true)
        }
    }
}
