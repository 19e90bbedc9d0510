import ArgumentParser

struct EventEdit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Change fields of an event.",
        discussion: """
            Examples:
              cairn event edit 7f3a title="Night display and film"
              cairn event edit 7f3a place.locality=Morgantown capacity=40
              cairn event edit 7f3a summary= tag/music=true tag/film=
              cairn event edit 7f3a@2026-11-26 place.name=Library
              cairn event edit 7f3a@2027-01-07 --this-and-following place.name=Gym

            field= clears a field; tag/music=true adds an element to a set, tag/music= takes it
            out. Of an event
            that repeats, 7f3a@2026-11-26 is that one date. --this-and-following ends the
            event before that date and goes on with a new one.

            \(FieldNames.text("event"))
            """)

    @Argument(help: "The event, by its ref, or ref@date for one date.") var ref: String
    @Argument(help: ArgumentHelp("What to change.", valueName: "field=value"))
    var fields: [String]
    @Flag(name: .long, help: "Change the date and all after it.")
    var thisAndFollowing = false
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        let workspace = try common.open()
        if thisAndFollowing {
            try SeriesSplit(workspace: workspace).split(ref) { try $0.read(fields) }
        } else {
            try workspace.edit(ref, "event") { try $0.read(fields) }
        }
    }
}
