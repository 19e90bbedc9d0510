import ArgumentParser
import CairnModel
import CairnStore

struct ConflictAccept: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept", abstract: "Take something as it is shown.",
        discussion: """
            Examples:
              cairn conflict accept 1c9e

            Of a conflict this settles it with the value that is shown. Of anything else
            it is noted that somebody looked at it; it comes back once it changes.
            """)

    @Argument(help: "The conflict, as conflict list shows it.")
    var id: String

    @OptionGroup var options: CommonOptions

    func run() throws {
        let workspace = try options.open()
        var key: RecordKey?
        try workspace.write { lookup in
            let item = try lookup.reviewItem(id)
            key = item.record
            guard item.isOpen else {
                throw CommandFault.notFound(
                    "\(item.id) is \(item.state) already",
                    hint: "cairn conflict list shows what is open")
            }
            return Intent([try edit(item, lookup)], by: try lookup.actor())
        }
        if let key { try workspace.report(key.kind, key.id, in: key.log, said: "Accepted") }
    }

    private func edit(_ item: ReviewItem, _ lookup: Lookup) throws -> Edit {
        switch item {
        case .conflict(let conflict):
            // A record that was edited while deleted is shown: as it is, it is restored.
            let isDeletion = conflict.field == "deleted"
            return conflict.settling(with: isDeletion ? .null : conflict.values[0].value)
        case .issue(let issue):
            let record = issue.record
            // Marks of states that are past are let go; a record may have several of one code.
            let marks = try lookup.snapshot.issues().filter {
                $0.record == record && $0.code == issue.code
                    && ($0.isAccepted || $0.id == issue.id)
            }.map(\.fingerprint)
            return Edit(
                .write, log: record.log, kind: record.kind, id: record.id,
                set: [(issue.acceptedField, .string(marks.sorted().joined(separator: " ")))])
        }
    }
}
