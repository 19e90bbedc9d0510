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

            field= clears a field; tag/music=true adds an element to a set.
            """)

    @Argument(help: "The event.") var ref: String
    @Argument(help: ArgumentHelp("What to change.", valueName: "field=value"))
    var fields: [String]
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.open().edit(ref, "event") { try $0.read(fields) }
    }
}
