import ArgumentParser
import CairnModel
import CairnStore

struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Show who changed a record, when, and from what.",
        discussion: """
            Of people's records the values are shown with --values only.

            Example:
              cairn history 7f3a
            """)

    @OptionGroup var options: CommonOptions

    @Flag(name: .long, help: "Also values of people's fields, and who acted by name.")
    var values = false

    @Argument(help: "A record, by its ref or id; a chapter also by its slug.")
    var ref: String

    func run() throws {
        try options.open().read { lookup in
            let record = try lookup.anyRecord(ref)
            let history = try lookup.snapshot.history(of: record)
            let teller = try Teller(lookup, showsPeople: values)
            if options.json {
                JSONOutput.print(.array(history.map { json($0, record, teller) }))
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

    private func table(
        _ history: [HistoryItem], _ record: StoredRecord, _ teller: Teller
    ) throws -> Table {
        var table = Table("when", "who", "laptop", "did", "field", "before", "after", "entry")
        let (kind, log) = (record.kind, record.log)
        for item in history {
            let who = try teller.person(item.by, in: log)
            for change in item.changes {
                let before = change.before.map {
                    teller.value($0, of: change.field, kind, in: log) ?? "…"
                }
                table.add(
                    teller.time(item.at), who, teller.laptop(item.entry.dot.node),
                    item.action.rawValue, teller.field(change.field, of: kind, in: log),
                    before ?? "",
                    teller.value(change.after, of: change.field, kind, in: log) ?? "…",
                    item.entry.dot.description)
            }
        }
        return table
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

extension Lookup {
    /// A record of any kind, deleted ones too.
    func anyRecord(_ ref: String) throws -> StoredRecord {
        if let chapter = try snapshot.chapters().first(where: { $0["slug"]?.string == ref }) {
            return chapter
        }
        return try find(ref, kinds: [], hidden: true)
    }
}
