import CairnModel
import Testing

@Suite("What takes place during an event that moves")
struct WhenMoveTests {
    private func when(_ start: String, _ end: String? = nil) -> JSON {
        let when: JSON = ["start": .string(start), "tz": "America/New_York"]
        return end.map { when.setting("end", .string($0)) } ?? when
    }

    private func moved(_ time: JSON, _ old: JSON, _ new: JSON) -> JSON? {
        WhenMove(from: old, to: new)?.moved(time, zone: "America/New_York")
    }

    @Test("moves as far on the wall, also over a change of the clocks")
    func moves() {
        let old = when("2026-10-30T10:00", "2026-10-30T14:00")
        let shift = when("2026-10-30T09:00", "2026-10-30T10:30")
        #expect(
            moved(shift, old, when("2026-11-06T11:00"))
                == when("2026-11-06T10:00", "2026-11-06T11:30"))
        // With the night after it, and not on other days.
        let night = when("2026-10-30T20:00", "2026-10-31T02:00")
        #expect(
            moved(when("2026-10-31T01:00"), night, when("2026-11-06T20:00"))
                == when("2026-11-07T01:00"))
        #expect(moved(when("2026-10-29T20:00"), old, when("2026-11-06T11:00")) == nil)
    }

    @Test("stays where the event begins as before")
    func stays() {
        let old = when("2026-10-30T10:00", "2026-10-30T14:00")
        #expect(WhenMove(from: old, to: when("2026-10-30T10:00", "2026-10-30T15:00")) == nil)
        #expect(WhenMove(from: nil, to: old) == nil)
        #expect(WhenMove(from: ["date": "2026"], to: old) == nil)
        #expect(WhenMove(from: ["date": "2026-10-30"], to: old) == nil)
    }

    @Test("moves by days where one of the two has no hours")
    func movesByDays() {
        let shift = when("2026-10-30T09:00", "2026-10-30T10:30")
        #expect(
            moved(shift, ["date": "2026-10-30"], when("2026-11-07T12:00"))
                == when("2026-11-07T09:00", "2026-11-07T10:30"))
        let days: JSON = ["start": "2026-10-30T00:00", "end": "2026-11-01T00:00", "all_day": true]
        #expect(
            moved(when("2026-10-31T09:00"), days, ["date": "2026-11-01"])
                == when("2026-11-02T09:00"))
        #expect(moved(when("2026-11-01T09:00"), days, ["date": "2026-11-01"]) == nil)
    }

    @Test("goes to the zone of the event with it")
    func movesZone() {
        let utc: JSON = ["start": "2026-10-30T10:00", "tz": "UTC"]
        #expect(moved(when("2026-10-30T10:00"), when("2026-10-30T10:00"), utc) == utc)
    }
}
