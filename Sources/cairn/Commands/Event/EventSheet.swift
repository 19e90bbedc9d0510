import ArgumentParser
import CairnModel
import CairnStore

struct EventSheet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sheet",
        abstract: "Print a sheet to tick people off at the door.",
        discussion: """
            Examples:
              cairn event sheet 7f3a
              cairn event sheet 7f3a | lp

            Minors are on it by given name and initial. cairn attend takes what was
            ticked.
            """)

    @Argument(help: "The event, by its ref.") var ref: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().read { lookup in
            let event = try lookup.find(ref, "event")
            let shifts = try lookup.snapshot.shifts(of: event)
            if common.json {
                let rows = try (shifts + [event]).flatMap { try self.rows(of: $0, lookup) }
                return common.printJSON(.array(rows))
            }
            Console.print(lookup.snapshot.title(of: event))
            if let when = event["when"] {
                Console.print(VisibleText.line(MomentText.long(when)))
            }
            for target in shifts { try print(target, lookup) }
            try print(event, lookup)
        }
    }

    /// One shift, or the event itself where people signed up for that.
    private func print(_ target: StoredRecord, _ lookup: Lookup) throws {
        let signups = try lookup.snapshot.signups(of: target).filter(\.isExpected)
        if target.kind == "event" && signups.isEmpty { return }
        let time = target.kind == "shift" ? MomentText.interval(target["when"]) : ""
        let heading = target.kind == "shift" ? lookup.snapshot.title(of: target) : "Everybody"
        Console.print("\n\(heading)\(time.isEmpty ? "" : ", \(time)")")
        for signup in signups {
            let name = try self.name(of: signup, lookup)
            let place = signup.standing.place.map { " (waits, place \($0))" } ?? ""
            Console.print("[ ] \(try lookup.snapshot.ref(signup.record))  \(name)\(place)")
        }
    }

    private func rows(of target: StoredRecord, _ lookup: Lookup) throws -> [JSON] {
        try lookup.snapshot.signups(of: target).filter(\.isExpected).map { signup in
            try lookup.snapshot.json(signup.record)
                .setting("name", .string(name(of: signup, lookup)))
                .setting("standing", .string(signup.standing.word))
        }
    }

    private func name(of signup: Signup, _ lookup: Lookup) throws -> String {
        try lookup.snapshot.shownName(signup.record["volunteer"]?.string ?? "", of: signup.record)
    }
}
