import ArgumentParser

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Print records as CSV or JSON, for other programs.",
        discussion: """
            Examples:
              cairn export csv --kind event > events.csv
              cairn export json > records.json

            Volunteers are exported only where --kind volunteer asks for them, and
            private events only with --private.
            """,
        subcommands: [ExportCSV.self, ExportJSON.self])
}
