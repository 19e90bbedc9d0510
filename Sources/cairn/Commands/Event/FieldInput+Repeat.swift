import CairnModel
import CairnStore

extension FieldInput {
    /// Sets how an event repeats, says which dates come of it, and gives its first date: where
    /// the rule does not have the one that was typed, the next that it has.
    ///
    /// - Parameter text: `weekly` or a rule of RFC 5545.
    mutating func repeats(_ text: String, _ when: JSON) throws -> JSON {
        let words = ["daily", "weekly", "monthly", "yearly"]
        let isWord = words.contains(text.lowercased())
        let rule: RecurrenceRule
        do {
            rule = try RecurrenceRule(isWord ? "FREQ=\(text)" : text)
        } catch {
            throw CommandFault.invalid(
                "\"\(text)\" is no rule: \(error.reason)",
                hint: "write \(Words.list(words, last: "or")), or a rule such as "
                    + "\"FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270601\"")
        }
        try put("recurrence_rule", .string(rule.description))
        let zone = try lookup.snapshot.zone(of: log)
        do {
            let series = try SeriesMove.settled(id: log, zone: zone, rule: rule, when: when)
            if !lookup.options.json { series.tellDates() }
            return series.when
        } catch {
            throw CommandFault.invalid(
                error.reason,
                hint: when["date"]?.string?.utf8.count ?? 10 < 10
                    ? "give --at a day, such as 2026-04-04"
                    : "check the rule, above all UNTIL and BYMONTHDAY")
        }
    }
}
