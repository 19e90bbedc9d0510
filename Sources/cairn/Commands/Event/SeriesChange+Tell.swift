import CairnModel
import CairnStore

extension SeriesChange {
    /// Says which dates there are now, and what did not go along.
    func tell() {
        series.tellDates()
        for name in kept {
            Console.note("The date \(name.prefix(10)) has a time of its own and stays as it is.")
        }
    }
}

extension EventSeries {
    /// Says when the first dates are.
    func tellDates() {
        let dates = instances(from: nil, before: "9999", limit: 4)
        let shown = dates.prefix(3).map { MomentText.short($0.when) }
        Console.note("Takes place \(shown.joined(separator: ", "))\(dates.count > 3 ? " ..." : "")")
    }
}
