import CairnHTTP
import CairnModel
import CairnStore
import NIOHTTP1
import TestSupport
import Testing

/// What a volunteer's token is shown through the API: what the page shows, under every name.
@Suite(.serialized)
struct OwnViewTests {
    @Test("what names any of a person's merged records is the person's")
    func mergedNames() async throws {
        let school = try MePageTests.School()
        let old = try MePageTests.School.volunteer("Anna", "Ruiz", in: school.home, school.site)
        let people = school.home.peopleLog
        let task = try school.task("Print", of: old)
        let foreign = try school.task("Draw", of: school.ben)
        let event = try school.site.event("Show")
        let signup = try school.site.make(
            "signup", Snapshot.signupID(of: "\(old)", for: event), in: school.home,
            [
                "event": .string("\(event)"), "volunteer": .string("\(old)"),
                "rsvp": "registered",
            ])
        try await LiveServer.with(school.site) { server in
            let ana = try APIClient.of(.volunteer, school.home, volunteer: school.ana, on: server)
            #expect(try await ana.get("tasks/\(task)").status == 404)
            try school.write("volunteer", old, in: people, "merged_into", .string("\(school.ana)"))
            for client in [
                ana, try APIClient.of(.volunteer, school.home, volunteer: old, on: server),
            ] {
                #expect(try await client.ids("tasks?mine=true") == [task.description])
                #expect(try await client.ids("signups") == [signup.description])
                #expect(try await client.get("tasks/\(foreign)").status == 404)
                let seen = try await client.get("tasks/\(task)").json
                #expect(seen["assignee"]?.object?.map(\.key) == [old.description])
                let own = try await client.ids("volunteers")
                #expect(own == [school.ana.description, old.description])
            }
            try school.write("volunteer", school.ana, in: people, "status", "blocked")
            #expect(try await ana.ids("tasks").isEmpty)
        }
    }

    @Test("a draft is for the chapter's own, with its shifts")
    func drafts() async throws {
        let school = try MePageTests.School()
        let home = school.home
        let draft = try school.site.make(in: home, ["title": "Plan", "status": "draft"])
        let shift = try school.site.make("shift", in: home, ["event": .string("\(draft)")])
        let open = try school.site.make(in: home, ["title": "Show", "status": "confirmed"])
        try await LiveServer.with(school.site) { server in
            let ana = try APIClient.of(.volunteer, home, volunteer: school.ana, on: server)
            #expect(try await ana.ids("events") == [open.description])
            #expect(try await ana.ids("shifts").isEmpty)
            #expect(try await ana.get("events/\(draft)").status == 404)
            let chapter = try APIClient.of(.chapter, home, on: server)
            #expect(try await chapter.ids("events").count == 2)
            #expect(try await chapter.ids("shifts") == [shift.description])
        }
    }

    @Test("the links of a page lead to the server, whatever name it was asked under")
    func links() async throws {
        let school = try MePageTests.School()
        let token = try school.token(school.ana)
        try await LiveServer.with(school.site) { server in
            func page(_ host: String?) async throws -> String {
                var call = Call(method: .GET, path: "/me/\(token)")
                if let host { call.headers.append(("host", host)) }
                let answer = try await call.send(to: server)
                #expect(answer.status == 200)
                return answer.text
            }
            let own = "webcal://127.0.0.1:\(server.port)/f/"
            #expect(try await page(nil).contains(own))
            let other = try await page("evil.example")
            #expect(!other.contains("evil.example"))
            #expect(other.contains(own))
            #expect(try await page("192.168.1.7:8420").contains("webcal://192.168.1.7:8420/f/"))
        }
    }
}
