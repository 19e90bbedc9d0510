import ArgumentParser
import CairnModel
import CairnStore

struct ConflictShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show who wrote what, when and on which laptop.",
        discussion: """
            Examples:
              cairn conflict show 070d

            The first four characters of the id are enough. Of an open conflict a is the
            value that is shown, the rest follow by rank.
            """)

    @Argument(help: "The conflict, as conflict list shows it.")
    var id: String

    @OptionGroup var options: CommonOptions

    func run() throws {
        try options.open().read { lookup in
            let item = try lookup.reviewItem(id)
            let teller = try Teller(lookup, showsPeople: true)
            if options.json {
                JSONOutput.print(json(item, teller))
            } else {
                try details(item, lookup, teller).print()
                if item.isOpen, Console.output.isTerminal { Console.note(item.nextStep) }
            }
        }
    }

    private func json(_ item: ReviewItem, _ teller: Teller) -> JSON {
        let row = item.json(teller)
        guard case .issue(let issue) = item else { return row }
        let involved = issue.involved.map { key -> JSON in
            .object([
                ("record", .string(key.kind)), ("record_id", .string("\(key.id)")),
                ("log", .string("\(key.log)")),
            ])
        }
        return row.setting("detail", .string(issue.detail)).setting("involved", .array(involved))
    }

    private func details(
        _ item: ReviewItem, _ lookup: Lookup, _ teller: Teller
    ) throws -> Details {
        let record = item.record
        var details = Details()
        details.add("id", item.id)
        details.add("code", item.code)
        details.add("record", try teller.record(record.kind, record.id, in: record.log))
        details.add("field", item.field)
        details.add("state", item.state)
        for (letter, write) in item.values {
            let value = teller.value(
                write.value, of: item.field ?? "", record.kind, in: record.log)
            let shown = letter == "a" && item.isOpen && item.code == "field" ? ", shown" : ""
            let who = try teller.person(write.by, in: record.log)
            details.add(
                letter,
                "\(value ?? "")  (\(teller.time(write.at)), \(who), "
                    + "\(teller.laptop(write.node))\(shown))")
        }
        if case .conflict(let conflict) = item, let ending = conflict.ending {
            let value = teller.value(
                ending.value, of: conflict.field, record.kind, in: record.log)
            let who = try teller.person(ending.by, in: record.log)
            details.add(
                "ended by",
                "\(value ?? "")  (\(teller.time(ending.at)), \(who), "
                    + "\(teller.laptop(ending.node)))")
        }
        if case .issue(let issue) = item {
            details.add("what", issue.detail)
            let names = try issue.involved.map { try name($0, lookup, teller) }
            details.add("involved", names.joined(separator: "; "))
        }
        return details
    }

    /// A record; a signup by whose it is.
    private func name(_ key: RecordKey, _ lookup: Lookup, _ teller: Teller) throws -> String {
        let name = try teller.record(key.kind, key.id, in: key.log)
        guard key.kind == "signup",
            let signup = try lookup.snapshot.record(key.kind, key.id, in: key.log),
            let volunteer = signup["volunteer"]?.string
        else { return name }
        return "\(name) \(try lookup.snapshot.shownName(volunteer, of: signup))"
    }
}

extension ReviewItem {
    /// How to settle it.
    var nextStep: String {
        switch self {
        case .issue:
            "hint: change the records, or cairn conflict accept \(id) takes it as it is"
        case .conflict where code == "edited_while_deleted":
            "hint: cairn conflict resolve \(id) --value restored keeps it, --value deleted "
                + "deletes it again"
        case .conflict: "hint: cairn conflict resolve \(id) --keep LETTER, or --value VALUE"
        }
    }
}
