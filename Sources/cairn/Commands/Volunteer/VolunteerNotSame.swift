import ArgumentParser
import CairnModel
import CairnStore

struct VolunteerNotSame: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "not-same",
        abstract: "Say that two volunteers who look alike are two people.",
        discussion: """
            Examples:
              cairn volunteer not-same 2c41 88d0
            """)

    @Argument(help: "One of them.") var ref: String
    @Argument(help: "The other.") var other: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        let workspace = try common.open()
        var both: [StoredRecord] = []
        try workspace.write { lookup in
            both = try [ref, other].map { try lookup.find($0, "volunteer") }
            guard both[0].id != both[1].id else {
                throw CommandFault.usage(
                    "\(ref) and \(other) name the same record", hint: "name two records")
            }
            // Each says it, so that it is known wherever one of the two logs is.
            let edits = try zip(both, both.reversed()).map { person, someone -> Edit in
                var input = FieldInput("volunteer", in: person.log, of: person, lookup)
                let name = try lookup.snapshot.name(of: someone, from: person.log)
                try input.put("not_same_as/\(name)", true)
                return Edit(
                    .write, log: person.log, kind: "volunteer", id: person.id, set: input.draft.set)
            }
            return Intent(edits, by: try lookup.actor())
        }
        try workspace.report("volunteer", both[0].id, in: both[0].log, said: "Changed")
    }
}
