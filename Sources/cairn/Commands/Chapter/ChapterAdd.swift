import ArgumentParser
import CairnModel
import CairnStore

struct ChapterAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a chapter to this store.",
        discussion: """
            Examples:
              cairn chapter add "Eastwood Middle" --slug eastwood --tz America/New_York
              cairn chapter add "West Virginia" --type state_campaign --slug wv-state \\
                --tz America/New_York --region WV

            Each chapter has a log of its own. Without --tz it has the zone of the
            chapter above it, else of the store's own.
            """)

    @Argument(help: "What the chapter is called.") var name: String
    @Argument(help: ArgumentHelp("More fields of a chapter.", valueName: "field=value"))
    var fields: [String] = []
    @Option(
        name: .long,
        help: ArgumentHelp("A short name to type, such as eastwood.", valueName: "slug"))
    var slug: String?
    @Option(
        name: .long,
        help: ArgumentHelp(
            "What sort it is, such as state_campaign. Default: school_club.", valueName: "type"),
        completion: Completions.words("chapter", "type"))
    var type: String?
    @Option(name: .long, help: ArgumentHelp("The chapter above it.", valueName: "slug|ref"))
    var parent: String?
    @Option(
        name: .long, help: ArgumentHelp("Time zone, such as America/New_York.", valueName: "zone"))
    var tz: String?
    @Option(name: .long, help: ArgumentHelp("City, town or village.", valueName: "name"))
    var locality: String?
    @Option(name: .long, help: ArgumentHelp("State or province, such as WV.", valueName: "code"))
    var region: String?
    @Option(name: .long, help: ArgumentHelp("Country, such as US.", valueName: "code"))
    var country: String?
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        let workspace = try common.open()
        let id = workspace.newID()
        try workspace.write { lookup in
            var input = FieldInput("chapter", in: id, lookup)
            try fill(&input)
            try input.draft.checkComplete()
            let edit = Edit(.create, log: id, kind: "chapter", id: id, set: input.draft.set)
            try lookup.snapshot.checkFit(of: edit)
            return Intent([edit], by: try lookup.actor())
        }
        try workspace.report("chapter", id, in: id, said: "Added")
    }

    private func fill(_ input: inout FieldInput) throws {
        let lookup = input.lookup
        try input.read("name", name)
        try input.read("slug", slug)
        if let slug, try lookup.snapshot.chapters().contains(where: { $0["slug"] == .string(slug) })
        {
            throw CommandFault.usage(
                "this store has a chapter with the slug \(slug) already",
                hint: "choose another --slug")
        }
        try input.read("type", type ?? "school_club")
        let above = try parent.map { try lookup.find($0, "chapter") }
        if let above { try input.put("parent", .string(above.id.description)) }
        let home = try lookup.workspace.home.flatMap { try lookup.snapshot.chapter(of: $0) }
        try input.read("tz", tz ?? (above ?? home)?["tz"]?.string)
        try input.read("place.locality", locality)
        try input.read("place.region", region)
        try input.read("place.country", country)
        try input.read(fields)
    }
}
