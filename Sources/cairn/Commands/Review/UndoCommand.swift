import ArgumentParser
import CairnModel
import CairnStore

struct UndoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Take back the last change that you made on this laptop.",
        discussion: """
            Examples:
              cairn undo
              cairn undo k3x9q2m7v5t1h8d4:42

            What was changed again since stays as it is, and is named. Each further undo
            takes back the change before. An undo is a change of its own: the history keeps
            both, and cairn undo ENTRY takes back an undo too.
            """)

    @Flag(name: [.long, .customShort("y")], help: "Do not ask.")
    var yes = false

    @Argument(help: "An entry, as history shows it. Default: the last one written here by you.")
    var entry: String?

    @OptionGroup(title: CommonOptions.title) var options: CommonOptions

    /// A terminal asks when more records than these are touched.
    private static let recordsUnasked = 3

    func run() throws {
        let workspace = try options.open()
        let names = try workspace.read { try entries($0) }
        let doubt = try workspace.read { try question(names, $0) }
        if let doubt, !yes, Console.canAsk, !Console.confirm(doubt) {
            throw CommandFault(
                .interrupted, "not-confirmed", "nothing was undone", hint: nil)
        }
        let (plan, performed) = try perform(names, workspace)
        try report(plan, performed, workspace)
    }

    /// The entries of the command to take back.
    private func entries(_ lookup: Lookup) throws -> [EntryName] {
        guard let entry else {
            let names = try lookup.snapshot.lastCommand(by: try lookup.actor())
            guard names.isEmpty else { return names }
            throw CommandFault.notFound(
                "there is nothing left to undo on this laptop",
                hint: "cairn history REF shows the entries of a record; name one of them")
        }
        let found = try lookup.snapshot.entries(named: entry)
        guard let first = found.first else {
            throw CommandFault.notFound(
                "there is no entry \"\(entry)\"", hint: "cairn history REF shows them")
        }
        let names = try lookup.snapshot.command(of: first)
        guard found.allSatisfy(names.contains) else {
            throw CommandFault.ambiguous(
                "\"\(entry)\" names \(found.count) entries",
                hint: "use one of \(Words.list(found.map(\.dot.description), last: "or"))")
        }
        return names
    }

    /// Says in one line what would be undone; returns a question where a person is to be asked.
    private func question(_ names: [EntryName], _ lookup: Lookup) throws -> String? {
        let plan = try lookup.snapshot.undoing(names)
        guard !plan.edits.isEmpty else { throw try nothingToUndo(plan, lookup) }
        let home = lookup.workspace.home
        let deletesHome = plan.edits.contains { edit in
            guard case .delete = edit.action else { return false }
            return edit.kind == "chapter" && edit.id == home
        }
        if deletesHome {
            throw CommandFault(
                .failed, "nothing-to-undo",
                "the start of this laptop's own chapter is not undone",
                hint: "delete the store's file if you want to start anew")
        }
        let teller = try Teller(lookup, showsPeople: false)
        if !options.json { Console.note("Undo: \(try UndoSentence.of(names, lookup, teller))") }
        return plan.records > Self.recordsUnasked
            ? "This touches \(Words.count(plan.records, "record")). Go on?" : nil
    }

    /// Why nothing of a command can be taken back, and what to do about the first reason.
    private func nothingToUndo(_ plan: UndoPlan, _ lookup: Lookup) throws -> CommandFault {
        let why = Set(plan.leftAlone.map(\.reason.rawValue)).sorted().joined(separator: ", ")
        var hint = "cairn log shows the entries; cairn undo ENTRY takes back another one"
        if let left = plan.leftAlone.first,
            let record = try lookup.snapshot.record(left.kind, left.id, in: left.log)
        {
            let ref = try lookup.snapshot.ref(record)
            switch left.reason {
            case .deletedAlready: hint = "cairn \(left.kind) restore \(ref) brings it back"
            case .writtenByOthers: hint = "cairn \(left.kind) delete \(ref) hides it all the same"
            case .changedSince: hint = "cairn history \(ref) shows what came after"
            case .inConflict:
                let id = Merge.conflictID(
                    log: left.log, kind: left.kind, id: left.id, field: left.field ?? "")
                hint = "cairn conflict show \(id) shows what else was written"
            }
            if entry == nil {
                hint +=
                    "; what you did before it is in cairn log, and cairn undo ENTRY takes it back"
            }
        }
        return CommandFault(
            .failed, "nothing-to-undo",
            "nothing of it can be taken back\(why.isEmpty ? "" : ": \(why)")", hint: hint)
    }

    /// - Returns: the plan that was carried out, and what became of it.
    private func perform(
        _ names: [EntryName], _ workspace: Workspace
    ) throws -> (UndoPlan, Performed) {
        var plan = try workspace.read { try $0.snapshot.undoing(names) }
        guard plan.edits.count > Limit.opsMax / 2 else {
            // Planned again inside the transaction: somebody may have written in between.
            let performed = try workspace.write { lookup in
                plan = try lookup.snapshot.undoing(names)
                return Intent(plan.edits, by: try lookup.actor(), undoes: names)
            }
            return (plan, performed)
        }
        let progress = Progress("undoing")
        defer { progress.end() }
        let by = try workspace.read { try $0.actor() }
        let edits = plan.edits
        let performed = try workspace.store.performMany(
            Intent(edits, by: by, undoes: names)
        ) { progress.show($0, of: edits.count) }
        return (plan, performed)
    }

    private func report(
        _ plan: UndoPlan, _ performed: Performed, _ workspace: Workspace
    ) throws {
        try workspace.read { lookup in
            let teller = try Teller(lookup, showsPeople: false)
            if options.json {
                options.printJSON(json(plan, performed, teller))
                return
            }
            try printDone(plan, teller)
            try noteLeftAlone(plan, teller)
        }
    }

    /// What was done: of a few records a line each, of many their counts.
    private func printDone(_ plan: UndoPlan, _ teller: Teller) throws {
        if plan.records <= Self.recordsUnasked {
            for edit in plan.edits {
                let record = try teller.record(edit.kind, edit.id, in: edit.log)
                Console.print("\(UndoSentence.verb(edit.action))\t\(record)")
            }
            return
        }
        let groups = Dictionary(grouping: plan.edits) { UndoSentence.verb($0.action) }
        let done = groups.sorted { $0.key < $1.key }.map { verb, edits in
            "\(verb) \(UndoSentence.counts(edits.map(\.kind)))"
        }
        Console.print(done.joined(separator: "; "))
    }

    private func noteLeftAlone(_ plan: UndoPlan, _ teller: Teller) throws {
        if plan.leftAlone.count <= Self.recordsUnasked {
            for left in plan.leftAlone {
                let record = try teller.record(left.kind, left.id, in: left.log)
                let field = left.field.map { teller.field($0, of: left.kind, in: left.log) }
                Console.note(
                    "Left alone: \(field.map { "\($0) of " } ?? "")\(record): "
                        + left.reason.rawValue)
            }
            return
        }
        let groups = Dictionary(grouping: plan.leftAlone, by: \.reason.rawValue)
        for (reason, items) in groups.sorted(by: { $0.key < $1.key }) {
            Console.note("Left alone: \(UndoSentence.counts(items.map(\.kind))): \(reason)")
        }
    }

    private func json(_ plan: UndoPlan, _ performed: Performed, _ teller: Teller) -> JSON {
        let left = plan.leftAlone.map { left -> JSON in
            let field = left.field.map { teller.field($0, of: left.kind, in: left.log) }
            return .object([
                ("log", .string("\(left.log)")), ("record", .string(left.kind)),
                ("record_id", .string("\(left.id)")),
                ("field", field.map { .string($0) } ?? .null),
                ("reason", .string(left.reason.rawValue)),
            ])
        }
        let records = zip(plan.edits, performed.results).map { edit, result -> JSON in
            .object([
                ("log", .string("\(edit.log)")), ("record", .string(edit.kind)),
                ("record_id", .string("\(edit.id)")), ("result", .string(result.rawValue)),
            ])
        }
        return .object([
            ("entries", .array(performed.entries.map { .string("\($0.dot)") })),
            ("records", .array(records)), ("left_alone", .array(left)),
        ])
    }
}
