import CairnModel
import CairnStore

extension Listing {
    /// Volunteers by what they are called, without contacts.
    static let volunteer = Listing(
        columns: Table.columns("ref", "name", "age", "grade", "roles", "status")
    ) { lookup, volunteer in
        [
            try lookup.snapshot.ref(volunteer), lookup.snapshot.title(of: volunteer),
            volunteer["age_band"]?.string ?? "", volunteer["grade"]?["value"]?.string ?? "",
            volunteer.elements(of: "role").map(\.name).joined(separator: ", "),
            volunteer.status ?? "",
        ]
    }
}
