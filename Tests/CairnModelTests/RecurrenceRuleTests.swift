import CairnModel
import Foundation
import Testing

/// The start, the rule, and its dates as python-dateutil computes them.
struct RecurrenceRuleTests {
    private func dates(
        _ rule: String, _ start: String, zone: String = "America/New_York",
        before: String = "9999-12-31"
    ) throws -> [String] {
        let fields: [(name: String, value: JSON)] = [
            ("recurrence_rule", .string(rule)),
            ("when", ["start": .string(start), "tz": .string(zone)]),
        ]
        let id = RecordID(high: 1, low: 2)
        let series = try #require(EventSeries(id: id, zone: zone, fields: fields))
        return series.instances(from: nil, before: before, limit: 200).map(\.recurrenceID)
    }

    @Test("a rule gives the dates that another implementation gives", arguments: expectations)
    func equalsDateutil(_ expected: RecurrenceExpectation) throws {
        #expect(try dates(expected.rule, expected.start) == expected.dates)
    }

    @Test("a rule that is written again says the same", arguments: expectations)
    func writesItself(_ expected: RecurrenceExpectation) throws {
        let rule = try RecurrenceRule(expected.rule)
        #expect(try RecurrenceRule(rule.description) == rule)
        let kind = try #require(Vocabulary.current.kind("event"))
        #expect(kind.fault(field: "recurrence_rule", value: .string(rule.description)) == nil)
    }

    @Test("daily and weekly rules give what Foundation gives", arguments: expectations)
    func equalsFoundation(_ expected: RecurrenceExpectation) throws {
        guard let rule = try FoundationRule(expected.rule) else { return }
        #expect(rule.dates(from: expected.start, count: expected.dates.count) == expected.dates)
    }

    @Test(
        "a rule that means nothing here is refused with a reason",
        arguments: [
            ("", "FREQ"), ("FREQ=HOURLY", "daily"), ("FREQ=WEEKLY;BYDAY=XX", "weekday"),
            ("FREQ=DAILY;COUNT=0", "COUNT"), ("FREQ=DAILY;COUNT=2;UNTIL=20260101", "both"),
            ("FREQ=DAILY;UNTIL=soon", "UNTIL"), ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY"),
            ("FREQ=YEARLY;RSCALE=HEBREW", "hebrew"), ("FREQ=DAILY;FREQ=DAILY", "twice"),
            ("FREQ=DAILY;X=1", "not known"), ("FREQ=DAILY;INTERVAL=-1", "INTERVAL"),
            ("FREQ=MONTHLY;BYMONTHDAY=0", "from 1"), ("FREQ=DAILY;BYSECOND=5", "seconds"),
        ])
    func refuses(_ text: String, _ word: String) {
        #expect {
            try RecurrenceRule(text)
        } throws: { fault in
            (fault as? RecurrenceFault)?.reason.contains(word) ?? false
        }
    }

    @Test("calendars' ways of writing are understood")
    func readsLoosely() throws {
        let plain = try RecurrenceRule("FREQ=WEEKLY;BYDAY=TU")
        #expect(try RecurrenceRule("RRULE:freq=weekly; byday=TU;BYSECOND=0;") == plain)
        #expect(try RecurrenceRule("FREQ=WEEKLY;INTERVAL=1;BYDAY=1TU;RSCALE=GREGORIAN") == plain)
    }

    @Test("a rule without a date ends the search, not the program")
    func findsNothing() throws {
        #expect(try dates("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2026-01-01T10:00").isEmpty)
        let far = "FREQ=DAILY;INTERVAL=100000;COUNT=100000"
        #expect(try dates(far, "2026-01-01T10:00").last == "9965-12-07T10:00")
    }

    @Test("an end that is a date includes that day")
    func endsWithDay() throws {
        let rule = "FREQ=DAILY;UNTIL=20000202"
        let days = ["2000-01-31T09:00", "2000-02-01T09:00", "2000-02-02T09:00"]
        #expect(try dates(rule, "2000-01-31T09:00") == days)
    }

    @Test("an end in UTC counts in the event's zone")
    func endsInUTC() throws {
        // 03:59 UTC is 23:59 of the day before in New York: Friday the 25th at noon is the last.
        let rule = "FREQ=WEEKLY;BYDAY=FR,SA;UNTIL=20131026T035959Z"
        #expect(
            try dates(rule, "2013-10-19T12:00") == ["2013-10-19T12:00", "2013-10-25T12:00"])
    }
}
