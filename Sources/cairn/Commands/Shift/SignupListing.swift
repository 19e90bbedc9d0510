import CairnModel
import CairnStore

extension Listing {
    /// Signups by who and for what.
    static let signup = Listing(
        columns: Table.columns("ref", "volunteer", "for", "rsvp", "attendance")
    ) { lookup, signup in
        let name = signup["volunteer"]?.string ?? ""
        let target = try lookup.target(of: signup)
        let standing = try target.flatMap { target in
            try lookup.snapshot.signups(of: target).first { $0.record.id == signup.id }
        }
        return [
            try lookup.ref(signup), try lookup.shownName(name, of: signup),
            target.map(lookup.title) ?? "",
            standing.map { StandingText.text($0.standing) } ?? signup["rsvp"]?.string ?? "",
            signup["attendance"]?.string ?? "",
        ]
    }
}
