import CairnModel
import CairnStore

extension Lookup {
    /// A table of the signups of shifts and of an event.
    func signupTable(_ targets: [StoredRecord]) throws -> Table {
        let hasSeveral = targets.count > 1
        var table = Table(
            Table.columns("ref") + (hasSeveral ? Table.columns("shift") : [])
                + Table.columns("volunteer", "rsvp", "attendance"))
        for target in targets {
            for signup in try snapshot.signups(of: target) {
                let name = signup.record["volunteer"]?.string ?? ""
                table.add(
                    [try snapshot.ref(signup.record)]
                        + (hasSeveral ? [snapshot.title(of: target)] : [])
                        + [
                            try snapshot.shownName(name, of: signup.record),
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
            try snapshot.signups(of: target).map { signup in
                json(try snapshot.json(signup.record), signup.standing)
            })
    }
}
