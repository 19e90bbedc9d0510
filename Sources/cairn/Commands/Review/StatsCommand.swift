import ArgumentParser
import CairnModel
import CairnStore

struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Report what was done, with what each number means.",
        discussion: """
            Examples:
              cairn stats --year 2026
              cairn stats --year 2026 --by month
              cairn stats --from 2025-08 --to 2026-06 --by type

            --year is the year of the calendar, January to December. For a school year
            say --from and --to. An event that two chapters logged counts once where
            same_as links the two.
            """)

    @Option(name: .long, help: "A year of the calendar.")
    var year: Int?

    @Option(name: .long, help: ArgumentHelp("From that day on.", valueName: "when"))
    var from: String?

    @Option(
        name: .long, help: ArgumentHelp("Up to that day, month or year.", valueName: "when"))
    var to: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Group the events.", valueName: "what"))
    var by: Stats.Grouping?

    @Option(
        name: .long, help: ArgumentHelp("A chapter and all below it.", valueName: "slug|ref"))
    var under: String?

    @OptionGroup(title: CommonOptions.title) var options: CommonOptions

    func validate() throws {
        if year != nil, from != nil || to != nil {
            throw ValidationError("Give either --year or --from and --to")
        }
        if let year, !(1000...9998).contains(year) {
            throw ValidationError("--year takes a year such as 2026")
        }
    }

    func run() throws {
        try options.open().read { lookup in
            let range = try range(lookup)
            let home = lookup.workspace.home
            let zone = try home.map(lookup.snapshot.zone) ?? "UTC"
            // What lies within the last day, month or year begins with its text, and `~` comes
            // after whatever follows it there.
            let stats = try lookup.snapshot.stats(
                logs: try logs(lookup), from: range.from, before: range.to.map { $0 + "~" }, by: by,
                today: String(Zone.local(zone, lookup.workspace.now).prefix(10)))
            let report = StatsReport(stats: stats, by: by, range: range.words)
            if options.json {
                options.printJSON(try report.json(lookup, from: range.from, to: range.to))
            } else {
                try report.print(lookup)
            }
        }
    }

    /// A report by chapters is over all of the store unless the person says which.
    private func logs(_ lookup: Lookup) throws -> Set<RecordID>? {
        if by == .chapter, under == nil, options.chapterRef == nil { return nil }
        return try lookup.chaptersToList(under: under)
    }

    /// The first and the last day, month or year, and both in words.
    private func range(
        _ lookup: Lookup
    ) throws -> (from: String?, to: String?, words: String) {
        if let year {
            let text = pad(year, 4)
            return (
                text, text,
                "of the calendar year \(year), January to December (not a school year)"
            )
        }
        let zone = try lookup.workspace.home.map(lookup.snapshot.zone) ?? "UTC"
        let reader = MomentReader(zone: zone, now: lookup.workspace.now)
        let range = try DateRange(from: from, to: to, reader)
        let words = [range.from.map { "from \($0)" }, range.to.map { "to \($0)" }]
            .compactMap { $0?.replacing("T", with: " ") }
        return (range.from, range.to, words.isEmpty ? "of all years" : words.joined(separator: " "))
    }
}

extension Stats.Grouping: ExpressibleByArgument {}
