import CairnModel
import CairnStore

extension Listing {
    /// Signups by who and for what.
    static let signup = Listing(
        columns: Table.columns("ref", "volunteer", "for", "rsvp", "attendance")
    ) { lookup, signup in
        let name = signup["volunteer"]?.string ?? ""
        let target = try lookup.snapshot.target(of: signup)
        let standing = try lookup.standing(of: signup)
        return [
            try lookup.snapshot.ref(signup), try lookup.snapshot.shownName(name, of: signup),
            target.map(lookup.snapshot.title) ?? "",
            standing.map(StandingText.text) ?? signup["rsvp"]?.string ?? "",
            signup["attendance"]?.string ?? "",
        ]
    }
}
