import CairnModel
import Testing

@Suite("Durations and partial dates")
struct MomentPartsTests {
    @Test(
        "a duration is read in minutes",
        arguments: [
            ("2h", 120), ("90m", 90), ("1h30", 90), ("1h30m", 90), ("1:30", 90), ("1.5h", 90),
            ("2 hours", 120), ("90 min", 90), ("1d", 1440), ("1 h 5 min", 65), ("0,25 h", 15),
        ])
    func durations(text: String, minutes: Int) throws {
        #expect(try DurationReader.minutes(text) == minutes)
    }

    @Test(
        "what is no duration is refused",
        arguments: ["", "90", "h", "1:75", "30m1h", "1h90x", "0m", "-2h", "999d", "1.333h", "1.5"])
    func faults(text: String) {
        #expect(throws: MomentFault.self) { try DurationReader.minutes(text) }
    }

    @Test("a partial date keeps how much of it is known")
    func partialDates() {
        for text in ["1999", "2009-03", "2026-04-04"] {
            #expect(PartialDate(text)?.description == text)
        }
        for text in ["", "99", "2009-3", "2009-13", "2026-02-30", "2026-04-04T11:00", "-009"] {
            #expect(PartialDate(text) == nil)
        }
        #expect(PartialDate("2009-02")?.last?.description == "2009-02-28")
        #expect(PartialDate("1999")?.first?.description == "1999-01-01")
    }
}
