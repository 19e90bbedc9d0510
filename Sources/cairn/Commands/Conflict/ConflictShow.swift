import ArgumentParser
import CairnModel
import CairnStore

struct ConflictShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show who wrote what, when and on which laptop.",
        discussion: """
            Examples:
              cairn conflict show 070d

            The first four characters of the id are enough. Of an open conflict, a is the
            value that is shown; the others follow in the order in which they would be.
            """)

    @Argument(help: "The conflict, as conflict list shows it.")
    var id: String

    @OptionGroup(title: CommonOptions.title) var options: CommonOptions

    func run() throws {
        try options.open().read { lookup in
            let item = try lookup.reviewItem(id)
            let teller = try Teller(lookup, showsPeople: true)
            if options.json {
                options.printJSON(try json(item, lookup, teller))
            } else {
                try details(item, lookup, teller).print()
                if item.isOpen, Console.output.isTerminal { Console.note(item.nextStep) }
            }
        }
    }

    private func json(
        _ item: ReviewItem, _ lookup: Lookup, _ teller: Teller
    ) throws -> JSON {
        let row = item.json(teller)
        if case .conflict(let conflict) = item, conflict.field == "deleted" {
            let changed = try lookup.snapshot.unseenWrites(conflict).map { field, write -> JSON in
                .object([
                    ("field", .string(field)), ("value", write.value),
                    ("dot", .string("\(write.dot)")), ("at", .string(write.at.instant)),
                    ("by", write.by.map { .string($0) } ?? .null),
                    ("node", .string("\(write.node)")),
                ])
            }
            return row.setting("changed", .array(changed))
        }
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
        func add(_ label: String, _ write: Conflict.Write, of field: String, shown: Bool) throws {
            let value = teller.value(write.value, of: field, record.kind, in: record.log) ?? ""
            let who = try teller.person(write.by, in: record.log)
            details.add(
                label,
                "\(value)  (\(teller.time(write.at)), \(who), \(teller.laptop(write.node))"
                    + "\(shown ? ", shown" : ""))")
        }
        for (letter, write) in item.values {
            let isShown = item.code == "field" ? letter == "a" : write.value.isNull
            try add(letter, write, of: item.field ?? "", shown: item.isOpen && isShown)
        }
        if case .conflict(let conflict) = item {
            var shown: Set<String> = []
            for (field, write) in try lookup.snapshot.unseenWrites(conflict) {
                let isFirst = shown.insert(field).inserted
                try add(field, write, of: field, shown: isFirst)
            }
            if let ending = conflict.ending {
                try add("ended by", ending, of: conflict.field, shown: false)
            }
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
