import CairnModel
import CairnStore

extension Lookup {
    /// The shift or event that a signup is for; nil where it is not there.
    func target(of signup: StoredRecord) throws -> StoredRecord? {
        for kind in ["shift", "event"] {
            guard let name = signup[kind]?.string else { continue }
            return try record(kind, named: name, from: signup.log)
        }
        return nil
    }

    /// What the volunteer of a signup is called: `shown_name` where the people log is not here.
    func shownName(_ volunteer: String, of signup: StoredRecord) throws -> String {
        if let found = try record("volunteer", named: volunteer, from: signup.log) {
            return title(of: found)
        }
        return try signup["shown_name"]?.string ?? volunteerTitle(volunteer, from: signup.log)
    }

    /// The signups of a shift or event, with how each stands.
    func signups(of target: StoredRecord) throws -> [Signup] {
        try snapshot.signups(of: target)
    }

    /// A table of the signups of shifts and of an event.
    func signupTable(_ targets: [StoredRecord]) throws -> Table {
        let hasSeveral = targets.count > 1
        var table = Table(
            Table.columns("ref") + (hasSeveral ? Table.columns("shift") : [])
                + Table.columns("volunteer", "rsvp", "attendance"))
        for target in targets {
            for signup in try signups(of: target) {
                let name = signup.record["volunteer"]?.string ?? ""
                table.add(
                    [try ref(signup.record)] + (hasSeveral ? [title(of: target)] : [])
                        + [
                            try shownName(name, of: signup.record),
                            StandingText.text(signup.standing),
                            signup.record["attendance"]?.string ?? "",
                        ])
            }
        }
        return table
    }

    /// The signups of a shift or event as JSON, each with its `standing` and, on the waiting
    /// list, its `waitlist_place`.
    func signupJSON(_ target: StoredRecord) throws -> JSON {
        .array(
            try signups(of: target).map { signup in
                let object = try json(signup.record)
                    .setting("standing", .string(signup.standing.word))
                guard let place = signup.standing.place else { return object }
                return object.setting("waitlist_place", .integer(Int64(place)))
            })
    }
}
