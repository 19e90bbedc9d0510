import CairnHTTP
import CairnModel
import CairnStore
import TestSupport
import Testing

/// Making, changing and hiding records over HTTP.
@Suite(.serialized)
struct RecordWriteTests {
    private func with(
        _ body: @escaping @Sendable (APIClient, RecordID) async throws -> Void
    ) async throws {
        let site = try Site(chapter: "Lincoln")
        let log = try site.home
        try await LiveServer.with(site) { server in
            try await body(try .of(.chapter, log, on: server), log)
        }
    }

    @Test("a record is made, found at its address, changed and hidden")
    func life() async throws {
        try await with { client, log in
            let made = try await client.post(
                "events",
                [
                    "title": "Night display", "tag": ["lanterns", "Kunst & Kultur"],
                    "when": ["start": "2026-04-04T19:00:00Z"], "place": ["region": "WV"],
                ])
            #expect(made.status == 201)
            #expect(made.json["status"] == "tentative")
            #expect(made.json["log"] == .string(log.description))
            #expect(made.json["tag"] == ["lanterns", "Kunst & Kultur"])
            #expect(made.json["when"]?["start"] == "2026-04-04T19:00:00+00:00")
            let path = String(made.headers["location"]!.dropFirst("/v1/".utf8.count))
            let found = try await client.get(path)
            #expect(found.json == made.json)
            #expect(found.tag == made.tag)
            let changed = try await client.patch(
                path,
                ["title": "Night walk", "place": ["name": "Hill"], "tag": ["lanterns", "walk"]],
                tag: found.tag)
            #expect(changed.status == 200)
            #expect(changed.json["title"] == "Night walk")
            #expect(changed.json["place"] == ["name": "Hill", "region": "WV"])
            #expect(changed.json["tag"] == ["lanterns", "walk"])
            #expect(changed.tag != found.tag)
            #expect(try await client.delete(path, tag: found.tag).status == 412)
            #expect(try await client.delete(path, tag: changed.tag).status == 204)
            let gone = try await client.get(path)
            #expect(gone.status == 404)
            #expect(gone.code == "not-found")
            #expect(try await client.all("events").isEmpty)
        }
    }

    @Test("a write needs the tag of what was seen, and a stale one is refused and changes nothing")
    func conditions() async throws {
        try await with { client, _ in
            let made = try await client.post("tasks", ["title": "Print"])
            let path = "tasks/\(made.json["id"]!.string!)"
            let none = try await client.patch(path, ["title": "Copy"], tag: nil)
            #expect(none.status == 428)
            #expect(none.code == "precondition-required")
            #expect(try await client.delete(path, tag: nil).status == 428)
            let first = try await client.patch(path, ["title": "Copy"], tag: made.tag)
            #expect(first.status == 200)
            let second = try await client.patch(path, ["title": "Draw"], tag: made.tag)
            #expect(second.status == 412)
            #expect(second.code == "stale")
            #expect(try await client.get(path).json["title"] == "Copy")
            let weak = try await client.patch(path, ["title": "Draw"], tag: "W/\(first.tag!)")
            #expect(weak.status == 412)
            let several = try await client.patch(
                path, ["title": "Draw"], tag: "\"other\", \(first.tag!)")
            #expect(several.status == 200)
            #expect(try await client.patch(path, ["title": "Sing"], tag: "*").status == 200)
        }
    }

    @Test("what a reader has already is answered without a body")
    func notModified() async throws {
        try await with { client, _ in
            let made = try await client.post("tasks", ["title": "Print"])
            for path in ["tasks/\(made.json["id"]!.string!)", "tasks", "openapi.json"] {
                let seen = try await client.get(path)
                let again = try await client.get(path, [("if-none-match", seen.tag!)])
                #expect(again.status == 304)
                #expect(again.body.isEmpty)
                #expect(again.tag == seen.tag)
                let other = try await client.get(path, [("if-none-match", "\"other\"")])
                #expect(other.status == 200)
            }
        }
    }

    @Test("the tag changes with a write that loses, since a writer should see the conflict")
    func tagOfLoser() async throws {
        try await with { client, log in
            let id = try client.server.site.event("Display")
            let before = try await client.get("events/\(id)")
            // Somebody who had not seen the title, and whose clock is behind.
            let line = ManyNodes(log: log).line(
                node: ManyNodes.node(7), title: "Earlier", id: id,
                at: "1999-04-03T15:04:05.123Z-0000")
            let answer = try await Call.sync(HandExchange([line]).bytes)
                .send(to: client.server, token: client.token)
            #expect(answer.refused == [])
            let after = try await client.get("events/\(id)")
            #expect(after.json["title"] == before.json["title"])
            #expect(after.tag != before.tag)
        }
    }

    @Test("a POST that is sent twice with an id of the client's own is one action")
    func repeated() async throws {
        try await with { client, _ in
            let id = RecordID.new().description
            let body: JSON = ["id": .string(id), "title": "Print", "tag": ["a"]]
            let first = try await client.post("tasks", body)
            #expect(first.status == 201)
            let again = try await client.post("tasks", body)
            #expect(again.status == 200)
            #expect(again.json == first.json)
            #expect(again.headers["location"] == "/v1/tasks/\(id)")
            #expect(try await client.all("tasks").count == 1)
            // Somebody changed it before the answer was asked for again.
            _ = try await client.patch("tasks/\(id)", ["title": "Copy"], tag: first.tag)
            let late = try await client.post("tasks", body)
            #expect(late.status == 200)
            #expect(late.json["title"] == "Copy")
            let other = try await client.post("tasks", ["id": .string(id), "title": "Else"])
            #expect(other.status == 409)
            #expect(other.code == "exists")
            let now = try await client.get("tasks/\(id)")
            _ = try await client.delete("tasks/\(id)", tag: now.tag)
            let deleted = try await client.post("tasks", body)
            #expect(deleted.status == 409)
            #expect(deleted.code == "deleted")
        }
    }

    @Test("members and elements are merged, replaced and taken out as RFC 7396 says")
    func merging() async throws {
        try await with { client, _ in
            let made = try await client.post(
                "events",
                [
                    "title": "Display", "summary": "Old",
                    "place": ["name": "Hill", "region": "WV"],
                    "count": ["students": ["low": 1, "high": 2], "letters": ["low": 5]],
                    "tag": ["a", "b"],
                ])
            let path = "events/\(made.json["id"]!.string!)"
            let changed = try await client.patch(
                path,
                [
                    "summary": .null, "place": ["region": .null, "country": "US"],
                    "count": ["students": ["high": 9], "letters": .null, "artworks": ["low": 3]],
                    "tag": ["b": .null, "c": true],
                ], tag: made.tag)
            #expect(changed.status == 200)
            #expect(changed.json["summary"] == nil)
            #expect(changed.json["place"] == ["name": "Hill", "country": "US"])
            #expect(
                changed.json["count"]
                    == ["students": ["low": 1, "high": 9], "artworks": ["low": 3]])
            #expect(changed.json["tag"] == ["a", "c"])
            let cleared = try await client.patch(
                path, ["tag": .null, "place": ["name": .null, "country": .null]], tag: changed.tag)
            #expect(cleared.json["tag"] == nil)
            #expect(cleared.json["place"] == nil)
        }
    }

    @Test("where a record goes is its event's log, the chapter that is named, or the only one")
    func places() async throws {
        let state = try Site(chapter: "State")
        let home = try state.home
        let below = try state.make(
            "chapter", RecordID.new(), in: home, ["name": "not one of its own log", "tz": "UTC"])
        let school = try state.addChapter("School")
        try state.store.confirm([(chapter: school, above: home)])
        let event = try state.event("Display", in: school)
        try await LiveServer.with(state) { server in
            let client = try APIClient.of(.coordinator, home, on: server)
            let unsaid = try await client.post("events", ["title": "Display"])
            #expect(unsaid.status == 400)
            #expect(unsaid.field == "chapter")
            for named: JSON in [
                ["chapter": .string(school.description)], ["log": .string(school.description)],
            ] {
                let made = try await client.post("events", named.setting("title", "Display"))
                #expect(made.status == 201)
                #expect(made.json["log"] == .string(school.description))
            }
            let task = try await client.post(
                "tasks", ["title": "Print", "event": .string(event.description)])
            #expect(task.json["log"] == .string(school.description))
            #expect(task.json["event"] == .string(event.description))
            // A log of nobody, and one of somebody else, are refused alike.
            for log in [RecordID.new(), below] {
                let answer = try await client.post(
                    "events", ["title": "Display", "log": .string(log.description)])
                #expect(answer.status == 403)
            }
            let volunteer = try await client.post("volunteers", ["given_name": "Ana"])
            #expect(volunteer.status == 403)
        }
    }

    @Test("a signup has the id that every laptop gives it, and sending it again is one action")
    func signups() async throws {
        try await with { client, _ in
            let event = try await client.post("events", ["title": "Display"]).json["id"]!
            let shift = try await client.post("shifts", ["event": event]).json["id"]!
            let person = try await client.post("volunteers", ["given_name": "Ana"])
            #expect(person.status == 201)
            let body: JSON = ["shift": shift, "volunteer": person.json["id"]!]
            let made = try await client.post("signups", body)
            #expect(made.status == 201)
            #expect(made.json["rsvp"] == "registered")
            let id = Snapshot.signupID(
                of: person.json["id"]!.string!, for: RecordID(shift.string!)!)
            #expect(made.json["id"] == .string(id.description))
            #expect(try await client.post("signups", body).status == 200)
            let moved = try await client.patch(
                "signups/\(id)", ["volunteer": .string(RecordID.new().description)], tag: made.tag)
            #expect(moved.status == 400)
            // Whoever comes back after the signup was hidden queues anew.
            #expect(try await client.delete("signups/\(id)", tag: made.tag).status == 204)
            #expect(try await client.post("signups", body).status == 201)
        }
    }

    @Test("a series moves whole, a body that says all again changes nothing, a date goes for good")
    func series() async throws {
        let site = try Site(chapter: "Lincoln")
        let home = try site.home
        let series = try site.make(
            in: home,
            [
                "title": "Club", "recurrence_rule": "FREQ=WEEKLY;BYDAY=TH",
                "skip/2026-12-24T15:30": true,
                "when": ["start": "2026-12-02T15:30", "tz": "America/New_York"],
            ])
        let changed = EventSeries.instanceID(
            series: series.description, recurrenceID: "2026-12-10T15:30")
        let body: JSON = [
            "title": "Film", "series": .string(series.description),
            "recurrence_id": "2026-12-10T15:30",
        ]
        try await LiveServer.with(site) { server in
            let client = try APIClient.of(.chapter, home, on: server)
            func starts() async throws -> [String] {
                try await client.all("events?from=2026-12&to=2026-12").map {
                    String(($0["when"]?["start"]?.string ?? "").prefix(16))
                }
            }
            #expect(try await client.post("events", body).status == 201)
            let seen = try await client.get("events/\(series)")
            let same = try await client.patch("events/\(series)", seen.json, tag: seen.tag)
            #expect(same.json == seen.json)
            let moved = try await client.patch(
                "events/\(series)",
                ["when": ["start": "2026-12-04T16:00"]], tag: seen.tag)
            #expect(moved.status == 200)
            #expect(moved.json["recurrence_rule"] == "FREQ=WEEKLY;BYDAY=FR")
            #expect(
                try await starts() == ["2026-12-04T16:00", "2026-12-11T16:00", "2026-12-18T16:00"])
            let date = try await client.get("events/\(changed)")
            #expect(try await client.delete("events/\(changed)", tag: date.tag).status == 204)
            #expect(try await starts() == ["2026-12-04T16:00", "2026-12-18T16:00"])
        }
    }
}
