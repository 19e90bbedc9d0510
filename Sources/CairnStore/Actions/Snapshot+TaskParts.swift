internal import CairnModel

/// What volunteers do with tasks. Each sets a state, so that doing it twice is doing it once.
extension Snapshot {
    /// What became of a volunteer's part in a task: offered, claimed, accepted, declined or
    /// released; nil where there is none.
    package func part(of volunteer: StoredRecord, in task: RecordDraft) throws -> String? {
        task.current("assignee/\(try name(of: volunteer, from: task.log))")?["state"]?.string
    }

    /// Writes what became of a volunteer's part in a task.
    ///
    /// - Parameter now: milliseconds since 1970.
    private func assign(
        _ volunteer: StoredRecord, _ state: String, in task: inout RecordDraft, now: Int64
    ) throws {
        let at = Zone.local(try zone(of: task.log), now)
        try task.put(
            "assignee/\(try name(of: volunteer, from: task.log))",
            .object([("at", .string(at)), ("state", .string(state))]))
    }

    /// Gives a task to a volunteer. Who has it already keeps it, and the place among those who
    /// took it.
    ///
    /// - Parameter isAccepted: the volunteer has said yes.
    package func offer(
        _ task: inout RecordDraft, to volunteer: StoredRecord, isAccepted: Bool = false, now: Int64
    ) throws {
        let state = isAccepted ? "accepted" : "offered"
        let part = try part(of: volunteer, in: task)
        if part == state || part == "claimed" || part == "accepted" { return }
        try assign(volunteer, state, in: &task, now: now)
    }

    /// Takes a task: one that anybody may, or one that was offered. Who has it already keeps it.
    ///
    /// - Throws: `ActionFault.notClaimable`.
    package func claim(
        _ task: inout RecordDraft, by volunteer: StoredRecord, now: Int64
    ) throws {
        switch try part(of: volunteer, in: task) {
        case "claimed", "accepted": break
        case "offered": try assign(volunteer, "accepted", in: &task, now: now)
        default:
            guard task.current("claim_policy") == "claimable" else {
                throw ActionFault.notClaimable
            }
            try assign(volunteer, "claimed", in: &task, now: now)
        }
    }

    /// Gives a task back, or declines one that was offered.
    ///
    /// - Throws: `ActionFault.noPart`.
    package func release(
        _ task: inout RecordDraft, by volunteer: StoredRecord, now: Int64
    ) throws {
        switch try part(of: volunteer, in: task) {
        case nil: throw ActionFault.noPart
        case "offered": try assign(volunteer, "declined", in: &task, now: now)
        case "declined", "released": break
        default: try assign(volunteer, "released", in: &task, now: now)
        }
    }
}
