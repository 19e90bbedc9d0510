import ArgumentParser

struct ChapterEdit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Change fields of a chapter.",
        discussion: """
            Examples:
              cairn chapter edit lincoln place.locality=Morgantown site_url=
              cairn chapter edit lincoln parent=wv-state status=active

            field= clears a field; an element of a set is written as
            link/instagram=https://example.org/lincoln.

            \(FieldNames.text("chapter"))
            """)

    @Argument(help: "The chapter, by its slug or ref.") var ref: String
    @Argument(help: ArgumentHelp("What to change.", valueName: "field=value"))
    var fields: [String]
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().edit(ref, "chapter") { try $0.read(fields) }
    }
}
