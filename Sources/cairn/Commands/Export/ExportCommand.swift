import ArgumentParser

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Print records as CSV, JSON or a calendar.",
        discussion: """
            Examples:
              cairn export csv --kind event > events.csv
              cairn export json > records.json
              cairn export ics > chapter.ics

            Volunteers are exported only where --kind volunteer asks for them, and
            private events only with --private.
            """,
        subcommands: [ExportCSV.self, ExportJSON.self, ExportICS.self])
}
