import ArgumentParser
import CairnModel
import CairnStore

struct ConflictResolve: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve", abstract: "Settle a conflict with one of its values or another.",
        discussion: """
            Examples:
              cairn conflict resolve 070d --keep b
              cairn conflict resolve 070d --value "Night display and film"
              cairn conflict resolve 91be --value restored

            What one deleted and another changed is settled by restored or deleted.
            """)

    @Argument(help: "The conflict, as conflict list shows it.")
    var id: String

    @Option(
        name: .long,
        help: ArgumentHelp("The letter of a value in conflict show.", valueName: "letter"))
    var keep: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Another value, as edit takes it; of a record deleted by one and changed by another, "
                + "deleted or restored."))
    var value: String?

    @OptionGroup(title: CommonOptions.title) var options: CommonOptions

    func validate() throws {
        guard (keep == nil) != (value == nil) else {
            throw ValidationError("Give either --keep LETTER or --value VALUE")
        }
    }

    func run() throws {
        let workspace = try options.open()
        var key: RecordKey?
        try workspace.write { lookup in
            let item = try lookup.reviewItem(id)
            key = item.record
            guard case .conflict(let conflict) = item else {
                throw CommandFault.usage(
                    "\(item.id) has no values to choose from: \(item.summary)",
                    hint: "change the records, or cairn conflict accept \(item.id)")
            }
            guard item.isOpen else {
                throw CommandFault.notFound(
                    "conflict \(item.id) is settled already",
                    hint: "cairn conflict show \(item.id) shows how")
            }
            let chosen = try chosenValue(item, conflict, lookup)
            return Intent([conflict.settling(with: chosen)], by: try lookup.actor())
        }
        if let key { try workspace.report(key.kind, key.id, in: key.log, said: "Settled") }
    }

    private func chosenValue(
        _ item: ReviewItem, _ conflict: Conflict, _ lookup: Lookup
    ) throws -> JSON {
        if let keep {
            let letters = item.values.map(\.letter)
            guard let index = letters.firstIndex(of: keep.lowercased()) else {
                throw CommandFault.usage(
                    "conflict \(item.id) has no value \"\(keep)\"",
                    hint: "it has \(Words.list(letters)); cairn conflict show \(item.id) shows them"
                )
            }
            return conflict.values[index].value
        }
        let text = value ?? ""
        if conflict.field == "deleted" {
            switch text.lowercased() {
            case "deleted", "true": return true
            case "restored", "": return .null
            default:
                throw CommandFault.usage(
                    "a deletion is settled by the value deleted or restored",
                    hint: "cairn conflict resolve \(item.id) --value restored")
            }
        }
        guard Vocabulary.current.kind(conflict.kind) != nil else {
            throw CommandFault.usage(
                "this version of cairn does not know the kind \(conflict.kind)",
                hint: "choose one of its values with --keep")
        }
        let record = try lookup.snapshot.record(
            conflict.kind, conflict.recordID, in: conflict.log)
        var input = FieldInput(conflict.kind, in: conflict.log, of: record, lookup)
        try input.read(conflict.field, text)
        return input.draft.set.first { $0.field == conflict.field }?.value ?? .null
    }
}
