import ArgumentParser
import CairnModel
import CairnStore

struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Show who changed a record, when, and from what.",
        discussion: """
            Examples:
              cairn history 7f3a
              cairn history 7f3a --values

            Of people's records the values are shown with --values only.
            """)

    @Flag(name: .long, help: "Also values of people's fields, and who acted by name.")
    var values = false

    @Argument(help: "A record, by its ref or id; a chapter also by its slug.")
    var ref: String

    @OptionGroup(title: CommonOptions.title) var options: CommonOptions

    func run() throws {
        try options.open().read { lookup in
            let record = try lookup.find(ref, kinds: [], hidden: true)
            let history = try lookup.snapshot.history(of: record)
            let teller = try Teller(lookup, showsPeople: values)
            if options.json {
                options.printJSON(.array(history.map { json($0, record, teller) }))
                return
            }
            try table(history, record, teller).print(ifEmpty: "Nobody ever wrote to it.")
            if teller.isPersonal(record.kind, in: record.log), !values,
                Console.output.isTerminal
            {
                Console.note("hint: --values shows the values")
            }
        }
    }

    /// On a terminal what changed is one column.
    private func table(
        _ history: [HistoryItem], _ record: StoredRecord, _ teller: Teller
    ) throws -> Table {
        let isTerminal = Console.output.isTerminal
        let changes = isTerminal ? ["change"] : ["field", "before", "after"]
        var table = Table(
            (["when", "who", "laptop", "did"] + changes).map { Table.Column(title: $0) }
                + [Table.Column(title: "entry", shrinks: false)])
        for item in history {
            let dot = item.entry.dot
            let start = [
                teller.time(item.at), try teller.person(item.by, in: record.log),
                teller.laptop(dot.node), item.action.rawValue,
            ]
            for change in item.changes {
                let cells = cells(change, record, teller)
                let before = cells[1].isEmpty ? "" : "\(cells[1]) → "
                table.add(
                    start + (isTerminal ? ["\(cells[0]): \(before)\(cells[2])"] : cells)
                        + [dot.description])
            }
        }
        return table
    }

    /// Field, value before, value after; … stands for a value that may not be told.
    private func cells(
        _ change: HistoryItem.Change, _ record: StoredRecord, _ teller: Teller
    ) -> [String] {
        let (kind, log, field) = (record.kind, record.log, change.field)
        let before = change.before.map { teller.value($0, of: field, kind, in: log) ?? "…" }
        return [
            teller.field(field, of: kind, in: log), before ?? "",
            teller.value(change.after, of: field, kind, in: log) ?? "…",
        ]
    }

    private func json(_ item: HistoryItem, _ record: StoredRecord, _ teller: Teller) -> JSON {
        let (kind, log) = (record.kind, record.log)
        let changes = item.changes.map { change -> JSON in
            var members: [(key: String, value: JSON)] = [
                ("field", .string(teller.field(change.field, of: kind, in: log))),
                ("live", .bool(change.isLive)),
            ]
            if teller.mayTell(change.field, of: kind, in: log) {
                members += [("before", change.before ?? .null), ("after", change.after)]
            }
            return .object(members)
        }
        return .object([
            ("entry", .string("\(item.entry.dot)")), ("log", .string("\(log)")),
            ("at", .string(item.at.instant)), ("by", item.by.map { .string($0) } ?? .null),
            ("node", .string("\(item.entry.dot.node)")),
            ("action", .string(item.action.rawValue)),
            ("part", item.part.map { .string("\($0)") } ?? .null), ("changes", .array(changes)),
        ])
    }
}
