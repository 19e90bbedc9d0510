import Foundation

/// A rule as Foundation reads it, for the daily and weekly ones in which it is right.
struct FoundationRule {
    private var rule: Calendar.RecurrenceRule

    /// Nil for a rule that Foundation is not asked for.
    init?(_ text: String) throws {
        var parts: [Substring: Substring] = [:]
        for part in text.split(separator: ";") {
            let pair = part.split(separator: "=")
            parts[pair[0]] = pair[1]
        }
        guard let word = parts["FREQ"], ["DAILY", "WEEKLY"].contains(word), parts["UNTIL"] == nil,
            parts["BYSETPOS"] == nil
        else { return nil }
        func numbers(_ name: Substring) -> [Int] {
            (parts[name] ?? "").split(separator: ",").compactMap { Int($0) }
        }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let days: [Substring: Locale.Weekday] = [
            "MO": .monday, "TU": .tuesday, "WE": .wednesday, "TH": .thursday, "FR": .friday,
            "SA": .saturday, "SU": .sunday,
        ]
        let order: [Substring] = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"]
        calendar.firstWeekday = 1 + (order.firstIndex(of: parts["WKST"] ?? "MO") ?? 1)
        rule = Calendar.RecurrenceRule(
            calendar: calendar, frequency: word == "DAILY" ? .daily : .weekly,
            interval: numbers("INTERVAL").first ?? 1)
        rule.months = numbers("BYMONTH").map { Calendar.RecurrenceRule.Month($0) }
        rule.hours = numbers("BYHOUR")
        rule.minutes = numbers("BYMINUTE")
        rule.weekdays = (parts["BYDAY"] ?? "").split(separator: ",").compactMap { day in
            days[day].map { .every($0) }
        }
    }

    func dates(from start: String, count: Int) -> [String] {
        guard let first = try? Date("\(start):00Z", strategy: .iso8601) else { return [] }
        return rule.recurrences(of: first).prefix(count).map {
            String($0.formatted(.iso8601).prefix(16))
        }
    }
}
