internal import CairnModel

/// Times as pages say them: plain words, near days by name, no year where it is this one.
struct PageMoment {
    /// `Tomorrow, Saturday 4 April`.
    let day: String
    /// `19:00 to 21:00`, or nil where no time of day is known.
    let time: String?

    /// Of a `when`, a `due` or the like; nil where it says no time.
    ///
    /// - Parameter today: local, `YYYY-MM-DD` and more.
    init?(_ value: JSON?, today: String, zone: String) {
        guard let value, let start = value.startText else { return nil }
        let days = WholeDays.range(value)
        let first = Self.day(start.prefix(10), today: today)
        let last = days.flatMap { $0.upperBound > $0.lowerBound ? $0.upperBound : nil }
        day = last.map { "\(first) to \(Self.day($0.description, today: today))" } ?? first
        guard start.utf8.count == 16, days == nil else {
            time = nil
            return
        }
        var text = String(start.suffix(5))
        if let end = value["end"]?.string, end.utf8.count == 16 {
            let isSameDay = end.prefix(10) == start.prefix(10)
            text += " to " + (isSameDay ? "" : Self.day(end.prefix(10), today: today) + ", ")
            text += end.suffix(5)
        }
        let other = value["tz"]?.string.flatMap { $0 == zone ? nil : $0 }
        time = other.map { "\(text) (time of \($0))" } ?? text
    }

    /// A day, month or year.
    static func day(_ text: some StringProtocol, today: String) -> String {
        guard let date = CivilDate(text), let now = CivilDate(today.prefix(10)) else {
            return MomentText.day(text)
        }
        let reading = MomentText.day(text)
        let plain = date.year == now.year ? String(reading.dropLast(5)) : reading
        return switch date.daysSince1970 - now.daysSince1970 {
        case -1: "Yesterday, \(plain)"
        case 0: "Today, \(plain)"
        case 1: "Tomorrow, \(plain)"
        default: plain
        }
    }
}
