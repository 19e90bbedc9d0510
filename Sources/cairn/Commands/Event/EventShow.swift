import ArgumentParser
import CairnModel
import CairnStore

struct EventShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show all about an event: shifts, signups, tasks and open conflicts.",
        discussion: """
            Examples:
              cairn event show 7f3a
              cairn event show 7f3a --json
            """)

    @Argument(help: "The event, by its ref.") var ref: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().read { lookup in
            let event = try lookup.find(ref, "event", hidden: true)
            if common.json {
                common.printJSON(try json(event, lookup))
            } else {
                try show(event, lookup)
            }
        }
    }

    private func show(_ event: StoredRecord, _ lookup: Lookup) throws {
        try lookup.details(of: event).print()
        let shifts = try lookup.snapshot.shifts(of: event)
        try Section.print("Shifts", lookup.table(shifts, kind: "shift"))
        try Section.print("Signups", lookup.signupTable(shifts + [event]))
        let tasks = try lookup.snapshot.records("task", naming: event, in: "event")
        try Section.print("Tasks", lookup.table(tasks, kind: "task"))
        try lookup.printConflicts(of: event)
    }

    private func json(_ event: StoredRecord, _ lookup: Lookup) throws -> JSON {
        let shifts = try lookup.snapshot.shifts(of: event).map { shift in
            try lookup.snapshot.json(shift).setting("signups", lookup.signupJSON(shift))
        }
        let tasks = try lookup.snapshot.records("task", naming: event, in: "event")
        var object = try lookup.snapshot.json(event)
        if try lookup.snapshot.isLeftOut(event) { object = object.setting("left_out", true) }
        return
            try object
            .setting("shifts", .array(shifts))
            .setting("signups", lookup.signupJSON(event))
            .setting("tasks", .array(tasks.map { try lookup.json($0) }))
            .setting("conflicts", lookup.conflictJSON(of: event))
    }
}
