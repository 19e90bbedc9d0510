import ArgumentParser
import CairnModel
import CairnStore

struct ConflictList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List what is open.",
        discussion: """
            Examples:
              cairn conflict list
              cairn conflict list --all
              cairn conflict list --under state

            Values of people's fields are never in this list; conflict show has them.
            """)

    @Flag(name: .long, help: "Also what was settled, overwritten or accepted.")
    var all = false

    @Option(
        name: .long, help: ArgumentHelp("A chapter and all below it.", valueName: "slug|ref"))
    var under: String?

    @OptionGroup(title: CommonOptions.title) var options: CommonOptions

    func run() throws {
        try options.open().read { lookup in
            let teller = try Teller(lookup, showsPeople: false)
            let logs = try lookup.reviewLogs(under: under)
            let items = try lookup.snapshot.reviewItems(all: all).filter {
                logs?.contains($0.record.log) ?? true
            }
            if options.json {
                options.printJSON(.array(items.map { $0.json(teller) }))
            } else {
                try printTable(items, teller)
            }
        }
    }

    private func printTable(_ items: [ReviewItem], _ teller: Teller) throws {
        let id = Table.Column(title: "id", shrinks: false)
        var table = Table(
            [id] + (all ? ["state"] : []).map { Table.Column(title: $0) }
                + ["code", "record", "field", "what"].map { Table.Column(title: $0) })
        for item in items {
            let record = item.record
            let field = item.field.map { teller.field($0, of: record.kind, in: record.log) }
            table.add(
                [item.id] + (all ? [item.state] : []) + [
                    item.code, try teller.record(record.kind, record.id, in: record.log),
                    field ?? "", item.summary,
                ])
        }
        table.print(ifEmpty: "Nothing is open: no conflicts, and everything fits together.")
    }
}

extension ReviewItem {
    /// What is the matter, in a few words without any value.
    var summary: String {
        switch self {
        case .issue(let issue): return issue.detail
        case .conflict(let conflict):
            if conflict.code == "edited_while_deleted" {
                return "deleted by one, changed by another"
            }
            let count = Words.count(conflict.values.count, "value")
            guard conflict.state == .open, let shown = conflict.values.first else { return count }
            let isLatest = conflict.values.allSatisfy { $0.at <= shown.at }
            // Of a consent a no comes before a yes, whenever it was said.
            return "\(count), \(isLatest ? "the latest" : "an earlier no") is shown"
        }
    }
}

extension Lookup {
    /// The logs that the person asked for, people logs included; nil for all of the store.
    func reviewLogs(under: String?) throws -> Set<RecordID>? {
        var chapters: Set<RecordID>?
        if let under {
            chapters = try snapshot.branch(from: find(under, "chapter").id)
        } else if let ref = options.chapterRef {
            chapters = [try find(ref, "chapter").id]
        }
        return chapters.map { $0.union($0.map(\.peopleLog)) }
    }
}
