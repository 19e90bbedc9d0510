internal import CairnModel

/// Days and times in the short forms of the board.
enum BoardTime {
    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    static func weekday(_ day: CivilDate) -> String { weekdays[day.weekday - 1] }
    static func month(_ number: Int) -> String { months[(number - 1) % 12] }

    /// `Sat 4 Apr`, with the year where it is half a year away or more.
    static func day(_ day: CivilDate, today: CivilDate) -> String {
        let isNear = abs(day.daysSince1970 - today.daysSince1970) < 183
        let year = isNear ? "" : " \(day.year)"
        return "\(weekday(day)) \(day.day) \(month(day.month))\(year)"
    }

    /// The day of a `when` or `due`: `today`, `tomorrow`, `Sat 4 Apr`, `Fri 1 May to Sun 3 May`, or
    /// as much as is known.
    static func day(of value: JSON?, today: CivilDate) -> String? {
        if let days = WholeDays.range(value), days.lowerBound < days.upperBound {
            let (first, last) = (days.lowerBound, days.upperBound)
            return "\(day(first, today: today)) to \(day(last, today: today))"
        }
        guard let text = value?.startText else { return nil }
        guard let day = CivilDate(text.prefix(10)) else { return MomentText.day(text) }
        switch day.daysSince1970 - today.daysSince1970 {
        case 0: return "today"
        case 1: return "tomorrow"
        default: return self.day(day, today: today)
        }
    }

    /// `19:00–21:00`; nil where no time of day is said.
    static func hours(of value: JSON?) -> String? {
        guard let start = value?["start"]?.string, start.utf8.count >= 16 else { return nil }
        guard value?["all_day"]?.bool != true else { return nil }
        let end = value?["end"]?.string.map { "–\($0.suffix(5))" } ?? ""
        return "\(start.suffix(5))\(end)"
    }

    /// How long ago something was: `just now`, `40 minutes`, `5 hours`, `12 days`.
    static func span(_ milliseconds: Int64) -> String {
        let minutes = Int(max(0, milliseconds) / 60_000)
        switch minutes {
        case ..<2: return "a moment"
        case ..<120: return "\(minutes) minutes"
        case ..<(48 * 60): return "\(minutes / 60) hours"
        default: return "\(minutes / 1440) days"
        }
    }
}
