import ArgumentParser

struct TaskEdit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Change fields of a task.",
        discussion: """
            Examples:
              cairn task edit 5d20 due=fri priority=high
              cairn task edit 5d20 tag/print=true notes=

            field= clears a field; tag/print=true adds an element to a set, tag/print= takes it
            out.

            \(FieldNames.text("task"))
            """)

    @Argument(help: "The task, by its ref.") var ref: String
    @Argument(help: ArgumentHelp("What to change.", valueName: "field=value"))
    var fields: [String]
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().edit(ref, "task") { try $0.read(fields) }
    }
}
