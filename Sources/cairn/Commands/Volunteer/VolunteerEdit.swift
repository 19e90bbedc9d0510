import ArgumentParser

struct VolunteerEdit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Change fields of a volunteer.",
        discussion: """
            Examples:
              cairn volunteer edit 2c41 grade=6 status=active
              cairn volunteer edit 2c41 role/student_leader=true guardian.phone=

            field= clears a field; role/member=true adds an element to a set, role/member=
            takes it out.

            \(FieldNames.text("volunteer"))
            """)

    @Argument(help: "The volunteer, by its ref.") var ref: String
    @Argument(help: ArgumentHelp("What to change.", valueName: "field=value"))
    var fields: [String]
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().edit(ref, "volunteer") { try $0.read(fields) }
    }
}
