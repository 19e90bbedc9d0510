import CairnHTTP
import CairnModel
import CairnStore
import TestSupport
import Testing

/// Dates of events that repeat, by the ids that lists show.
@Suite(.serialized)
struct DateTests {
    private func club(_ site: Site, status: String = "confirmed") throws -> RecordID {
        try site.make(
            in: site.home,
            [
                "title": "Club", "status": .string(status), "recurrence_rule": "FREQ=WEEKLY",
                "when": ["start": "2026-04-01T19:00", "end": "2026-04-01T20:00", "tz": "UTC"],
            ])
    }

    @Test("a date that nobody changed is found as the list shows it, changed and left out")
    func dates() async throws {
        let site = try Site(chapter: "Lincoln")
        let home = try site.home
        let series = try club(site)
        try await LiveServer.with(site) { server in
            let client = try APIClient.of(.chapter, home, on: server)
            let listed = "events?from=2026-04-08&to=2026-04-22"
            let dates = try await client.all(listed)
            #expect(dates.count == 3)
            for date in dates {
                let one = try await client.get("events/\(date["id"]!.string!)")
                #expect(one.status == 200)
                #expect(one.json == date)
            }
            let late = try await client.all("events?from=2040-04-01&to=2040-04-14")
            let far = try await client.get("events/\(late[0]["id"]!.string!)")
            #expect(far.json == late[0])
            // Changing one gives it a record.
            let path = "events/\(dates[0]["id"]!.string!)"
            let tag = try await client.get(path).tag
            let changed = try await client.patch(path, ["title": "Film"], tag: tag)
            #expect(changed.status == 200, "\(changed.text)")
            #expect(try await client.all(listed).map { $0["title"] } == ["Film", "Club", "Club"])
            #expect(try await client.get(path).json == (try await client.all(listed))[0])
            // Deleting one leaves it out.
            let second = "events/\(dates[1]["id"]!.string!)"
            let gone = try await client.delete(second, tag: client.get(second).tag)
            #expect(gone.status == 204)
            #expect(try await client.get(second).status == 404)
            #expect(try await client.all(listed).count == 2)
            // What names one makes it.
            let third = dates[2]["id"]!
            let shift = try await client.post("shifts", ["event": third, "role": "greeter"])
            #expect(shift.status == 201, "\(shift.text)")
            #expect(try site.store.read { try $0.issues() }.isEmpty)
            let kept = try site.store.read {
                try $0.record("event", RecordID(third.string!)!, in: home)
            }
            #expect(kept?["series"] == .string(series.description))
        }
    }

    @Test("of a series that a token may not see no date is found, and no other id is one")
    func strangers() async throws {
        let site = try Site(chapter: "Lincoln")
        let (home, other) = (try site.home, try site.addChapter("Other"))
        _ = try club(site)
        try await LiveServer.with(site) { server in
            let client = try APIClient.of(.chapter, home, on: server)
            let date = try await client.all("events?from=2026-04-08&to=2026-04-08")[0]
            let path = "events/\(date["id"]!.string!)"
            let stranger = try APIClient.of(.chapter, other, on: server)
            #expect(try await stranger.get(path).status == 404)
            #expect(try await client.get("events/\(RecordID.new().peopleLog)").status == 404)
        }
    }

    @Test("a volunteer signs up for a date, which gets its record then")
    func signup() async throws {
        let school = try MePageTests.School()
        _ = try club(school.site)
        let wall = { @Sendable () -> Int64 in 1_774_000_000_000 }
        try await LiveServer.with(school.site, wall: wall) { server in
            let ana = try APIClient.of(.volunteer, school.home, volunteer: school.ana, on: server)
            let date = try await ana.all("events?from=2026-04-08&to=2026-04-08")[0]
            let id = date["id"]!.string!
            #expect(try await ana.get("events/\(id)").json["title"] == "Club")
            let answer = try await ana.post("events/\(id)/signup")
            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer.json["standing"] == "registered")
            #expect(try school.site.store.read { try $0.issues() }.isEmpty)
        }
    }
}
