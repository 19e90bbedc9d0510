internal import CairnModel
internal import CairnStore
internal import HTTPTypes

/// What a volunteer does with a task, a shift or an event: each can be sent twice and is one
/// action.
struct VolunteerAction {
    let sight: Sight
    /// Milliseconds since 1970.
    let now: Int64

    private var snapshot: Snapshot { sight.snapshot }

    /// The edit that an action on a record comes to.
    ///
    /// - Throws: a problem with the reason, `forbidden` where it is not for this viewer.
    func edit(_ action: RecordAction, _ record: StoredRecord) throws -> Edit {
        do {
            switch action {
            case .claim, .release, .done: return try taskEdit(action, record)
            case .signup: return try signup(record)
            case .leave: return try snapshot.leaving(record, by: person(record))
            }
        } catch let fault as ActionFault {
            throw Self.problem(fault)
        }
    }

    private func taskEdit(_ action: RecordAction, _ task: StoredRecord) throws -> Edit {
        var draft = RecordDraft(of: task)
        if action == .done {
            guard try sight.viewer.mayWrite(task.log) || sight.isMine(task) else {
                throw Problem.forbidden
            }
            if task["status"]?.string == "cancelled" { throw Self.ended }
            try draft.put("status", "done")
            return draft.edit
        }
        let person = try person(task)
        guard action == .claim else {
            try snapshot.release(&draft, by: person, now: now)
            return draft.edit
        }
        if !TaskGraph.isOpen(task) { throw Self.ended }
        try snapshot.claim(&draft, by: person, now: now)
        return draft.edit
    }

    /// What keeps volunteers from signing up by themselves; a full shift puts them on the waiting
    /// list.
    private static let obstacles: [SignupCode] = [
        .ended, .adviserOnly, .roleRequired, .tooYoung, .consentMissing, .overlaps,
    ]

    private func signup(_ target: StoredRecord) throws -> Edit {
        let person = try person(target)
        if target.kind == "event" { try snapshot.checkTakesSignups(target) }
        var (id, draft) = try snapshot.signupDraft(of: person, for: target)
        if draft.current("rsvp") == "registered" { return draft.edit(id: id) }
        let codes = try snapshot.signupCodes(of: person, for: target, isOwn: true, now: now)
        if let code = Self.obstacles.first(where: codes.contains) {
            throw Problem.conflict(code.rawValue, code.text)
        }
        try draft.put("rsvp", "registered")
        return draft.edit(id: id)
    }

    /// The volunteer who acts.
    private func person(_ record: StoredRecord) throws -> StoredRecord {
        guard let name = sight.viewer.actor(in: record.log),
            let volunteer = try snapshot.record("volunteer", named: name, from: record.log)
        else {
            throw Problem(
                .forbidden, "forbidden",
                "this is for a volunteer's own token; others change the record itself")
        }
        return try snapshot.person(behind: volunteer)
    }

    private static let ended = Problem.conflict("ended", "the task is done or cancelled")

    private static func problem(_ fault: ActionFault) -> Problem {
        switch fault {
        case .notClaimable:
            Problem(.forbidden, "not-permitted", "the task is given out by somebody, not taken")
        case .noPart: .conflict("no-part", "the volunteer has no part in the task")
        case .notSignedUp: .conflict("not-signed-up", "the volunteer is not signed up for it")
        case .hasShifts:
            .conflict("has-shifts", "the event has shifts, and people sign up for those")
        }
    }
}
