import CairnModel
import Testing

@Suite("A series that begins at another time")
struct SeriesMoveTests {
    private static let id = RecordID(high: 0x0193_A5C2_0000_7000, low: 0x8000_0000_0000_0001)

    private func series(_ rule: String, _ start: String) throws -> EventSeries {
        let when: JSON =
            start.utf8.count == 10
            ? ["date": .string(start)]
            : ["start": .string(start), "tz": "America/New_York"]
        return try #require(
            EventSeries(
                id: Self.id, zone: "America/New_York",
                fields: [("recurrence_rule", .string(rule)), ("when", when)]))
    }

    private func move(_ rule: String, _ old: String, _ new: String) throws -> SeriesMove {
        try SeriesMove(
            series(rule, old), when: series("FREQ=DAILY", new).when, rule: nil)
    }

    @Test(
        "has the days of its rule moved along",
        arguments: [
            ("FREQ=WEEKLY", "2026-12-03", "2026-12-04", "FREQ=WEEKLY"),
            ("FREQ=WEEKLY;BYDAY=TH", "2026-12-03", "2026-12-04", "FREQ=WEEKLY;BYDAY=FR"),
            ("FREQ=WEEKLY;BYDAY=TU,TH", "2026-12-01", "2026-12-02", "FREQ=WEEKLY;BYDAY=WE,FR"),
            ("FREQ=WEEKLY;BYDAY=TU,TH", "2026-12-01", "2026-12-03", "FREQ=WEEKLY;BYDAY=TU,TH"),
            ("FREQ=WEEKLY;BYDAY=SU", "2026-12-06", "2026-12-07", "FREQ=WEEKLY;BYDAY=MO"),
            ("FREQ=MONTHLY;BYDAY=1TH", "2026-12-03", "2026-12-04", "FREQ=MONTHLY;BYDAY=1FR"),
            ("FREQ=MONTHLY;BYDAY=1TH", "2026-12-03", "2026-12-11", "FREQ=MONTHLY;BYDAY=2FR"),
            ("FREQ=MONTHLY;BYDAY=-1TH", "2026-12-31", "2026-12-30", "FREQ=MONTHLY;BYDAY=-1WE"),
            (
                "FREQ=MONTHLY;BYMONTHDAY=15", "2026-12-15", "2026-12-16",
                "FREQ=MONTHLY;BYMONTHDAY=16"
            ),
            (
                "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=4", "2026-04-04", "2026-05-05",
                "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=5"
            ),
            (
                "FREQ=DAILY;BYHOUR=15;BYMINUTE=30", "2026-12-03T15:30", "2026-12-03T16:00",
                "FREQ=DAILY;BYHOUR=16;BYMINUTE=0"
            ),
        ])
    func movesRule(rule: String, old: String, new: String, moved: String) throws {
        let move = try move(rule, old, new)
        #expect(move.new.rule.description == moved)
        #expect(
            move.new.instances(from: nil, before: "9999", limit: 1)[0].recurrenceID.hasPrefix(new))
    }

    @Test(
        "is refused where its rule leaves open what is meant",
        arguments: [
            ("FREQ=MONTHLY;BYMONTHDAY=1,15", "2026-12-01", "2026-12-02"),
            ("FREQ=MONTHLY;BYDAY=1TH,3TH", "2026-12-03", "2026-12-04"),
            ("FREQ=YEARLY;BYWEEKNO=20", "2026-05-11", "2026-05-20"),
        ])
    func refuses(rule: String, old: String, new: String) throws {
        #expect(throws: RecurrenceFault.self) { try move(rule, old, new) }
    }

    @Test("keeps a date on its day where it can, else moves it as far as the start")
    func places() throws {
        let day = try move("FREQ=WEEKLY;BYDAY=TH", "2026-12-03T15:30", "2026-12-04T16:00")
        #expect(day.place(of: "2026-12-24T15:30") == "2026-12-25T16:00")
        #expect(day.place(of: "2026-12-24") == "2026-12-25")
        let time = try move("FREQ=WEEKLY", "2026-12-03T15:30", "2026-12-03T17:00")
        #expect(time.place(of: "2026-12-24T15:30") == "2026-12-24T17:00")
        let later = try move("FREQ=WEEKLY", "2026-12-03T15:30", "2026-12-10T15:30")
        #expect(later.place(of: "2026-12-24T15:30") == "2026-12-24T15:30")
        #expect(later.place(of: "2026-12-03T15:30") == "2026-12-10T15:30")
        let daily = try move("FREQ=DAILY", "2026-12-03", "2026-12-05")
        #expect(daily.place(of: "2026-12-24T00:00") == "2026-12-24T00:00")
    }

    @Test("moves with its first date where its start is none")
    func startBesideRule() throws {
        let rule = "FREQ=WEEKLY;BYDAY=TH"
        let day = try move(rule, "2026-12-02T15:30", "2026-12-04T15:30")
        #expect(day.new.rule.description == "FREQ=WEEKLY;BYDAY=FR")
        #expect(day.place(of: "2026-12-10T15:30") == "2026-12-11T15:30")
        let time = try move(rule, "2026-12-02T15:30", "2026-12-02T16:00")
        #expect(time.new.rule.description == rule)
        #expect(time.place(of: "2026-12-10T15:30") == "2026-12-10T16:00")
    }

    @Test("has as many dates as before")
    func keepsEnd() throws {
        func count(_ rule: String, _ old: String, _ new: String) throws -> Int {
            try move(rule, old, new).new.instances(from: nil, before: "9999").count
        }
        #expect(try count("FREQ=WEEKLY;COUNT=4", "2026-12-03", "2026-12-04") == 4)
        #expect(try count("FREQ=WEEKLY;UNTIL=20261224", "2026-12-03", "2026-12-04") == 4)
        #expect(
            try count(
                "FREQ=WEEKLY;UNTIL=20261224T153000", "2026-12-03T15:30", "2026-12-03T17:00") == 4)
        #expect(
            try count(
                "FREQ=WEEKLY;BYDAY=TH;UNTIL=20261224T203000Z", "2026-12-03T15:30",
                "2026-12-04T17:00") == 4)
        // Also where it moves onto a date that it had.
        #expect(try count("FREQ=WEEKLY;UNTIL=20261224", "2026-12-03", "2026-12-10") == 4)
        #expect(try count("FREQ=DAILY;UNTIL=20261204", "2026-12-01", "2026-12-02") == 4)
        #expect(try count("FREQ=DAILY;UNTIL=20261204", "2026-12-02", "2026-12-01") == 3)
    }

    @Test(
        "gives each date with a record a place of its own",
        arguments: [
            ("FREQ=WEEKLY", "03", "10", ["03", "10"], ["10", "17"]),
            ("FREQ=WEEKLY", "03", "10", ["03", "10", "24"], ["10", "17", "24"]),
            ("FREQ=WEEKLY", "03", "17", ["03", "10", "17"], ["17", "24", "31"]),
            ("FREQ=WEEKLY", "03", "10", ["10", "17"], ["10", "17"]),
            ("FREQ=DAILY;COUNT=5", "01", "02", ["01", "02"], ["02", "03"]),
            ("FREQ=WEEKLY;COUNT=3", "10", "03", ["10", "17", "24"], ["03", "10", "17"]),
        ])
    func placesApart(
        rule: String, old: String, new: String, names: [String], places: [String]
    ) throws {
        func name(_ day: String) -> String { "2026-12-\(day)T15:30" }
        let found = try move(rule, name(old), name(new)).places(
            of: names.map { (name($0), name($0)) })
        #expect(names.map { found[name($0)] } == places.map(name))
    }
}
