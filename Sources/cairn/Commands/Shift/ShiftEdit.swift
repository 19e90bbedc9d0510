import ArgumentParser

struct ShiftEdit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Change fields of a shift.",
        discussion: """
            Examples:
              cairn shift edit 91be label="Clean up" max_needed=5
              cairn shift edit 91be skill/first-aid=true instructions=

            field= clears a field; skill/first-aid=true adds an element to a set,
            skill/first-aid= takes it out.

            \(FieldNames.text("shift"))
            """)

    @Argument(help: "The shift, by its ref.") var ref: String
    @Argument(help: ArgumentHelp("What to change.", valueName: "field=value"))
    var fields: [String]
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().edit(ref, "shift") { try $0.read(fields) }
    }
}
