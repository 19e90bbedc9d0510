import ArgumentParser
import CairnModel
import CairnStore

struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Find records by the words in them.",
        discussion: """
            Examples:
              cairn search "night disp"
              cairn search library --kind event --kind task
              cairn search zoe --kind volunteer
              cairn search postcards --under ohio --json

            All words must be there, the last one may be the beginning of a word; capitals
            and accents make no difference. It looks at titles, texts, places, tags and
            partners, and of people at their names alone, in all chapters of this store
            unless --chapter or --under says otherwise.
            """)

    @Option(
        name: .long,
        help: ArgumentHelp("Only records of this kind; may be repeated.", valueName: "kind"),
        completion: .list(SearchCommand.kinds))
    var kind: [String] = []

    @Option(
        name: .long, help: ArgumentHelp("A chapter and all below it.", valueName: "slug|ref"))
    var under: String?

    @Flag(name: .long, help: "Only what was deleted.")
    var deleted = false

    @Option(name: .long, help: ArgumentHelp("At most so many.", valueName: "count"))
    var limit = 50

    @Argument(help: "Words to search for.")
    var text: [String]

    @OptionGroup(title: CommonOptions.title) var options: CommonOptions

    /// Kinds that a search finds.
    static let kinds = Vocabulary.current.kinds.map(\.name).filter {
        !["signup", "node"].contains($0)
    }

    func validate() throws {
        guard (1...10_000).contains(limit) else {
            throw ValidationError("--limit is a number from 1 to 10000")
        }
    }

    func run() throws {
        if let wrong = kind.first(where: { !Self.kinds.contains($0) }) {
            throw CommandFault.usage(
                "a search finds no kind \(wrong)",
                hint: "--kind is one of \(Words.list(Self.kinds, last: "or"))")
        }
        let workspace = try options.open()
        let progress = Progress("Getting ready to search")
        try workspace.store.prepareSearch { progress.show($0) }
        progress.end()
        try workspace.read { lookup in
            let words = text.joined(separator: " ")
            var found = try lookup.snapshot.search(
                words, kinds: kind.isEmpty ? nil : Set(kind), logs: logs(lookup),
                deleted: deleted, limit: limit + 1)
            let hasMore = found.count > limit
            found = Array(found.prefix(limit))
            if options.json {
                options.printJSON(
                    .array(try found.map { try lookup.snapshot.json($0, marksKind: true) }))
            } else {
                try table(found, SearchQuery(words), lookup).print(ifEmpty: "Nothing found.")
            }
            if hasMore { Console.note("hint: there are more; --limit \(limit * 4) shows them") }
        }
    }

    /// The chapter and people logs that were asked for; nil for all.
    private func logs(_ lookup: Lookup) throws -> Set<RecordID>? {
        if under == nil, options.chapterRef == nil { return nil }
        return try lookup.chaptersToList(under: under).map { $0.union($0.map(\.peopleLog)) }
    }

    private func table(
        _ records: [StoredRecord], _ query: SearchQuery, _ lookup: Lookup
    ) throws -> Table {
        let snapshot = lookup.snapshot
        let hasSeveral = try snapshot.chapters().count > 1
        var table = Table(
            Table.columns("kind", "ref", "when", "title", "found in")
                + (hasSeveral ? Table.columns("chapter") : []))
        for record in records {
            let excerpt = query.excerpt(record.searchText)
            let chapter = try hasSeveral ? snapshot.chapter(of: record.log) : nil
            table.add(
                [
                    record.kind, try snapshot.ref(record),
                    MomentText.short(record["when"] ?? record["due"]),
                    snapshot.title(of: try snapshot.shown(record)),
                    excerpt.map { "\(Words.plain($0.field)): \($0.text)" } ?? "",
                ] + (hasSeveral ? [chapter.map { snapshot.title(of: $0) } ?? ""] : []))
        }
        return table
    }
}
