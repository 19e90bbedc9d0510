import ArgumentParser
import CairnModel
import CairnStore

struct ChapterTree: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tree",
        abstract: "Show which chapter is under which.",
        discussion: """
            Examples:
              cairn chapter tree
              cairn chapter tree wv-state
            """)

    @Argument(help: ArgumentHelp("Only this chapter and below.", valueName: "slug|ref"))
    var ref: String?
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().read { lookup in
            let tree = try ChapterBranches(
                lookup.snapshot.chapters(), from: ref.map { try lookup.find($0, "chapter").id })
            if common.json {
                return common.printJSON(
                    .array(
                        try tree.rows.map {
                            try lookup.snapshot.json($0.chapter).setting(
                                "depth", .integer(Int64($0.depth)))
                        }))
            }
            var table = Table("name", "slug", "ref", "status")
            for (depth, chapter) in tree.rows {
                let margin = String(repeating: "  ", count: depth)
                table.add(
                    margin + lookup.snapshot.title(of: chapter), chapter["slug"]?.string ?? "",
                    try lookup.snapshot.ref(chapter), chapter.status ?? "")
            }
            table.print(ifEmpty: "No chapters here. cairn chapter add makes one.")
        }
    }
}
