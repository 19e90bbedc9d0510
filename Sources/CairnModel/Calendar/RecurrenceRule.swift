/// How an event repeats: an RRULE of RFC 5545, section 3.3.10, down to the minute.
///
/// Its own reader and its own expansion, not Foundation's `Calendar.RecurrenceRule`. Of the
/// toolchain's Foundation on Linux the daily and weekly rules come out right (a test holds both
/// against each other), and it is not used for these either, since two stores must compute the
/// same dates whatever system they run on. The rest is wrong there:
///
/// - `BYDAY` with a number, also from the end, takes another week in months that begin or end
///   with that weekday, and a fifth one where there are four;
/// - `BYMONTH` with `BYDAY` in a yearly rule finds one day a month, or only every few years;
/// - `BYWEEKNO` leaves out most years, negative `BYSETPOS` counts from the next month;
/// - of the 31st of a month without one it makes the 1st of the next, where the RFC has nothing;
/// - `BYDAY=20MO` and some monthly rules never return, or end the process, so that a record of
///   another store could stop this one.
package struct RecurrenceRule: Hashable, Sendable {
    package enum Frequency: String, Sendable {
        case daily = "DAILY"
        case weekly = "WEEKLY"
        case monthly = "MONTHLY"
        case yearly = "YEARLY"
    }

    /// When it ends.
    package enum End: Hashable, Sendable {
        case never
        /// After so many occurrences.
        case count(Int)
        /// With the last occurrence at or before this: `YYYYMMDD`, `YYYYMMDDTHHMMSS` in the
        /// event's zone, or the same with `Z` in UTC.
        case until(String)
    }

    /// A day of the week, and the how-manieth of the month or year it is.
    struct Weekday: Hashable, Sendable {
        /// 0 for every one, negative from the end.
        let ordinal: Int
        /// 1 for Monday to 7 for Sunday.
        let day: Int

        static let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    }

    package let frequency: Frequency
    package internal(set) var interval = 1
    package internal(set) var end = End.never
    var months: [Int] = []
    var weekNumbers: [Int] = []
    var yearDays: [Int] = []
    var monthDays: [Int] = []
    var weekdays: [Weekday] = []
    var hours: [Int] = []
    var minutes: [Int] = []
    var setPositions: [Int] = []
    /// 1 for Monday to 7 for Sunday.
    var weekStart = 1

    init(_ frequency: Frequency) { self.frequency = frequency }

    /// Whether no day has two occurrences.
    package var isOnceADay: Bool { hours.count <= 1 && minutes.count <= 1 }

    /// This rule with another end.
    package func ending(_ end: End) -> RecurrenceRule {
        var rule = self
        rule.end = end
        return rule
    }
}

extension RecurrenceRule: CustomStringConvertible {
    /// The rule in the RFC's form, parts that say nothing left out, always in the same order.
    package var description: String {
        var parts = ["FREQ=\(frequency.rawValue)"]
        switch end {
        case .never: break
        case .count(let count): parts.append("COUNT=\(count)")
        case .until(let until): parts.append("UNTIL=\(until)")
        }
        if interval != 1 { parts.append("INTERVAL=\(interval)") }
        func add(_ name: String, _ numbers: [Int]) {
            guard !numbers.isEmpty else { return }
            parts.append("\(name)=\(numbers.map(String.init).joined(separator: ","))")
        }
        add("BYMONTH", months)
        add("BYWEEKNO", weekNumbers)
        add("BYYEARDAY", yearDays)
        add("BYMONTHDAY", monthDays)
        if !weekdays.isEmpty {
            let days = weekdays.map { day in
                (day.ordinal == 0 ? "" : String(day.ordinal)) + Weekday.names[day.day - 1]
            }
            parts.append("BYDAY=\(days.joined(separator: ","))")
        }
        add("BYHOUR", hours)
        add("BYMINUTE", minutes)
        add("BYSETPOS", setPositions)
        if weekStart != 1 { parts.append("WKST=\(Weekday.names[weekStart - 1])") }
        return parts.joined(separator: ";")
    }
}
