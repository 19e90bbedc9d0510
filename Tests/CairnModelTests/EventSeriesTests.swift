import CairnModel
import Testing

struct EventSeriesTests {
    private static let id = RecordID(high: 0x0193_A5C2_0000_7000, low: 0x8000_0000_0000_0001)

    private func series(
        _ rule: String, _ when: JSON, skips: [String] = []
    ) throws -> EventSeries {
        var fields: [(name: String, value: JSON)] = [
            ("recurrence_rule", .string(rule)), ("when", when),
        ]
        fields += skips.map { ("skip/\($0)", true) }
        return try #require(EventSeries(id: Self.id, zone: "America/New_York", fields: fields))
    }

    private let evening: JSON = [
        "start": "2026-02-28T23:30", "end": "2026-03-01T03:30", "tz": "America/New_York",
    ]

    @Test("an event keeps its time of day when the clocks change, and its length in hours")
    func keepsTime() throws {
        let found = try series("FREQ=WEEKLY;COUNT=3", evening).instances(
            from: nil, before: "2027")
        #expect(
            found.map(\.recurrenceID) == [
                "2026-02-28T23:30", "2026-03-07T23:30", "2026-03-14T23:30",
            ])
        // In the night to 8 March the clocks go from 2 to 3.
        #expect(
            found.map { $0.when["end"]?.string } == [
                "2026-03-01T03:30", "2026-03-08T04:30", "2026-03-15T03:30",
            ])
        let moments = found.map { Zone.rfc3339(local: $0.recurrenceID, zone: "America/New_York") }
        #expect(moments[1] == "2026-03-07T23:30:00-05:00")
        #expect(moments[2] == "2026-03-14T23:30:00-04:00")
    }

    @Test("an event does not end at its start where an hour comes twice")
    func endsAfterItsStart() throws {
        // In the night to 1 November 2026 the clocks go from 2 back to 1.
        let late: JSON = [
            "start": "2026-10-30T01:30", "end": "2026-10-30T02:30", "tz": "America/New_York",
        ]
        let found = try series("FREQ=DAILY;COUNT=3", late).instances(from: nil, before: "2027")
        #expect(
            found.map { $0.when["end"]?.string } == [
                "2026-10-30T02:30", "2026-10-31T02:30", "2026-11-01T02:30",
            ])
    }

    @Test("an instance's id follows from the series and its start there")
    func derivesIDs() throws {
        let one = try series("FREQ=WEEKLY", evening)
        let other = try series("FREQ=WEEKLY;INTERVAL=2", evening)
        let first = one.instances(from: "2026-03-14", before: "2026-03-15")
        let second = other.instances(from: "2026-03-14", before: "2026-03-15")
        #expect(first.map(\.id) == second.map(\.id))
        #expect(
            first.map(\.id) == [
                RecordID.derived(
                    kind: "event", parents: [Self.id.description, "2026-03-14T23:30"])
            ])
    }

    @Test("a stretch of time takes what begins in it, its end not included")
    func takesStretch() throws {
        let daily = try series("FREQ=DAILY", evening)
        let found = daily.instances(from: "2026-03-01", before: "2026-03-03T23:30")
        #expect(found.map(\.recurrenceID) == ["2026-03-01T23:30", "2026-03-02T23:30"])
        #expect(daily.instances(from: "2026-03", before: "2026-04").count == 31)
    }

    @Test("skipped dates stay skipped, named by their start or by their day")
    func skips() throws {
        let rule = "FREQ=DAILY;COUNT=4"
        let left = try series(rule, evening, skips: ["2026-03-01T23:30", "2026-03-02"])
        let starts = left.instances(from: nil, before: "2027").map(\.recurrenceID)
        #expect(starts == ["2026-02-28T23:30", "2026-03-03T23:30"])
        let skipped = try #require(left.instance(at: "2026-03-02T23:30"))
        #expect(left.isSkipped(skipped))
        #expect(left.instance(at: "2026-03-02T23:00") == nil)
        #expect(left.next(from: "2026-03-01")?.recurrenceID == "2026-03-03T23:30")
    }

    @Test("a series of days moves its days")
    func movesDays() throws {
        let day = try series("FREQ=MONTHLY;BYDAY=1FR;COUNT=3", ["date": "2026-05-01"])
        let dates = day.instances(from: nil, before: "2027").map { $0.when["date"]?.string }
        #expect(dates == ["2026-05-01", "2026-06-05", "2026-07-03"])
        let camp = try series(
            "FREQ=YEARLY;COUNT=2",
            [
                "all_day": true, "start": "2026-07-03T00:00", "end": "2026-07-05T00:00",
                "tz": "America/New_York",
            ])
        let second = camp.instances(from: "2027", before: "2028").first?.when
        #expect(second?["start"] == "2027-07-03T00:00")
        #expect(second?["end"] == "2027-07-05T00:00")
    }

    @Test("an instance shows its series' fields, its own changes over them")
    func showsFields() throws {
        let daily = try series("FREQ=DAILY", evening)
        let instance = try #require(daily.instance(at: "2026-03-02T23:30"))
        let fields = instance.fields(
            series: [
                ("identifier/ics:1", true), ("reach", ["low": 5]),
                ("recurrence_rule", "FREQ=DAILY"),
                ("skip/2026-03-09", true), ("status", "confirmed"), ("title", "Night display"),
            ],
            changed: [("title", "Late display")])
        #expect(
            fields.map(\.name) == ["recurrence_id", "series", "status", "title", "when"])
        #expect(fields.first { $0.name == "title" }?.value == "Late display")
        #expect(fields.first { $0.name == "when" }?.value["start"] == "2026-03-02T23:30")
    }
}
