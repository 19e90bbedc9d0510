import ArgumentParser
import CairnModel
import CairnStore

struct ChapterShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show all about a chapter.",
        discussion: """
            Examples:
              cairn chapter show lincoln
              cairn chapter show
            """)

    @Argument(help: ArgumentHelp("The chapter. Default: the store's own.", valueName: "slug|ref"))
    var ref: String?
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().read { lookup in
            let chapter =
                try ref.map { try lookup.find($0, "chapter", hidden: true) }
                ?? lookup.chapterToWrite()
            if common.json {
                return common.printJSON(
                    try lookup.snapshot.json(chapter)
                        .setting("conflicts", lookup.conflictJSON(of: chapter)))
            }
            try lookup.details(of: chapter).print()
            try lookup.printConflicts(of: chapter)
        }
    }
}
