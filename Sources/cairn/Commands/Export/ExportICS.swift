import ArgumentParser
import CairnModel
import CairnStore

struct ExportICS: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ics", abstract: "Print events, shifts and tasks as a calendar.",
        discussion: """
            Examples:
              cairn export ics > chapter.ics
              cairn export ics --kind event --from 2026-09 > year.ics
              cairn export ics --kind task --as-events > tasks.ics

            Cancelled events stay in, marked as such, so that calendars that have them
            show it. --as-events is for programs that show no tasks.
            """)

    @OptionGroup var list: ListOptions
    @OptionGroup var export: ExportOptions

    @Flag(name: .customLong("as-events"), help: "Tasks as events on the day they are due.")
    var asEvents = false

    @Flag(name: .long, help: "Also the notes of tasks.")
    var notes = false

    @OptionGroup(title: CommonOptions.title) var options: CommonOptions

    static let kinds = ["event", "shift", "task"]

    func run() throws {
        let kinds = try export.kindSpec.map { [$0.name] } ?? Self.kinds
        guard kinds.allSatisfy(Self.kinds.contains) else {
            throw CommandFault.usage(
                "a calendar has no \(Words.many(kinds[0]))",
                hint: "--kind is one of \(Words.list(Self.kinds, last: "or"))")
        }
        try options.open().read { lookup in
            var records: [StoredRecord] = []
            for kind in kinds { records += try self.records(kind, lookup) }
            let home = try lookup.chapterToWrite()
            let writer = ICSWriter(
                name: lookup.snapshot.title(of: home), zone: home["tz"]?.string ?? "UTC",
                tasksAsEvents: asEvents, withNotes: notes)
            let (bytes, leftOut) = try lookup.snapshot.calendar(records, writer)
            Console.output.write(String(decoding: bytes, as: UTF8.self))
            for (reason, items) in Dictionary(grouping: leftOut, by: \.reason).sorted(by: {
                $0.key < $1.key
            }) {
                Console.note("\(Words.count(items.count, "record")) left out: \(reason)")
            }
        }
    }

    private func records(_ kind: String, _ lookup: Lookup) throws -> [StoredRecord] {
        if kind == "event" {
            return try export.records(kind, list, lookup, read: { try $0.calendarEvents($1) })
        }
        return try export.records(kind, list, lookup)
    }
}
