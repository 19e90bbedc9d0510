internal import CairnModel
internal import CairnStore

/// What a volunteer does with a shift, or an event that has none.
enum MeShiftAction: String {
    case signup, leave

    /// What is to be written.
    ///
    /// - Throws: `MeFault`.
    func intent(on id: RecordID, by view: MeView) throws -> Intent {
        let me = view.me
        switch self {
        case .leave:
            guard let target = try written(id, me) else { throw MeFault.notThere }
            let edits = try me.names.compactMap { name in
                try me.snapshot.signup(of: name, for: target) == nil
                    ? nil : me.snapshot.leaving(target, by: name)
            }
            return Intent(edits, by: me.actor)
        case .signup: return try signingUp(id, view)
        }
    }

    private func signingUp(_ id: RecordID, _ view: MeView) throws -> Intent {
        let me = view.me
        guard let target = try written(id, me) ?? view.computedDate(id),
            let event = try view.event(of: target), !event.isHidden
        else { throw MeFault.notThere }
        let codes = Set(
            try me.snapshot.signupCodes(of: me.person, for: target, isOwn: true, now: me.now))
        if codes.contains(.alreadySignedUp) { return Intent([], by: me.actor) }
        let wasAsked = try me.snapshot.signup(of: me.person, for: target) != nil
        let isOpen = try view.isOpen(target, of: event) && !hasShifts(target, me)
        if let reason = Self.refusal(codes, isOpen: isOpen || wasAsked) {
            throw MeFault.cannotJoin(reason)
        }
        var (signup, draft) = try me.snapshot.signupDraft(of: me.person, for: target)
        try draft.put("rsvp", "registered")
        return Intent(RecordDraft.making(target) + [draft.edit(id: signup)], by: me.actor)
    }

    /// Whether people sign up for an event's shifts, and not for itself.
    private func hasShifts(_ target: StoredRecord, _ me: MeSelf) throws -> Bool {
        try target.kind == "event" && !me.snapshot.shifts(of: target).isEmpty
    }

    private static func refusal(_ codes: Set<SignupCode>, isOpen: Bool) -> String? {
        if codes.contains(.ended) || !isOpen { return "This is over, or closed. Sorry!" }
        if codes.contains(.overlaps) {
            return "This is at the same time as something else of yours. "
                + "Leave that first, then sign up here."
        }
        if codes.contains(.tooYoung) { return "This is for people who are a bit older. Sorry!" }
        if codes.contains(.roleRequired) { return "This is for people with another role." }
        return MeView.signupNote(codes)
    }

    /// A shift or event of the chapter that has a record of its own.
    private func written(_ id: RecordID, _ me: MeSelf) throws -> StoredRecord? {
        for kind in ["shift", "event"] {
            if let found = try me.snapshot.record(kind, id, in: me.chapter.log), !found.isHidden,
                try me.snapshot.event(of: found)?["visibility"] != "private"
            {
                return try me.snapshot.shown(found)
            }
        }
        return nil
    }
}
