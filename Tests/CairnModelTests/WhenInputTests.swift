import CairnModel
import Testing

@Suite("When something is")
struct WhenInputTests {
    private static let zone = "America/New_York"
    /// Friday 3 April 2026, 15:04 in UTC.
    private static let now: Int64 = 1_775_228_645_123

    private func input(_ day: String? = nil) -> WhenInput {
        WhenInput(reader: MomentReader(zone: Self.zone, now: Self.now), day: day)
    }

    private func around(_ when: JSON?) -> WhenInput {
        WhenInput(around: when, zone: Self.zone, now: Self.now)
    }

    private func when(_ start: String, _ end: String, zone: String = zone) -> JSON {
        ["start": .string(start), "end": .string(end), "tz": .string(zone)]
    }

    @Test(
        "a time alone is on the day of the event, however it is written",
        arguments: [
            ("noon", "12:00"), ("11h", "11:00"), ("19h30", "19:30"), ("7pm", "19:00"),
            ("7:30 p.m.", "19:30"), ("19 Uhr", "19:00"), ("11:00", "11:00"),
            ("midnight", "00:00"), ("12 pm", "12:00"), ("at 11:00:30", "11:00"),
        ])
    func bareTimes(text: String, time: String) throws {
        #expect(TimeOfDay.isBare(text))
        let event = when("2026-12-05T10:00", "2026-12-05T12:00")
        #expect(try around(event).value(start: text)["start"] == .string("2026-12-05T\(time)"))
        #expect(
            try around(["date": "2026-12-05"]).moved(["date": "2026-12-05"], to: text)["start"]
                == .string("2026-12-05T\(time)"))
    }

    @Test(
        "what names a day is no time alone",
        arguments: ["2026-12-05 11:00", "fri 11:00", "+2d", "today noon", "4 Apr 2026", "11", ""])
    func daysAreNotBare(text: String) { #expect(!TimeOfDay.isBare(text)) }

    @Test("an end that is a time alone is on the day of the start, or in the night after it")
    func ends() throws {
        let noon = try input().value(start: "2026-12-05 10:00", end: "noon")
        #expect(noon == when("2026-12-05T10:00", "2026-12-05T12:00"))
        let night = try input().value(start: "2026-12-05 22:00", end: "midnight")
        #expect(night == when("2026-12-05T22:00", "2026-12-06T00:00"))
        // The night in which the clocks go from 2 back to 1 is an hour longer.
        let long = try input().value(start: "2026-10-31 22:00", end: "2am")
        #expect(long == when("2026-10-31T22:00", "2026-11-01T02:00"))
    }

    @Test("another start keeps the day, the time of day and the length, as far as it says neither")
    func moves() throws {
        let old = when("2026-12-05T10:00", "2026-12-05T12:00")
        #expect(
            try around(old).moved(old, to: "11:00") == when("2026-12-05T11:00", "2026-12-05T13:00"))
        #expect(
            try around(old).moved(old, to: "2026-12-07")
                == when("2026-12-07T10:00", "2026-12-07T12:00"))
        #expect(
            try around(old).moved(old, to: "2026-12-07", length: "3h")
                == when("2026-12-07T10:00", "2026-12-07T13:00"))
        let open: JSON = ["start": "2026-12-05T10:00", "tz": "America/New_York"]
        #expect(
            try around(open).moved(open, to: "2026-12-07")
                == open.setting("start", "2026-12-07T10:00"))
        let camp: JSON = [
            "all_day": true, "start": "2026-05-01T00:00", "end": "2026-05-03T00:00",
            "tz": "America/New_York",
        ]
        #expect(
            try around(camp).moved(camp, to: "2026-05-08")
                == camp.setting("start", "2026-05-08T00:00").setting("end", "2026-05-10T00:00"))
        let berlin = when("2026-12-05T10:00", "2026-12-05T12:00", zone: "Europe/Berlin")
        #expect(try around(berlin).moved(berlin, to: "11:00")["tz"] == "Europe/Berlin")
        #expect(
            try around(old).moved(old, to: "2026-12-05 18:00 Europe/Berlin")
                == when("2026-12-05T18:00", "2026-12-05T20:00", zone: "Europe/Berlin"))
    }

    @Test("a time alone says too little of what has no day yet")
    func noDay() {
        for when in [nil, ["date": "2026-05"]] as [JSON?] {
            let fault = #expect(throws: MomentFault.self) { try around(when).value(start: "11:00") }
            #expect(fault?.reason.contains("no day yet") == true)
        }
    }

    @Test("days have days as their end and their length")
    func days() throws {
        let camp: JSON = [
            "all_day": true, "start": "2026-05-01T00:00", "end": "2026-05-03T00:00",
            "tz": "America/New_York",
        ]
        #expect(try input().value(start: "2026-05-01", end: "2026-05-03") == camp)
        #expect(try input().value(start: "2026-05-01", length: "3d") == camp)
        #expect(try input().value(start: "2026-05-01", length: "1d") == ["date": "2026-05-01"])
        for (length, end) in [("2h", nil), (nil, "noon"), (nil, "2026-04-30")]
            as [(String?, String?)]
        {
            #expect(throws: MomentFault.self) {
                try input().value(start: "2026-05-01", length: length, end: end)
            }
        }
    }

    @Test("days are told as days, the last included")
    func daysInWords() {
        let camp: JSON = [
            "all_day": true, "start": "2026-05-01T00:00", "end": "2026-05-03T00:00",
            "tz": "America/New_York",
        ]
        #expect(MomentText.short(camp) == "2026-05-01 to 2026-05-03")
        #expect(MomentText.interval(camp) == "2026-05-01 to 2026-05-03")
        #expect(MomentText.long(camp) == "Friday 1 May 2026 to Sunday 3 May 2026")
        let one = camp.setting("end", "2026-05-01T00:00")
        #expect(MomentText.short(one) == "2026-05-01")
        #expect(MomentText.long(one) == "Friday 1 May 2026")
    }

    @Test("a length that ends in the hour that comes twice is that of the wall, and told")
    func twice() throws {
        let short = try input().value(start: "2026-11-01 00:30", length: "2h")
        #expect(short == when("2026-11-01T00:30", "2026-11-01T02:30"))
        #expect(
            MomentText.clockRemarks(short) == [
                "the clocks change in between, so that it lasts 3 hours"
            ])
        let plain = try input().value(start: "2026-11-02 00:30", length: "2h")
        #expect(MomentText.clockRemarks(plain).isEmpty)
        let skipped = try input().value(start: "2026-03-08 02:30")
        #expect(
            MomentText.clockRemarks(skipped) == [
                "the clocks go forward over 02:30 on Sunday 8 March 2026: no clock shows it"
            ])
    }

    @Test("the second of two equal times is refused, since it would be kept as the first")
    func secondOfTwo() throws {
        let reader = MomentReader(zone: Self.zone, now: Self.now)
        #expect(try reader.read("2026-11-01T05:30:00Z").localText == "2026-11-01T01:30")
        let fault = #expect(throws: MomentFault.self) { try reader.read("2026-11-01T06:30:00Z") }
        #expect(fault?.hint.contains("2026-11-01 06:30 UTC") == true)
        #expect(try reader.read("2026-11-01 06:30 UTC").zone == "UTC")
    }

    @Test("a list from a day on has what still goes on then")
    func bounds() {
        let camp: JSON = [
            "all_day": true, "start": "2026-05-01T00:00", "end": "2026-05-03T00:00",
        ]
        let found = ["2026-05-01", "2026-05-02", "2026-05-03", "2026-05-03T18:00", "2026-05"]
        for bound in found { #expect(ListBound.reaches(camp, from: bound), "\(bound)") }
        #expect(!ListBound.reaches(camp, from: "2026-05-04"))
        let night = when("2026-05-01T20:00", "2026-05-02T00:00")
        #expect(ListBound.reaches(night, from: "2026-05-01T23:59"))
        #expect(!ListBound.reaches(night, from: "2026-05-02"))
        #expect(!ListBound.reaches(["date": "2026-05-01"], from: "2026-05-02"))
        #expect(!ListBound.reaches(nil, from: "2026-05-02"))
    }

    @Test("what would go on for most of the next day, or not at all, is no end")
    func wrongEnds() throws {
        let late = try input().value(start: "2026-12-05 18:00", end: "9:00")
        #expect(late == when("2026-12-05T18:00", "2026-12-06T09:00"))
        let event = Vocabulary.current.kind("event")
        let early = try input().value(start: "2026-12-05 12:00", end: "11:00")
        #expect(event?.fault(field: "when", value: early)?.reason.contains("ends before") == true)
        #expect(throws: MomentFault.self) {
            try input().value(start: "2026-12-05 12:00", end: "12:00")
        }
    }

    @Test("several whole days have no one time of day")
    func daysStayDays() throws {
        let camp: JSON = [
            "all_day": true, "start": "2026-05-01T00:00", "end": "2026-05-03T00:00",
            "tz": "America/New_York",
        ]
        #expect(throws: MomentFault.self) { try around(camp).moved(camp, to: "11:00") }
        #expect(
            try around(camp).moved(camp, to: "2026-05-01 11:00", length: "50h")
                == when("2026-05-01T11:00", "2026-05-03T13:00"))
        let spec = try #require(Vocabulary.current.kind("event"))
        let moments = MomentReader(zone: Self.zone, now: Self.now)
        let reader = FieldReader(kind: spec, moments: moments, resolve: { $1 })
        for text in ["2026-05-02T10:00", "10:00"] {
            #expect(throws: FieldFault.self) {
                try reader.read("when.start=\(text)", current: { _ in camp })
            }
        }
        let day = try reader.read("when.start=2026-04-30", current: { _ in camp })
        #expect(day.value["start"] == "2026-04-30T00:00")
        let hours = try reader.read(
            ["when.all_day=", "when.start=2026-05-02 10:00"], current: { _ in camp })
        #expect(hours[0].value["start"] == "2026-05-02T10:00")
    }
}
