import ArgumentParser

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take in a list that was kept elsewhere.",
        discussion: """
            Examples:
              cairn import csv volunteers.csv --kind volunteer --dry-run
              cairn import csv events.csv --kind event
              cairn import ics school.ics

            Importing the same file twice changes nothing, and cairn undo takes
            all of it back.
            """,
        subcommands: [ImportCSV.self, ImportICS.self])
}
