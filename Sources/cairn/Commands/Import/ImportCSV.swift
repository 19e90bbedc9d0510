import ArgumentParser
import CairnModel
import CairnStore

struct ImportCSV: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "csv",
        abstract: "Take in the rows of a CSV file as records.",
        discussion: """
            Examples:
              cairn import csv volunteers.csv --kind volunteer --dry-run
              cairn import csv events.csv --kind event --map title="Event name"
              cairn import csv list.csv --kind volunteer \\
                --map guardian.email="Parent email" --map consent/photo=Photo
              cairn import csv - --kind task < tasks.csv

            Columns find their fields by their names; --map says what they cannot tell.
            A column without a field is left out and named, and so is a birth date: only
            the age band is kept. Rows that cannot be taken are named with line, column
            and reason, and the others go in. --dry-run shows all of that and writes
            nothing.

            Rows that are here already are left alone; those that say something else
            here are named, and --update writes what the file says of them. A consent
            that was denied or withdrawn here, a blocked volunteer and a conflict stay.
            """)

    @Argument(help: "The file, or - for standard input.", completion: .file(extensions: ["csv"]))
    var file: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What a row is: event, volunteer, task or chapter.", valueName: "kind"),
        completion: .list(ImportCSV.kinds))
    var kind = "event"

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Which column goes to which field; may be repeated. An empty column leaves the "
                + "field out.", valueName: "field=column"))
    var map: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The country of telephone numbers without a +, such as US. Default: the chapter's.",
            valueName: "code"))
    var country: String?

    @OptionGroup var options: ImportOptions

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    static let kinds = ["event", "volunteer", "task", "chapter"]

    func run() throws {
        guard Self.kinds.contains(kind), let spec = Vocabulary.current.kind(kind) else {
            throw CommandFault.usage(
                "rows cannot be \"\(kind)\"",
                hint: "--kind is one of \(Words.list(Self.kinds, last: "or"))")
        }
        let maps = try map.map(Self.pair)
        let bytes = try ImportFile.read(file)
        let workspace = try common.open()
        let plan = try workspace.read { lookup in try makePlan(spec, maps, bytes, lookup) }
        let report = ImportReport(file: file, kind: kind, plan: plan, options: options)
        try ImportWork(workspace: workspace, plan: plan, options: options, report: report).run()
    }

    private func makePlan(
        _ spec: KindSpec, _ maps: [(target: String, column: String)], _ bytes: [UInt8],
        _ lookup: Lookup
    ) throws -> ImportPlan {
        let chapter = try lookup.chapterToWrite()
        let zone = chapter["tz"]?.string ?? "UTC"
        let today = CivilDate(Zone.local(zone, lookup.workspace.now).prefix(10))!
        let log = spec.isPersonal ? chapter.id.peopleLog : chapter.id
        let defaults: [(field: String, value: JSON)] =
            kind == "chapter" ? [(field: "tz", value: .string(zone))] : []
        let reading = CSVImport(
            kind: spec, log: log, zone: zone,
            country: country ?? chapter["place"]?["country"]?.string, today: today,
            now: lookup.workspace.now, maps: maps, defaults: defaults)
        do {
            return try reading.plan(bytes)
        } catch {
            throw CommandFault(.usage, "invalid_value", error.reason, hint: error.hint)
        }
    }

    private static func pair(_ text: String) throws -> (target: String, column: String) {
        guard let equals = text.firstIndex(of: "=") else {
            throw CommandFault.usage(
                "--map \"\(text)\" has no =",
                hint: "write field=column, such as --map title=\"Event name\"")
        }
        return (String(text[..<equals]), String(text[text.index(after: equals)...]))
    }
}
