package import CairnModel

/// Signing volunteers up for shifts and events. Nothing is refused for being full, at the same
/// time or without consent (`signupCodes` says what should be known).
extension Snapshot {
    /// The id that every laptop gives to the signup of one volunteer to one thing.
    ///
    /// - Parameter volunteer: as the signup names it, seen from the target's log.
    package static func signupID(of volunteer: String, for target: RecordID) -> RecordID {
        .derived(kind: "signup", parents: [target.description, volunteer])
    }

    /// A volunteer's signup to a shift or event; nil where there is none.
    package func signup(
        of volunteer: StoredRecord, for target: StoredRecord
    ) throws -> StoredRecord? {
        let name = try name(of: volunteer, from: target.log)
        let id = Self.signupID(of: name, for: target.id)
        let found = try record("signup", id, in: target.log)
        return found.flatMap { $0.isHidden ? nil : $0 }
    }

    /// A draft of the signup of a volunteer to a shift or event: a new one with what it is about,
    /// or the one that is there. Its fields (`rsvp`, `attendance` ...) are the caller's.
    package func signupDraft(
        of volunteer: StoredRecord, for target: StoredRecord
    ) throws -> (id: RecordID, draft: RecordDraft) {
        let name = try name(of: volunteer, from: target.log)
        let record = try signup(of: volunteer, for: target)
        var draft = RecordDraft("signup", in: target.log, of: record)
        if record == nil {
            try draft.put(target.kind, .string(target.id.description))
            try draft.put("volunteer", .string(name))
        }
        return (Self.signupID(of: name, for: target.id), draft)
    }

    /// Checks that people sign up for the event itself.
    ///
    /// - Throws: `ActionFault.hasShifts`.
    package func checkTakesSignups(_ event: StoredRecord) throws {
        let count = try shifts(of: event).count
        if count > 0 { throw ActionFault.hasShifts(count) }
    }

    /// The edit that takes a signup back.
    ///
    /// - Throws: `ActionFault.notSignedUp`.
    package func leaving(_ target: StoredRecord, by volunteer: StoredRecord) throws -> Edit {
        guard let signup = try signup(of: volunteer, for: target) else {
            throw ActionFault.notSignedUp
        }
        return Edit(
            .write, log: signup.log, kind: "signup", id: signup.id, set: [("rsvp", "cancelled")])
    }
}
