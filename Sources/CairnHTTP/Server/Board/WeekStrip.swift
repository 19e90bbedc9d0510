internal import CairnModel
internal import CairnStore

/// A picture of seven days from today: a column for each, its events as blocks where they are in
/// the day. Numbers are in the units of the picture's own field.
struct WeekStrip {
    struct Day {
        let x: Int
        let middle: Int
        let weekday: String
        let number: Int
        let isToday: Bool
        let blocks: [Block]
        /// Events beyond those that have room.
        let more: String?
    }

    struct Block {
        let x: Int
        let y: Int
        let width: Int
        let height: Int
        let title: String
        let isShort: Bool
        let isOff: Bool
    }

    static let columnWidth = 100
    private static let top = 64
    private static let hourHeight = 9
    private static let firstHour = 7
    private static let blocksMax = 4

    let days: [Day]
    let lines: [Int]
    /// The same in words.
    let words: String

    init(_ events: [StoredRecord], _ look: BoardLook) throws {
        let today = look.today
        var days: [Day] = []
        var words: [String] = []
        for offset in 0..<7 {
            let day = today.adding(days: offset)
            let own = events.filter { Self.days(of: $0["when"])?.contains(day) ?? false }
            days.append(try Self.day(day, offset, own, look))
            if own.isEmpty { continue }
            let titles = own.map { look.snapshot.title(of: $0) }
            words.append("\(BoardTime.day(day, today: today)): \(titles.joined(separator: ", "))")
        }
        self.days = days
        lines = (1..<7).map { $0 * Self.columnWidth }
        self.words = words.isEmpty ? "No events in these seven days" : words.joined(separator: ". ")
    }

    /// The days that an event is on; of one that goes on after midnight the first alone.
    private static func days(of when: JSON?) -> ClosedRange<CivilDate>? {
        if let days = WholeDays.range(when) { return days }
        guard let text = when?.startText,
            let first = CivilDate(text.prefix(10))
        else { return nil }
        guard let end = when?["end"]?.string, let last = CivilDate(end.prefix(10)),
            last > first.adding(days: 1) || end.suffix(5) > text.suffix(5)
        else { return first...first }
        return first...max(first, last)
    }

    private static func day(
        _ day: CivilDate, _ column: Int, _ events: [StoredRecord], _ look: BoardLook
    ) throws -> Day {
        let x = column * columnWidth
        let shown = events.prefix(blocksMax)
        let width = (columnWidth - 8) / max(1, shown.count)
        let blocks = try shown.enumerated().map { index, event in
            let (start, end) = hours(of: event["when"])
            let status = event["status"]?.string
            return Block(
                x: x + 4 + index * width,
                y: top + Int((start - Double(firstHour)) * Double(hourHeight)),
                width: width - 2, height: max(10, Int((end - start) * Double(hourHeight))),
                title: look.snapshot.title(of: event),
                isShort: try look.need(of: event)?.isShort ?? false,
                isOff: status == "cancelled" || status == "postponed")
        }
        let left = events.count - shown.count
        return Day(
            x: x, middle: x + columnWidth / 2, weekday: BoardTime.weekday(day), number: day.day,
            isToday: column == 0, blocks: blocks, more: left > 0 ? "+\(left)" : nil)
    }

    /// When in the day, in hours, within what the picture shows; all of it where nothing is said.
    private static func hours(of when: JSON?) -> (start: Double, end: Double) {
        let (first, last) = (Double(firstHour), 22.0)
        guard WholeDays.range(when) == nil, let from = hour(when?["start"]?.string) else {
            return (first, last)
        }
        let start = min(max(from, first), last - 1)
        let isSameDay = when?["end"]?.string?.prefix(10) == when?["start"]?.string?.prefix(10)
        let end = isSameDay ? hour(when?["end"]?.string) ?? start + 1 : last
        return (start, min(max(end, start + 1), last))
    }

    private static func hour(_ local: String?) -> Double? {
        guard let local, local.utf8.count >= 16, let hour = Double(local.dropFirst(11).prefix(2)),
            let minute = Double(local.suffix(2))
        else { return nil }
        return hour + minute / 60
    }
}
