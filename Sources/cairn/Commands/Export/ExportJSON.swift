import ArgumentParser
import CairnModel
import CairnStore

struct ExportJSON: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "json", abstract: "Print records as a JSON array.",
        discussion: """
            Examples:
              cairn export json > records.json
              cairn export json --kind event --status held

            Without --kind it has all kinds but volunteers; each record says its kind in the
            member record.
            """)

    @OptionGroup var list: ListOptions
    @OptionGroup var export: ExportOptions

    @OptionGroup(title: CommonOptions.title) var options: CommonOptions

    func run() throws {
        try options.open().read { lookup in
            let spec = try export.kindSpec
            let kinds = spec.map { [$0] } ?? Vocabulary.current.kinds.filter { !$0.isPersonal }
            var rows: [JSON] = []
            for kind in kinds {
                for record in try export.records(kind.name, list, lookup) {
                    rows.append(try lookup.snapshot.json(record, marksKind: spec == nil))
                }
            }
            options.printJSON(.array(rows))
        }
    }
}
