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

    func signUp(_ volunteerRef: String, for targetRef: String, kind: String) throws {
        var signed: (id: RecordID, log: RecordID)?
        var warnings: [(code: SignupCode, text: String)] = []
        try workspace.write { lookup in
            let target = try lookup.find(targetRef, kind)
            let volunteer = try lookup.find(volunteerRef, "volunteer")
            if kind == "event" { try checkNoShifts(of: target, lookup) }
            warnings = try self.warnings(volunteer, target, lookup)
            let (id, draft) = try lookup.snapshot.signupDraft(of: volunteer, for: target)
            var input = FieldInput(draft, lookup)
            try fill(&input)
            signed = (id, target.log)
            return Intent([input.draft.edit(id: id)], by: try lookup.actor())
        }
        for warning in warnings {
            ErrorReport.warn(
                warning.code.rawValue, warning.text, asJSON: workspace.options.json)
        }
        guard let signed else { return }
        try workspace.report("signup", signed.id, in: signed.log, said: "Signed up:")
    }

    func leave(_ volunteerRef: String, _ targetRef: String, kind: String) throws {
        var left: (id: RecordID, log: RecordID)?
        try workspace.write { lookup in
            let target = try lookup.find(targetRef, kind)
            let volunteer = try lookup.find(volunteerRef, "volunteer")
            do {
                let edit = try lookup.snapshot.leaving(target, by: volunteer)
                left = (edit.id, edit.log)
                return Intent([edit], by: try lookup.actor())
            } catch ActionFault.notSignedUp {
                throw CommandFault.notFound(
                    "volunteer \(volunteerRef) is not signed up for \(kind) \(targetRef)",
                    hint: "cairn \(kind) show \(targetRef) shows who is")
            }
        }
        guard let left else { return }
        try workspace.report("signup", left.id, in: left.log, said: "Left:")
    }

    private func fill(_ input: inout FieldInput) throws {
        try input.read("rsvp", options.rsvp)
        try input.read("guests", options.guests)
        try input.read("note", options.note)
        try input.read("shown_name", options.shownName)
    }

    private func checkNoShifts(of event: StoredRecord, _ lookup: Lookup) throws {
        let shifts = try lookup.snapshot.shifts(of: event)
        guard let first = shifts.first else { return }
        throw CommandFault.usage(
            "this event has \(Words.count(shifts.count, "shift")), and people sign up for those",
            hint: "for example cairn shift signup \(try lookup.snapshot.ref(first)) REF")
    }

    /// What the person who signs somebody up should know.
    private func warnings(
        _ volunteer: StoredRecord, _ target: StoredRecord, _ lookup: Lookup
    ) throws -> [(code: SignupCode, text: String)] {
        guard options.rsvp == "registered" else { return [] }
        return try lookup.snapshot.signupCodes(
            of: volunteer, for: target, isOwn: false, now: workspace.now
        ).filter { $0 != .ok }.map { code in
            let isBlocked = code == .adviserOnly && volunteer.status == "blocked"
            return (
                code,
                isBlocked ? "this volunteer is blocked, so an adviser has to decide" : code.text
            )
        }
    }
}
