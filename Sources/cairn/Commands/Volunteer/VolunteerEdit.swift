import ArgumentParser

struct VolunteerEdit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Change fields of a volunteer.",
        discussion: """
            Examples:
              cairn volunteer edit 2c41 grade=6 status=active
              cairn volunteer edit 2c41 role/student_leader=true guardian.phone=

            field= clears a field; tag/music=true adds an element to a set.
            """)

    @Argument(help: "The volunteer.") var ref: String
    @Argument(help: ArgumentHelp("What to change.", valueName: "field=value"))
    var fields: [String]
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().edit(ref, "volunteer") { try $0.read(fields) }
    }
}
