import CairnModel
import CairnStore

extension Listing {
    /// Shifts with how many are signed up of how many places, and how many are needed.
    static let shift = Listing(
        columns: Table.columns("ref", "when", "event", "role", "signed up", "needed", "status")
    ) { lookup, shift in
        let signups = try lookup.snapshot.signups(of: shift)
        let taken = signups.count { $0.standing == .registered }
        let waiting = signups.count { $0.standing.place != nil }
        let places = shift.number("max_needed").map { " of \($0)" } ?? ""
        let event = try shift["event"]?.string.flatMap {
            try lookup.snapshot.record("event", named: $0, from: shift.log)
        }
        let label = [shift["label"], shift["role"]].compactMap { $0?.string }
        return [
            try lookup.snapshot.ref(shift), MomentText.interval(shift["when"]),
            event.map(lookup.snapshot.title) ?? "", label.joined(separator: ", "),
            "\(taken)\(places)" + (waiting > 0 ? ", \(waiting) waiting" : ""),
            shift.number("min_needed").map { "\($0)" } ?? "",
            shift.status ?? "",
        ]
    }
}
