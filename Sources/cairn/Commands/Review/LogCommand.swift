import ArgumentParser
import CairnModel
import CairnStore

struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "List the entries of the log, in the order they came in.",
        discussion: """
            Examples:
              cairn log --last 20
              cairn log --jsonl > log.jsonl

            With --jsonl the lines are printed as their authors wrote them. Of people's
            logs the values are left out unless --values asks for them: such lines are
            marked redacted.
            """)

    @Flag(name: .long, help: "Also values, of people's fields too.")
    var values = false

    @Option(
        name: .long,
        help: ArgumentHelp("Only so many of the latest entries.", valueName: "number"))
    var last: Int?

    @OptionGroup(title: CommonOptions.title) var options: CommonOptions

    func validate() throws {
        if let last, last < 1 { throw ValidationError("--last takes a number from 1 on") }
    }

    func run() throws {
        try options.open().read { lookup in
            let teller = try Teller(lookup, showsPeople: values)
            let logs = try lookup.reviewLogs(under: nil)
            if options.jsonl {
                var batch = ""
                try forEach(lookup, logs) { log, line in
                    batch += try raw(log, line, teller) + "\n"
                    guard batch.utf8.count > 65_536 else { return }
                    Console.output.write(batch)
                    batch = ""
                }
                Console.output.write(batch)
            } else if options.json {
                var rows: [JSON] = []
                try forEach(lookup, logs) { rows.append(json(try Entry(line: $1), teller)) }
                options.printJSON(.array(rows))
            } else {
                var table = Table("when", "laptop", "who", "entry", "what")
                try forEach(lookup, logs) { log, line in
                    let entry = try Entry(line: line)
                    table.add(
                        teller.time(entry.at), teller.laptop(entry.node),
                        try teller.person(entry.by, in: log), entry.dot.description,
                        entry.operations.map { what($0, log, teller) }.joined(separator: "; "))
                }
                table.print(ifEmpty: "Nothing was written yet.")
            }
        }
    }

    private func forEach(
        _ lookup: Lookup, _ logs: Set<RecordID>?, _ body: (RecordID, [UInt8]) throws -> Void
    ) throws {
        guard let last else { return try lookup.snapshot.forEachLine(logs: logs, body) }
        var kept: [(RecordID, [UInt8])] = []
        try lookup.snapshot.forEachLine(logs: logs) { log, line in
            kept.append((log, line))
            // Cut now and then, so that it stays cheap and small.
            if kept.count >= 2 * last + 1000 { kept.removeFirst(kept.count - last) }
        }
        for (log, line) in kept.suffix(last) { try body(log, line) }
    }

    private func raw(_ log: RecordID, _ line: [UInt8], _ teller: Teller) throws -> String {
        let text = String(decoding: line, as: UTF8.self)
        guard !values, teller.isPersonal("", in: log) || Self.holdsPerson(text) else { return text }
        return json(try Entry(line: line), teller).setting("redacted", true).compactText
    }

    /// Whether a line writes to a record of a person, in whatever log: the form is canonical, and
    /// in a text the quotes would be escaped.
    private static func holdsPerson(_ line: String) -> Bool {
        Vocabulary.current.kinds.contains { kind in
            kind.isPersonal && line.contains("\"kind\":\"\(kind.name)\"")
        }
    }

    private func what(_ operation: Entry.Operation, _ log: RecordID, _ teller: Teller) -> String {
        let fields = operation.set.map { field, value -> String in
            let name = teller.field(field, of: operation.kind, in: log)
            guard values, let text = teller.value(value, of: field, operation.kind, in: log)
            else { return name }
            return "\(name)=\(text)"
        }
        return "\(operation.kind) \(operation.id.digits.suffix(4)) "
            + "(\(fields.joined(separator: ", ")))"
    }

    private func json(_ entry: Entry, _ teller: Teller) -> JSON {
        let operations = entry.operations.map { operation -> JSON in
            let fields = operation.set.map {
                teller.field($0.field, of: operation.kind, in: entry.log)
            }
            let row: JSON = .object([
                ("record", .string(operation.kind)), ("record_id", .string("\(operation.id)")),
                ("fields", .array(fields.map { .string($0) })),
            ])
            guard values else { return row }
            return row.setting("set", .object(operation.set.map { ($0.field, $0.value) }))
        }
        return .object([
            ("entry", .string("\(entry.dot)")), ("log", .string("\(entry.log)")),
            ("node", .string("\(entry.node)")), ("seq", .integer(entry.seq)),
            ("at", .string(entry.at.instant)),
            ("by", entry.by.map { .string($0) } ?? .null),
            ("part", entry.part.map { .string("\($0)") } ?? .null),
            ("ops", .array(operations)),
        ])
    }
}
