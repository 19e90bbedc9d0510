import ArgumentParser
import CairnModel
import CairnStore

struct ShiftShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show all about a shift, with who signed up and who waits.",
        discussion: """
            Examples:
              cairn shift show 91be
            """)

    @Argument(help: "The shift, by its ref.") var ref: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().read { lookup in
            let shift = try lookup.find(ref, "shift", hidden: true)
            if common.json {
                return common.printJSON(
                    try lookup.snapshot.json(shift)
                        .setting("signups", lookup.signupJSON(shift))
                        .setting("conflicts", lookup.conflictJSON(of: shift)))
            }
            try lookup.details(of: shift).print()
            try Section.print("Signups", lookup.signupTable([shift]))
            try lookup.printConflicts(of: shift)
        }
    }
}
