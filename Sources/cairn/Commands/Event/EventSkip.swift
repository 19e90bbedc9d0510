import ArgumentParser
import CairnModel
import CairnStore

struct EventSkip: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "skip",
        abstract: "Leave out one date of an event that repeats.",
        discussion: """
            Examples:
              cairn event skip 7f3a 2026-11-26
              cairn event skip 7f3a thu

            The other dates stay. cairn event restore 7f3a@2026-11-26 brings it back.
            """)

    @Argument(help: "The event that repeats, by its ref.") var ref: String
    @Argument(help: ArgumentHelp("The date to leave out, such as 2026-11-26.", valueName: "when"))
    var date: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().skip(date, of: ref)
    }
}

extension Workspace {
    /// Leaves out a date of a series, and prints the series.
    fileprivate func skip(_ date: String, of ref: String) throws {
        var skipped: StoredRecord?
        try write { lookup in
            let (event, series) = try lookup.series(ref)
            skipped = event
            let record = try lookup.instance(date, of: series, event)
            return Intent(try lookup.snapshot.hiding(record), by: try lookup.actor())
        }
        guard let skipped else { return }
        try report("event", skipped.id, in: skipped.log, said: "Skipped a date of")
    }
}
