import ArgumentParser
import CairnModel
import CairnStore

struct ImportICS: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ics",
        abstract: "Take in the events and tasks of a calendar file.",
        discussion: """
            Examples:
              cairn import ics school.ics --dry-run
              cairn import ics school.ics

            Events that repeat stay one event with a rule. What cannot be taken is named
            with its line and the reason, and the rest goes in. Organizers and guests are
            not taken over. Importing the same calendar again makes nothing twice; what
            it says otherwise by now is named, and --update writes it.
            """)

    @Argument(help: "The file, or - for standard input.", completion: .file(extensions: ["ics"]))
    var file: String

    @OptionGroup var options: ImportOptions

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        let bytes = try ImportFile.read(file)
        let workspace = try common.open()
        let plan = try workspace.read { try makePlan(bytes, $0) }
        let report = ImportReport(file: file, kind: "event or task", plan: plan, options: options)
        try ImportWork(workspace: workspace, plan: plan, options: options, report: report).run()
    }

    private func makePlan(_ bytes: [UInt8], _ lookup: Lookup) throws -> ImportPlan {
        let chapter = try lookup.chapterToWrite()
        let series = try lookup.snapshot.allSeries(in: chapter.id)
        let reading = ICSImport(
            log: chapter.id, zone: chapter["tz"]?.string ?? "UTC", known: { series[$0] },
            held: try held(in: chapter.id, lookup.snapshot))
        do {
            return try lookup.snapshot.recognizing(reading.plan(bytes))
        } catch let error as ImportFault {
            throw CommandFault(.usage, "invalid_value", error.reason, hint: error.hint)
        }
    }

    /// What an export writes as events besides the events.
    private func held(
        in log: RecordID, _ snapshot: Snapshot
    ) throws -> [String: Set<RecordID>] {
        var held: [String: Set<RecordID>] = [:]
        for kind in ["shift", "task"] {
            let filter = RecordFilter(kind: kind, logs: [log])
            held[kind] = Set(try snapshot.records(filter).map(\.id))
        }
        return held
    }
}
