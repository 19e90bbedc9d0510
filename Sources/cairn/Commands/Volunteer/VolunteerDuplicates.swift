import ArgumentParser
import CairnModel
import CairnStore

struct VolunteerDuplicates: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duplicates",
        abstract: "Show records that may be of the same person, with what speaks for it.",
        discussion: """
            Examples:
              cairn volunteer duplicates
              cairn volunteer duplicates --under wv-state --json

            Nothing is merged by itself. cairn volunteer merge says that two are one
            person, cairn volunteer not-same that they are not. A shared e-mail alone is
            never a reason: siblings often have their parent's.
            """)

    @Option(
        name: .long,
        help: ArgumentHelp("A chapter and all below it.", valueName: "slug|ref"))
    var under: String?
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().read { lookup in
            let people = try volunteers(lookup)
            let cards = try people.map { try lookup.snapshot.personCard($0) }
            let found = DuplicateFinder.suggestions(cards)
            if common.json {
                return common.printJSON(
                    .array(try found.map { try json($0, people, lookup) }))
            }
            var table = Table(
                [Table.Column(title: "score", isNumber: true, shrinks: false)]
                    + Table.columns("ref", "name", "ref", "name", "why"))
            for pair in found {
                let (left, right) = (people[pair.first], people[pair.second])
                table.add(
                    String(pair.score), try lookup.snapshot.ref(left),
                    lookup.snapshot.title(of: left),
                    try lookup.snapshot.ref(right), lookup.snapshot.title(of: right),
                    pair.evidence.joined(separator: ", "))
            }
            table.print(ifEmpty: "No two records look like the same person.")
            if let first = found.first, Console.output.isTerminal {
                let refs = try [first.first, first.second].map {
                    try lookup.snapshot.ref(people[$0])
                }
                Console.note(
                    "cairn volunteer merge \(refs[0]) \(refs[1]) if they are one person, "
                        + "cairn volunteer not-same \(refs[0]) \(refs[1]) if not.")
            }
        }
    }

    /// Everyone but those who are another name of someone already.
    private func volunteers(_ lookup: Lookup) throws -> [StoredRecord] {
        let logs = try lookup.logs("volunteer", under: under)
        return try lookup.snapshot.records(RecordFilter(kind: "volunteer", logs: logs))
            .filter { $0["merged_into"] == nil }
    }

    private func json(
        _ pair: DuplicateSuggestion, _ people: [StoredRecord], _ lookup: Lookup
    ) throws -> JSON {
        let both = try [people[pair.first], people[pair.second]].map { person -> JSON in
            [
                "id": .string(person.id.description),
                "ref": .string(try lookup.snapshot.ref(person)),
                "log": .string(person.log.description),
                "display_name": .string(lookup.snapshot.title(of: person)),
            ]
        }
        return [
            "score": .integer(Int64(pair.score)), "volunteers": .array(both),
            "evidence": .array(pair.evidence.map { .string($0) }),
        ]
    }
}
