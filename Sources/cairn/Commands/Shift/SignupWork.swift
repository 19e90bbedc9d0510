import CairnModel
import CairnStore

/// Signs volunteers up for shifts and events, and takes it back. Nothing is refused for being
/// full, at the same time or without consent: what should be known is said.
struct SignupWork {
    let workspace: Workspace
    var options = SignupOptions()

    init(workspace: Workspace, options: SignupOptions? = nil) {
        self.workspace = workspace
        if let options { self.options = options }
    }

    /// The id that every laptop gives to the signup of one volunteer to one thing.
    static func id(of volunteer: String, for target: RecordID) -> RecordID {
        .derived(kind: "signup", parents: [target.description, volunteer])
    }

    func signUp(_ volunteerRef: String, for targetRef: String, kind: String) throws {
        var signed: (id: RecordID, log: RecordID)?
        var warnings: [String] = []
        try workspace.write { lookup in
            let target = try lookup.find(targetRef, kind)
            let volunteer = try lookup.find(volunteerRef, "volunteer")
            if kind == "event" { try checkNoShifts(of: target, lookup) }
            warnings = try self.warnings(volunteer, target, lookup)
            let edit = try edit(volunteer, target, lookup) { try fill(&$0) }
            signed = (edit.id, edit.log)
            return Intent([edit], by: try lookup.actor())
        }
        for warning in warnings { Console.warn(warning) }
        guard let signed else { return }
        try workspace.report("signup", signed.id, in: signed.log, said: "Signed up:")
    }

    func leave(_ volunteerRef: String, _ targetRef: String, kind: String) throws {
        var left: StoredRecord?
        try workspace.write { lookup in
            let target = try lookup.find(targetRef, kind)
            let volunteer = try lookup.find(volunteerRef, "volunteer")
            let name = try lookup.name(of: volunteer, from: target.log)
            let id = Self.id(of: name, for: target.id)
            guard let signup = try lookup.snapshot.record("signup", id, in: target.log),
                !signup.isHidden
            else {
                throw CommandFault.notFound(
                    "volunteer \(volunteerRef) is not signed up for \(kind) \(targetRef)",
                    hint: "cairn \(kind) show \(targetRef) shows who is")
            }
            left = signup
            let edit = Edit(
                .write, log: target.log, kind: "signup", id: id, set: [("rsvp", "cancelled")])
            return Intent([edit], by: try lookup.actor())
        }
        guard let left else { return }
        try workspace.report("signup", left.id, in: left.log, said: "Left:")
    }

    /// The edit that makes the signup, or writes to the one that is there.
    func edit(
        _ volunteer: StoredRecord, _ target: StoredRecord, _ lookup: Lookup,
        fill: (inout FieldInput) throws -> Void
    ) throws -> Edit {
        let name = try lookup.name(of: volunteer, from: target.log)
        let id = Self.id(of: name, for: target.id)
        let found = try lookup.snapshot.record("signup", id, in: target.log)
        let record = found.flatMap { $0.isHidden ? nil : $0 }
        var input = FieldInput("signup", in: target.log, of: record, lookup)
        if record == nil {
            try input.put(target.kind, .string(target.id.description))
            try input.put("volunteer", .string(name))
        }
        try fill(&input)
        return Edit(
            record == nil ? .create : .write, log: target.log, kind: "signup", id: id,
            set: input.set)
    }

    private func fill(_ input: inout FieldInput) throws {
        try input.read("rsvp", options.rsvp)
        try input.read("guests", options.guests)
        try input.read("note", options.note)
        try input.read("shown_name", options.shownName)
    }

    private func checkNoShifts(of event: StoredRecord, _ lookup: Lookup) throws {
        let shifts = try lookup.shifts(of: event)
        guard let first = shifts.first else { return }
        throw CommandFault.usage(
            "this event has \(Words.count(shifts.count, "shift")), and people sign up for those",
            hint: "for example cairn shift signup \(try lookup.ref(first)) REF")
    }

    /// What the person who signs somebody up should know.
    private func warnings(
        _ volunteer: StoredRecord, _ target: StoredRecord, _ lookup: Lookup
    ) throws -> [String] {
        guard options.rsvp == "registered" else { return [] }
        return try lookup.snapshot.signupCodes(
            of: volunteer, for: target, isOwn: false, now: workspace.now
        ).filter { $0 != .ok }.map { "\($0.text)." }
    }
}
