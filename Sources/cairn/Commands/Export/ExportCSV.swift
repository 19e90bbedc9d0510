import ArgumentParser
import CairnModel
import CairnStore

struct ExportCSV: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "csv", abstract: "Print the records of one kind as CSV.",
        discussion: """
            Examples:
              cairn export csv > events.csv
              cairn export csv --kind task --from 2026 > tasks.csv

            The columns have the names of the vocabulary, and import csv reads them.
            """)

    @OptionGroup var list: ListOptions
    @OptionGroup var export: ExportOptions

    @OptionGroup(title: CommonOptions.title) var options: CommonOptions

    func run() throws {
        try options.open().read { lookup in
            let kind = try export.kindSpec ?? Vocabulary.current.kind("event")!
            let records = try export.records(kind.name, list, lookup)
            var sheet = RecordSheet(kind)
            for record in records { sheet.add(record) }
            for line in sheet.lines { Console.output.write(line) }
        }
    }
}
