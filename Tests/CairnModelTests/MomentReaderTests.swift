import CairnModel
import Testing

@Suite("Reading dates and times")
struct MomentReaderTests {
    /// Wednesday 1 April 2026, 12:00 in New York.
    private let now: Int64 = 1_775_059_200_000

    private func reader(_ zone: String = "America/New_York") -> MomentReader {
        MomentReader(zone: zone, now: now)
    }

    private func local(_ text: String, _ zone: String = "America/New_York") throws -> String {
        try reader(zone).read(text).localText
    }

    private func fault(_ text: String, _ zone: String = "America/New_York") -> MomentFault? {
        do throws(MomentFault) {
            _ = try reader(zone).read(text)
            return nil
        } catch { return error }
    }

    @Test(
        "a date is read in each of the forms that people write",
        arguments: [
            ("2026-04-04", "2026-04-04"), ("4 Apr 2026", "2026-04-04"),
            ("Apr 4, 2026", "2026-04-04"), ("April 4th, 2026", "2026-04-04"),
            ("04.04.2026", "2026-04-04"), ("4.12.2026", "2026-12-04"),
            ("4/4/2026", "2026-04-04"), ("20260404", "2026-04-04"), ("2026/4/4", "2026-04-04"),
            ("4. März 2026", "2026-03-04"), ("4 de abril de 2026", "2026-04-04"),
            ("1er juillet 2026", "2026-07-01"), ("Saturday, 4 April 2026", "2026-04-04"),
            ("1999", "1999"), ("2009-03", "2009-03"), ("March 2009", "2009-03"),
            ("  2026-04-04  ", "2026-04-04"), ("29 Feb 2028", "2028-02-29"),
        ])
    func dates(text: String, expected: String) throws {
        #expect(try local(text) == expected)
    }

    @Test(
        "a time is read in each of the forms that people write",
        arguments: [
            ("2026-04-04 11:00", "2026-04-04T11:00"), ("2026-04-04T11:00", "2026-04-04T11:00"),
            ("2026-04-04T11:00:59", "2026-04-04T11:00"), ("11:00", "2026-04-01T11:00"),
            ("April 4, 2026 7pm", "2026-04-04T19:00"), ("4 Apr 2026 7:30 PM", "2026-04-04T19:30"),
            ("2026-04-04 12am", "2026-04-04T00:00"), ("2026-04-04 12pm", "2026-04-04T12:00"),
            ("04.04.2026 19 Uhr", "2026-04-04T19:00"), ("04.04.2026 19h30", "2026-04-04T19:30"),
            ("tomorrow at 9 a.m.", "2026-04-02T09:00"), ("fri noon", "2026-04-03T12:00"),
        ])
    func times(text: String, expected: String) throws {
        #expect(try local(text) == expected)
    }

    @Test(
        "words count from today in the zone",
        arguments: [
            ("today", "2026-04-01"), ("tomorrow", "2026-04-02"), ("yesterday", "2026-03-31"),
            ("fri", "2026-04-03"), ("wed", "2026-04-08"), ("next fri", "2026-04-10"),
            ("next mon", "2026-04-06"), ("mon", "2026-04-06"), ("last wed", "2026-03-25"),
            ("+2d", "2026-04-03"), ("+1w", "2026-04-08"), ("-1d", "2026-03-31"),
        ])
    func words(text: String, expected: String) throws {
        #expect(try local(text) == expected)
    }

    @Test("today is the day of the zone, not of UTC")
    func todayOfZone() throws {
        let late = MomentReader(zone: "Pacific/Auckland", now: now)
        #expect(try late.read("today").localText == "2026-04-02")
        #expect(try late.read("tomorrow").localText == "2026-04-03")
    }

    @Test("a day above 12 decides the order of day and month, whatever the zone")
    func unambiguous() throws {
        for zone in ["America/New_York", "Europe/Berlin"] {
            #expect(try local("4/25/2026", zone) == "2026-04-25")
            #expect(try local("25/4/2026", zone) == "2026-04-25")
            #expect(try !reader(zone).read("25/4/2026").reading.contains("read as"))
        }
    }

    @Test("an ambiguous date follows the custom of the zone's country, and the reading says so")
    func ambiguous() throws {
        let american = try reader().read("4/5/2026")
        #expect(american.localText == "2026-04-05")
        #expect(american.reading == "Sunday 5 April 2026; read as month/day")
        let german = try reader("Europe/Berlin").read("4/5/2026")
        #expect(german.localText == "2026-05-04")
        #expect(german.reading == "Monday 4 May 2026; read as day/month")
        #expect(try local("4/5/2026", "America/Bogota") == "2026-05-04")
    }

    @Test("the reading names weekday, time and zone")
    func reading() throws {
        #expect(
            try reader().read("2026-04-04 11:00").reading
                == "Saturday 4 April 2026, 11:00 (America/New_York)")
        #expect(try reader().read("2009-03").reading == "March 2009")
        #expect(try reader().read("1999").reading == "1999")
        #expect(try reader().read("2026-04-04").zone == nil)
    }

    @Test("a time with an offset is converted to the zone")
    func offsets() throws {
        let moment = try reader().read("2026-04-04T23:30:00Z")
        #expect(moment.localText == "2026-04-04T19:30")
        #expect(moment.reading.contains("converted to the time of America/New_York"))
        #expect(try local("2026-04-05T01:30+02:00") == "2026-04-04T19:30")
        #expect(try local("2026-04-04 19:30 -0400") == "2026-04-04T19:30")
    }

    @Test("a zone in the text is kept with the time")
    func zoneInText() throws {
        let moment = try reader().read("2026-04-04 11:00 Europe/Berlin")
        #expect(moment.zone == "Europe/Berlin")
        #expect(moment.localText == "2026-04-04T11:00")
    }

    @Test("a time that the clocks skip is read as it is, and the reading says so")
    func gap() throws {
        let moment = try reader("Europe/Berlin").read("2026-03-29 02:30")
        #expect(moment.localText == "2026-03-29T02:30")
        #expect(moment.reading.hasSuffix("the clocks skip this time on that day"))
        let twice = try reader("Europe/Berlin").read("2026-10-25 02:30")
        #expect(twice.reading.contains("twice"))
    }

    @Test(
        "what is no date is refused with what is wrong",
        arguments: [
            ("31 Feb 2026", "there is no 31 February 2026: that month has 28 days"),
            ("2026-02-31", "there is no 31 February 2026: that month has 28 days"),
            ("2026-02-31T10:00", "there is no 31 February 2026: that month has 28 days"),
            ("2026-13-01", "there is no month 13"), ("2026-13", "there is no month 13"),
            ("2026-04-04 25:00", "there is no time 25:00: hours go from 0 to 23"),
            ("2026-04-04 11:60", "there is no time 11:60: minutes go from 00 to 59"),
            ("13pm", "there is no time 13pm: hours go from 1 to 12"),
            ("4 Apr", "\"4 Apr\" needs a year of four digits"),
            ("4/5/26", "\"4/5/26\" needs a year of four digits"),
            ("soon", "\"soon\" is no date or time"), ("", "the date is empty"),
            (
                "2026-04-04 2026-04-05",
                "\"2026-04-04 2026-04-05\" is no date or time: "
                    + "\"2026-04-05\" says nothing here"
            ),
            ("tomorrow 2026-04-04", "\"tomorrow 2026-04-04\" names two dates"),
            ("2009-03 11:00", "\"2009-03 11:00\" has a time but no day"),
            ("Friday, 4 April 2026", "Saturday 4 April 2026 is no Friday"),
            ("12", "\"12\" is no date or time"),
        ])
    func faults(text: String, reason: String) {
        #expect(fault(text)?.reason == reason)
    }

    @Test("a fault names the forms that are understood")
    func hint() {
        #expect(fault("soon")?.hint.contains("2026-04-04 11:00") == true)
    }

    @Test("no text makes the reader trap", arguments: 1...200)
    func anyText(seed: UInt64) {
        let pieces = [
            "2026", "-", "04", ":", "T", "Z", "+", " ", "/", ".", "pm", "fri", "next", "99",
            "0", "é", "é", "12345678", "Apr", "h", ",", "１", "99999999999999999999",
        ]
        var state = seed
        var text = ""
        for _ in 0..<8 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            text += pieces[Int(state >> 33) % pieces.count]
        }
        if let moment = try? reader().read(text) {
            #expect(PartialDate(moment.localText.prefix(10)) == moment.date)
        }
    }
}
