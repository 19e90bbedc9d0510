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

    @OptionGroup(title: CommonOptions.title) var options: CommonOptions

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
            return Intent([try lookup.snapshot.accepting(item)], by: try lookup.actor())
        }
        if let key { try workspace.report(key.kind, key.id, in: key.log, said: "Accepted") }
    }
}
