import ArgumentParser
import CairnModel
import CairnStore

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a store for your chapter on this laptop.",
        discussion: """
            Examples:
              cairn init --name "Lincoln High" --tz America/New_York
              cairn init --name "Lincoln High" --tz America/New_York --slug lincoln
              cairn init --from lincoln.cairn

            The store is one file that only you can read. --from makes a second store of
            the chapter in a bundle, for another laptop of the same chapter.
            """)

    @Option(name: .long, help: ArgumentHelp("What the chapter is called.", valueName: "name"))
    var name: String?
    @Option(
        name: .long, help: ArgumentHelp("Time zone, such as America/New_York.", valueName: "zone"))
    var tz: String?
    @Option(
        name: .long, help: ArgumentHelp("A short name to type, such as lincoln.", valueName: "slug")
    )
    var slug: String?
    @Option(
        name: .long,
        help: ArgumentHelp(
            "What sort it is, such as state_campaign. Default: school_club.", valueName: "type"),
        completion: Completions.words("chapter", "type"))
    var type: String?
    @Option(
        name: .customLong("from"),
        help: ArgumentHelp(
            "A bundle of the chapter, in place of --name and --tz.", valueName: "bundle"),
        completion: .file())
    var bundle: String?
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func validate() throws {
        if bundle != nil {
            guard name == nil, tz == nil, slug == nil, type == nil else {
                throw ValidationError(
                    "the bundle says what the chapter is called; leave out the other options")
            }
        } else if name == nil || tz == nil {
            throw ValidationError(
                name == nil
                    ? "say what the chapter is called with --name \"Lincoln High\""
                    : "say in which time zone it is with --tz America/New_York")
        }
    }

    func run() throws {
        if let bundle { return try InitFromBundle(common: common).run(bundle) }
        let fields = try self.fields()
        let store = try Store.create(common.path, surroundings: Machine.surroundings)
        let workspace = try Workspace(common, store: store)
        let id = workspace.newID()
        try store.perform { _ in
            Intent([Edit(.create, log: id, kind: "chapter", id: id, set: fields)], by: nil)
        }
        try store.setHome(id)
        try workspace.report("chapter", id, in: id, said: "Started")
        if !common.json {
            Console.note("The store is \(common.path).")
            Console.note(
                "Next: cairn event add \"First meeting\" --type club_meeting --at \"fri 15:00\"")
        }
    }

    /// The fields of the chapter, checked before there is a store.
    private func fields() throws -> [(field: String, value: JSON)] {
        let kind = Vocabulary.current.kind("chapter")!
        let reader = FieldReader(kind: kind, readMoment: { ($0, nil) }, resolve: { $1 })
        let texts: [(field: String, text: String?)] = [
            ("name", name), ("tz", tz), ("slug", slug), ("type", type ?? "school_club"),
            ("status", "active"),
        ]
        return try texts.compactMap { field, text in
            try text.map { try reader.read(field: field, text: $0) }
        }
    }
}
