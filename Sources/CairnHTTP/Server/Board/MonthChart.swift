internal import CairnModel
internal import CairnStore

/// A picture of twelve months: above how many events, below how many people they reached, from the
/// lowest to the highest number that the reports allow. Numbers are in the picture's own units.
struct MonthChart {
    struct Column {
        let x: Int
        let middle: Int
        let month: String
        let events: Int
        let hasEvents: Bool
        let eventsY: Int
        let eventsHeight: Int
        let eventsLabelY: Int
        let reach: String
        /// The number over the bar.
        let reachTop: Int
        let lowY: Int
        let lowHeight: Int
        let spanY: Int
        let spanHeight: Int
        let reachLabelY: Int
        let hasReach: Bool
        /// The month in words, with its year.
        let name: String
    }

    static let columnWidth = 60
    static let barsHeight = 110
    /// Where the bars of the two halves stand.
    static let eventsBase = 150
    static let reachBase = 320

    let columns: [Column]
    let words: String
    let isEmpty: Bool

    /// - Parameter last: the last of the twelve months.
    init(_ stats: Stats, last: (year: Int, month: Int)) {
        let figures = Dictionary(stats.groups.map { ($0.key, $0.figures) }) { first, _ in first }
        let months = (0..<12).map { back -> (year: Int, month: Int) in
            let index = last.year * 12 + last.month - 1 - (11 - back)
            return (index / 12, index % 12 + 1)
        }
        let own = months.map { figures["\(pad($0.year, 4))-\(pad($0.month, 2))"] ?? StatsFigures() }
        let eventsMax = max(1, own.map(\.events).max() ?? 1)
        let reachMax = max(1, own.map(\.reach.high).max() ?? 1)
        columns = zip(months, own).enumerated().map { index, pair in
            Self.column(index, pair.0, pair.1, eventsMax, reachMax)
        }
        isEmpty = own.allSatisfy { $0.events == 0 }
        words = columns.filter { $0.events > 0 }.map { column in
            let events = Words.count(column.events, "event")
            return "\(column.name): \(events)\(column.hasReach ? ", \(column.reach) people" : "")"
        }.joined(separator: "; ")
    }

    private static func column(
        _ index: Int, _ month: (year: Int, month: Int), _ figures: StatsFigures,
        _ eventsMax: Int, _ reachMax: Int
    ) -> Column {
        let x = index * columnWidth
        let events = figures.events * barsHeight / eventsMax
        let low = figures.reach.low * barsHeight / reachMax
        let high = figures.reach.high * barsHeight / reachMax
        let range = figures.reach
        return Column(
            x: x + 8, middle: x + columnWidth / 2, month: BoardTime.month(month.month),
            events: figures.events, hasEvents: figures.events > 0, eventsY: eventsBase - events,
            eventsHeight: events,
            eventsLabelY: eventsBase - events - 6,
            reach: range.low == range.high ? "\(range.low)" : "\(range.low) to \(range.high)",
            reachTop: range.high,
            lowY: reachBase - low, lowHeight: low, spanY: reachBase - high,
            spanHeight: high - low, reachLabelY: reachBase - high - 6,
            hasReach: range.high > 0, name: "\(BoardTime.month(month.month)) \(month.year)")
    }
}
