/// Times of records (`when`, `due`) as people read them.
package enum MomentText {
    /// For tables: `2026-04-04 19:00`, a day, a month or a year, `2026-05-01 to 2026-05-03`.
    package static func short(_ value: JSON?) -> String {
        if let days = WholeDays.range(value) {
            let (first, last) = (days.lowerBound, days.upperBound)
            return first == last ? first.description : "\(first) to \(last)"
        }
        return value?.startText?.replacing("T", with: " ") ?? ""
    }

    /// For tables, with the end: `2026-04-04 19:00-21:00`. An end on another day has its date,
    /// unless it is in the night after.
    package static func interval(_ value: JSON?) -> String {
        let start = short(value)
        guard WholeDays.range(value) == nil, let end = value?["end"]?.string else { return start }
        let (from, to) = (CivilDate(start.prefix(10)), CivilDate(end.prefix(10)))
        let isNight = to == from?.adding(days: 1) && end.suffix(5) <= start.suffix(5)
        let last = to == from || isNight ? String(end.suffix(5)) : end
        return "\(start)-\(last.replacing("T", with: " "))"
    }

    /// `Saturday 4 April 2026, 19:00 to 21:00 (America/New_York)`,
    /// `Friday 1 May 2026 to Sunday 3 May 2026`.
    package static func long(_ value: JSON) -> String {
        if let days = WholeDays.range(value) {
            let (first, last) = (days.lowerBound.description, days.upperBound.description)
            return first == last ? day(first) : "\(day(first)) to \(day(last))"
        }
        if let date = value["date"]?.string { return day(date) }
        guard let start = value["start"]?.string else { return "" }
        var text = "\(day(start.prefix(10))), \(start.suffix(5))"
        if let end = value["end"]?.string {
            let isSameDay = end.prefix(10) == start.prefix(10)
            text += " to " + (isSameDay ? "" : "\(day(end.prefix(10))), ") + end.suffix(5)
        }
        return value["tz"]?.string.map { "\(text) (\($0))" } ?? text
    }

    /// Whether a value is a time, whole, and can be read as one.
    package static func isMoment(_ value: JSON) -> Bool {
        guard let members = value.object, !long(value).isEmpty else { return false }
        return members.allSatisfy { ["start", "end", "tz", "all_day", "date"].contains($0.key) }
    }

    /// A day, month or year.
    package static func day(_ text: some StringProtocol) -> String {
        PartialDate(text)?.reading ?? String(text)
    }
}
