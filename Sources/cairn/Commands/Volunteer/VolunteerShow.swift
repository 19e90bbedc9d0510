import ArgumentParser
import CairnModel
import CairnStore

struct VolunteerShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show all about a volunteer, with signups and tasks.",
        discussion: """
            Examples:
              cairn volunteer show 2c41
            """)

    @Argument(help: "The volunteer, by its ref.") var ref: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().read { lookup in
            let volunteer = try lookup.find(ref, "volunteer", hidden: true)
            // What was recorded under another name of the person belongs here too.
            let people = try [volunteer] + lookup.snapshot.otherNames(of: volunteer)
            let signups = try people.flatMap {
                try lookup.snapshot.recordsAnywhere("signup", of: $0, in: "volunteer")
            }
            let tasks = try people.flatMap {
                try lookup.snapshot.recordsAnywhere("task", of: $0, in: "assignee")
            }
            if common.json {
                return common.printJSON(
                    try lookup.snapshot.json(volunteer)
                        .setting("signups", .array(signups.map { try lookup.json($0) }))
                        .setting("tasks", .array(tasks.map { try lookup.json($0) }))
                        .setting("conflicts", lookup.conflictJSON(of: volunteer)))
            }
            try lookup.details(of: volunteer).print()
            try Section.print("Signups", lookup.table(signups, kind: "signup"))
            try Section.print("Tasks", lookup.table(tasks, kind: "task"))
            try lookup.printConflicts(of: volunteer)
        }
    }
}
