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
        let fields: [(name: String, value: JSON)] = [
            ("when", when), ("recurrence_rule", .string(rule.description)),
        ]
        guard let series = EventSeries(id: log, zone: zone, fields: fields) else {
            throw CommandFault.invalid(
                "only a day or a time can repeat", hint: "give --at a day, such as 2026-04-04")
        }
        let dates = series.instances(from: nil, before: "9999", limit: 4)
        guard let first = dates.first else {
            throw CommandFault.invalid(
                "the rule has no date", hint: "check it, above all UNTIL and BYMONTHDAY")
        }
        if !lookup.options.json {
            let shown = dates.prefix(3).map { MomentText.short($0.when) }
            Console.note(
                "Takes place \(shown.joined(separator: ", "))\(dates.count > 3 ? " ..." : "")")
        }
        return first.when
    }
}
