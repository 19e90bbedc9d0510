import CairnModel
import CairnStore

extension EventChange {
    /// Says which dates there are now, what moves along and what does not.
    func tell() {
        if !dates.isEmpty { EventSeries.tell(dates) }
        for name in kept {
            Console.note("The date \(name.prefix(10)) has a time of its own and stays as it is.")
        }
        if shifts > 0 {
            Console.note(
                "\(Words.count(shifts, "shift")) \(Words.verb(shifts, "moves", "move")) along.")
        }
    }
}

extension EventSeries {
    /// Says when the first dates are.
    func tellDates() {
        Self.tell(instances(from: nil, before: "9999", limit: 4).map(\.when))
    }

    /// Says when the first of some dates are.
    static func tell(_ dates: [JSON]) {
        let shown = dates.prefix(3).map { MomentText.short($0) }
        Console.note("Takes place \(shown.joined(separator: ", "))\(dates.count > 3 ? " ..." : "")")
    }
}
