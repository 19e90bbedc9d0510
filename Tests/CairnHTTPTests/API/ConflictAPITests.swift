import CairnHTTP
import CairnModel
import CairnStore
import TestSupport
import Testing

@Suite(.serialized)
struct ConflictAPITests {
    /// A site with two titles of one event and two names of one volunteer.
    private func site() async throws -> (Site, event: RecordID, person: RecordID) {
        let site = try Site(chapter: "Lincoln")
        let event = try site.event("Display here")
        let person = try site.make("volunteer", in: site.home.peopleLog, ["given_name": "Ana"])
        return (site, event, person)
    }

    /// An entry of another laptop that had not seen the record.
    private func push(
        _ set: JSON, _ kind: String, _ id: RecordID, _ log: RecordID, _ client: APIClient
    ) async throws {
        try await client.push(
            set, kind, id, in: log, salted: kind == "volunteer",
            at: "1999-04-03T15:04:05.123Z-0000")
    }

    @Test("conflicts are listed without personal values, shown with their letters and settled")
    func settling() async throws {
        let (site, event, person) = try await site()
        let home = try site.home
        try await LiveServer.with(site) { server in
            let client = try APIClient.of(.chapter, home, on: server)
            #expect(try await client.get("conflicts").json == ["items": [], "next": .null])
            try await push(["title": "Display there"], "event", event, home, client)
            try await push(["given_name": "Anna"], "volunteer", person, home.peopleLog, client)
            let rows = try await client.all("conflicts?limit=1")
            #expect(rows.count == 2)
            let row = rows.first { $0["record"] == "event" }!
            #expect(row["field"] == "title")
            #expect(row["values"]?.array?.map { $0["value"] } == ["Display here", "Display there"])
            let other = rows.first { $0["record"] == "volunteer" }!
            #expect(other["values"]?.array?.map { $0["value"] } == [.null, .null])
            let path = "conflicts/\(row["id"]!.string!)/resolve"
            for body: JSON in [
                [:], ["keep": "z"], ["keep": "a", "value": "x"], ["value": "x"], ["keep": 1],
                ["keep": "a", "more": 1],
            ] {
                let answer = try await client.post(path, body)
                #expect(answer.status == 400, "\(body.compactText)")
            }
            let dot = row["values"]!.array![1]["dot"]!
            let settled = try await client.post(path, ["keep": dot])
            #expect(settled.status == 200)
            #expect(settled.json["title"] == "Display there")
            #expect(try await client.post(path, ["keep": "a"]).code == "settled")
            #expect(try await client.all("conflicts").count == 1)
            let all = try await client.all("conflicts?all=true&limit=1")
            #expect(all.map { $0["state"] } == ["open", "resolved"])
            let value = try await client.post(
                "conflicts/\(other["id"]!.string!)/resolve", ["value": "Anna Maria"])
            #expect(value.json["given_name"] == "Anna Maria")
        }
    }

    @Test("what has no values is accepted as it is, until it changes")
    func issues() async throws {
        let (site, _, person) = try await site()
        let home = try site.home
        let ben = try site.make("volunteer", in: home.peopleLog, ["given_name": "Ben"])
        let task = try site.make(
            "task", in: home,
            [
                "title": "Print", "status": "open", "max_assignees": 1,
                "assignee/\(person)": ["state": "claimed"],
                "assignee/\(ben)": ["state": "claimed"],
            ])
        try await LiveServer.with(site) { server in
            let client = try APIClient.of(.chapter, home, on: server)
            let row = try #require(try await client.all("conflicts").first)
            #expect(row["code"] == "contested_claim")
            let path = "conflicts/\(row["id"]!.string!)/resolve"
            let kept = try await client.post(path, ["keep": "a"])
            #expect(kept.status == 409)
            #expect(kept.code == "no-values")
            for body: JSON in [["accept": false], ["accept": true, "keep": "a"], ["accept": "a"]] {
                #expect(try await client.post(path, body).status == 400)
            }
            let reader = try APIClient.of(.reader, home, on: server)
            #expect(try await reader.post(path, ["accept": true]).status == 403)
            let accepted = try await client.post(path, ["accept": true])
            #expect(accepted.status == 200)
            #expect(accepted.json["id"] == .string(task.description))
            #expect(try await client.all("conflicts").isEmpty)
            #expect(try await client.all("conflicts?all=true").map { $0["state"] } == ["accepted"])
            #expect(try await client.post(path, ["accept": true]).code == "settled")
        }
    }

    @Test("a conflict too can be accepted as it is shown")
    func acceptedConflict() async throws {
        let (site, event, _) = try await site()
        let home = try site.home
        try await LiveServer.with(site) { server in
            let client = try APIClient.of(.chapter, home, on: server)
            try await push(["title": "Display there"], "event", event, home, client)
            let row = try #require(try await client.all("conflicts").first)
            let path = "conflicts/\(row["id"]!.string!)/resolve"
            #expect(try await client.post(path, ["accept": true]).json["title"] == "Display here")
            #expect(try await client.all("conflicts").isEmpty)
        }
    }

    @Test("a record that one deleted and another changed is deleted again or restored")
    func deletion() async throws {
        let (site, event, _) = try await site()
        let home = try site.home
        try await LiveServer.with(site) { server in
            let client = try APIClient.of(.chapter, home, on: server)
            let seen = try await client.get("events/\(event)")
            _ = try await client.delete("events/\(event)", tag: seen.tag)
            try await push(["summary": "Later"], "event", event, home, client)
            let row = try await client.all("conflicts")[0]
            #expect(row["code"] == "edited_while_deleted")
            let shown = try await client.get("events/\(event)")
            #expect(shown.json["title"] != nil)
            #expect(shown.json["deleted"] == nil)
            // What is shown can be sent back here too.
            let back = try await client.patch("events/\(event)", shown.json, tag: shown.tag)
            #expect(back.status == 200)
            #expect(back.tag == shown.tag)
            let path = "conflicts/\(row["id"]!.string!)/resolve"
            #expect(try await client.post(path, ["value": "maybe"]).status == 400)
            #expect(try await client.post(path, ["value": true]).status == 204)
            #expect(try await client.get("events/\(event)").status == 404)
        }
    }

    @Test("a conflict of another's log is as one that never was, and a reader settles none")
    func foreign() async throws {
        let (site, event, _) = try await site()
        let (home, elsewhere) = (try site.home, try site.addChapter("Elsewhere"))
        try await LiveServer.with(site) { server in
            let chapter = try APIClient.of(.chapter, home, on: server)
            try await push(["title": "Display there"], "event", event, home, chapter)
            let id = try await chapter.all("conflicts")[0]["id"]!.string!
            let stranger = try APIClient.of(.chapter, elsewhere, on: server)
            #expect(try await stranger.all("conflicts").isEmpty)
            let never = try await stranger.post("conflicts/000000000000/resolve", ["keep": "a"])
            let foreign = try await stranger.post("conflicts/\(id)/resolve", ["keep": "a"])
            #expect(foreign.status == 404)
            #expect(foreign.body == never.body)
            let reader = try APIClient.of(.reader, home, on: server)
            #expect(try await reader.all("conflicts").count == 1)
            let refused = try await reader.post("conflicts/\(id)/resolve", ["keep": "a"])
            #expect(refused.status == 403)
        }
    }
}
