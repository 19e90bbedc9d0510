import CairnModel
import Testing

@Suite("Time zones")
struct ZoneTests {
    @Test(
        "ids of the zone database are known",
        arguments: [
            "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Asia/Kathmandu", "UTC",
            "America/Argentina/Buenos_Aires", "Pacific/Honolulu", "Europe/Sarajevo",
            "Asia/Phnom_Penh", "Europe/Kyiv", "Etc/GMT+3",
        ])
    func known(id: String) { #expect(Zone.isKnown(id)) }

    @Test(
        "other spellings are not",
        arguments: [
            "", "EST5", "GMT+3", "america/new_york", "America/Nowhere", "New York", "/", "A/",
            "../../etc/passwd", "America/../New_York",
        ])
    func unknown(id: String) { #expect(!Zone.isKnown(id)) }

    @Test("offsets follow summer time")
    func offsets() {
        #expect(Zone.offsetMinutes("America/New_York", local: "2026-01-15T12:00") == -300)
        #expect(Zone.offsetMinutes("America/New_York", local: "2026-07-15T12:00") == -240)
        #expect(Zone.offsetMinutes("Asia/Kathmandu", local: "2026-07-15T12:00") == 345)
        #expect(Zone.offsetMinutes("America/New_York", local: "2026-07-15") == -240)
    }

    @Test("a skipped time has the offset from before, a repeated one is the first")
    func edges() {
        // Berlin: 29 March 2026 02:00 becomes 03:00, 25 October 03:00 becomes 02:00.
        #expect(Zone.offsetMinutes("Europe/Berlin", local: "2026-03-29T01:59") == 60)
        #expect(Zone.offsetMinutes("Europe/Berlin", local: "2026-03-29T02:30") == 60)
        #expect(Zone.offsetMinutes("Europe/Berlin", local: "2026-03-29T03:00") == 120)
        #expect(Zone.offsetMinutes("Europe/Berlin", local: "2026-10-25T02:30") == 120)
        #expect(Zone.offsetMinutes("Europe/Berlin", local: "2026-10-25T03:00") == 60)
        #expect(Zone.clocks("Europe/Berlin", local: "2026-03-29T02:30") == .skipped)
        #expect(Zone.clocks("Europe/Berlin", local: "2026-10-25T02:30") == .twice)
        #expect(Zone.clocks("Europe/Berlin", local: "2026-10-25T03:00") == .plain)
    }

    @Test("milliseconds and local time are each other's inverse")
    func inverse() {
        for zone in ["America/New_York", "Asia/Kolkata", "Pacific/Auckland", "UTC"] {
            for local in ["1969-12-31T23:59", "2000-02-29T00:00", "2026-04-04T19:00"] {
                let milliseconds = Zone.milliseconds(zone, local: local)
                #expect(milliseconds.map { Zone.local(zone, $0) } == local)
            }
        }
        #expect(Zone.milliseconds("UTC", local: "1970-01-01T00:01") == 60_000)
        #expect(Zone.local("UTC", -1) == "1969-12-31T23:59")
    }

    @Test("RFC 3339 carries the offset; a date, or a time of an unknown zone, stays as it is")
    func rfc3339() {
        #expect(
            Zone.rfc3339(local: "2026-04-04T19:00", zone: "America/New_York")
                == "2026-04-04T19:00:00-04:00")
        #expect(
            Zone.rfc3339(local: "2026-04-04T19:00", zone: "Asia/Kolkata")
                == "2026-04-04T19:00:00+05:30")
        #expect(
            Zone.rfc3339(local: "2026-04-04T19:00", zone: "UTC") == "2026-04-04T19:00:00+00:00")
        #expect(Zone.rfc3339(local: "2026-04-04", zone: "Asia/Kolkata") == "2026-04-04")
        #expect(Zone.rfc3339(local: "2026-04-04T19:00", zone: "Mars/Base") == "2026-04-04T19:00")
    }
}
