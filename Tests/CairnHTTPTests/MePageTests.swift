import CairnHTTP
import CairnModel
import CairnStore
import NIOHTTP1
import TestSupport
import Testing

/// What a volunteer's link shows and does, and to whom it shows nothing.
@Suite(.serialized)
struct MePageTests {
    /// A chapter with an adviser and volunteers, and another chapter on the same server.
    struct School {
        let site: Site
        let home: RecordID
        let other: RecordID
        let ana: RecordID
        let ben: RecordID

        init() throws {
            site = try Site(chapter: "Lincoln")
            home = try site.home
            other = try site.addChapter("Elsewhere")
            ana = try Self.volunteer("Ana", "Ruiz", in: home, site)
            ben = try Self.volunteer("Ben", "Kowalski", in: home, site)
        }

        static func volunteer(
            _ given: String, _ family: String, in chapter: RecordID, _ site: Site
        ) throws -> RecordID {
            try site.make(
                "volunteer", in: chapter.peopleLog,
                [
                    "given_name": .string(given), "family_name": .string(family),
                    "age_band": "13_15",
                    "consent/participation": ["state": "granted", "method": "paper"],
                ])
        }

        /// The token of a volunteer's link.
        func token(_ volunteer: RecordID, role: Role = .volunteer) throws -> String {
            let code = try site.store.invite(
                Invitation(
                    role, chapter: home,
                    volunteer: role == .volunteer ? volunteer.description : nil,
                    expires: wallNow() + dayMilliseconds))
            return try site.store.join(
                Joining(code: code, node: NodeID("0123456789abcdef")!)
            ).token
        }

        /// A task of somebody.
        func task(
            _ title: String, of volunteer: RecordID?, in log: RecordID? = nil,
            state: String = "claimed", more: [String: JSON] = [:]
        ) throws -> RecordID {
            var fields: [String: JSON] = ["title": .string(title), "status": "open"]
            if let volunteer {
                fields["assignee/\(volunteer)"] = [
                    "at": "2026-04-01T10:00", "state": .string(state),
                ]
            }
            fields.merge(more) { $1 }
            return try site.make("task", in: log ?? home, fields)
        }

        func write(_ kind: String, _ id: RecordID, in log: RecordID, _ field: String, _ value: JSON)
            throws
        {
            try site.store.perform { _ in
                Intent(
                    [Edit(.write, log: log, kind: kind, id: id, set: [(field, value)])], by: nil)
            }
        }

        func fields(_ id: RecordID) throws -> StoredRecord {
            try site.store.read { try $0.record("task", id, in: home)! }
        }

        func entries() throws -> Int { try site.store.read { try $0.entryCount() } }
    }

    private func get(_ path: String, _ server: LiveServer) async throws -> Call.Answer {
        try await Call(method: .GET, path: path, headers: [("accept", "text/html")])
            .send(to: server)
    }

    private func post(
        _ path: String, _ server: LiveServer, form: String = ""
    ) async throws -> Call.Answer {
        let headers = [
            ("content-type", "application/x-www-form-urlencoded"), ("accept", "text/html"),
        ]
        return try await Call(path: path, headers: headers, body: Array(form.utf8))
            .send(to: server)
    }

    @Test("a link that is not a volunteer's, or is not any more, shows the same kind page")
    func closedLinks() async throws {
        let school = try School()
        let blocked = try School.volunteer("Bo", "Stone", in: school.home, school.site)
        try school.write("volunteer", blocked, in: school.home.peopleLog, "status", "blocked")
        let deleted = try School.volunteer("Cy", "Ford", in: school.home, school.site)
        var tokens = ["nobody", try school.token(blocked), try school.token(deleted)]
        try school.site.store.perform { _ in
            Intent(
                [Edit(.delete, log: school.home.peopleLog, kind: "volunteer", id: deleted)],
                by: nil)
        }
        tokens.append(try school.token(school.ana, role: .chapter))
        let revoked = try school.token(school.ana)
        let number = try #require(try school.site.store.holder(ofToken: revoked)?.number)
        try school.site.store.revokeToken(number)
        tokens.append(revoked)
        let task = try school.task("Flyers", of: school.ana)
        try await LiveServer.with(school.site) { [tokens] server in
            var bodies: Set<String> = []
            for token in tokens {
                let answer = try await get("/me/\(token)", server)
                #expect(answer.status == 404)
                bodies.insert(answer.text)
                #expect(try await post("/me/\(token)/tasks/\(task)/done", server).status >= 404)
                #expect(try await get("/me/\(token)/stop", server).status != 500)
            }
            #expect(bodies.count == 1)
            #expect(bodies.first?.contains("This link does not work") == true)
            #expect(try school.fields(task)["status"] == "open")
        }
    }

    @Test("nothing is done with what is another's, and nothing is told of it")
    func others() async throws {
        let school = try School()
        let bens = try school.task("Ben's secret", of: school.ben)
        let foreign = try school.task(
            "Elsewhere's", of: nil, in: school.other,
            more: [
                "claim_policy": "claimable"
            ])
        let event = try school.site.make(
            in: school.home,
            [
                "title": "Private party", "visibility": "private", "status": "confirmed",
                "when": ["start": "2026-12-24T19:00", "end": "2026-12-24T21:00", "tz": "UTC"],
            ])
        let token = try school.token(school.ana)
        try await LiveServer.with(school.site) { server in
            let before = try school.entries()
            for id in [bens, foreign, RecordID.new()] {
                for action in ["claim", "done", "cant", "release", "check", "undo"] {
                    let answer = try await post(
                        "/me/\(token)/tasks/\(id)/\(action)", server,
                        form: "tick=a&entry=0123456789abcdef:1:abcdef")
                    #expect(answer.status == 409)
                    #expect(answer.text.contains("This is not here any more."))
                }
            }
            for action in ["signup", "leave"] {
                #expect(
                    try await post("/me/\(token)/shifts/\(event)/\(action)", server).status == 409)
            }
            #expect(try school.entries() == before)
            let page = try await get("/me/\(token)", server).text
            #expect(page.contains("Hello Ana"))
            for hidden in ["Ben", "Kowalski", "Ruiz", "secret", "Elsewhere", "party"] {
                #expect(!page.contains(hidden), "\(hidden)")
            }
        }
    }

    @Test("only the volunteer's own entries are undone")
    func undoOfOthers() async throws {
        let school = try School()
        let task = try school.task("Flyers", of: school.ana)
        let performed = try school.site.store.perform { _ in
            Intent(
                [
                    Edit(
                        .write, log: school.home, kind: "task", id: task,
                        set: [("status", "done")])
                ], by: "\(school.home.peopleLog)/\(school.ben)")
        }
        let token = try school.token(school.ana)
        try await LiveServer.with(school.site) { server in
            let answer = try await post(
                "/me/\(token)/tasks/\(task)/undo", server,
                form: "entry=\(performed.entries[0].dot)")
            #expect(answer.status == 409)
            #expect(try school.fields(task)["status"] == "done")
        }
    }

    @Test("whoever was entered twice sees and does what is under either name")
    func merged() async throws {
        let school = try School()
        let alias = try School.volunteer("Anna", "Ruiz", in: school.home, school.site)
        let task = try school.task("Flyers", of: alias)
        try school.write(
            "volunteer", alias, in: school.home.peopleLog, "merged_into",
            .string(school.ana.description))
        for volunteer in [school.ana, alias] {
            let token = try school.token(volunteer)
            try await LiveServer.with(school.site) { server in
                let page = try await get("/me/\(token)", server).text
                #expect(page.contains("Hello Ana<"))
                #expect(page.contains("Flyers"))
                _ = try await post("/me/\(token)/tasks/\(task)/release", server)
                #expect(try school.fields(task)["assignee/\(alias)"]?["state"] == "released")
            }
            try school.write(
                "task", task, in: school.home, "assignee/\(alias)",
                ["at": "2026-04-01T10:00", "state": "claimed"])
        }
    }

    @Test("a shift is called by its role or label, and one without either by nothing")
    func shiftNames() async throws {
        let school = try School()
        let when: JSON = ["start": "2126-04-04T19:00", "tz": "America/New_York"]
        let event = try school.site.make(
            "event", in: school.home,
            ["title": "Night display", "status": "confirmed", "when": when])
        for role in ["greeter", nil] as [JSON?] {
            var fields: [String: JSON] = ["event": .string("\(event)"), "when": when]
            fields["role"] = role
            let shift = try school.site.make("shift", in: school.home, fields)
            _ = try school.site.make(
                "signup", in: school.home,
                [
                    "shift": .string("\(shift)"), "volunteer": .string("\(school.ana)"),
                    "rsvp": "registered",
                ])
        }
        let token = try school.token(school.ana)
        try await LiveServer.with(school.site) { server in
            let page = try await get("/me/\(token)", server).text
            #expect(page.split(separator: "/shifts/").count > 2)
            #expect(page.contains("as greeter<") && !page.contains("as shift"))
        }
    }

    @Test("a page stays under 50 KB however much there is, and says how much is left out")
    func size() async throws {
        let school = try School()
        let long = JSON.string(String(repeating: "<&'\" and so on. ", count: 300))
        for number in 1...60 {
            _ = try school.task("Task \(number)", of: school.ana, more: ["notes": long])
            _ = try school.task(
                "Open \(number)", of: nil,
                more: [
                    "claim_policy": "claimable", "notes": long,
                ])
        }
        let token = try school.token(school.ana)
        try await LiveServer.with(school.site) { server in
            let answer = try await get("/me/\(token)", server)
            #expect(answer.status == 200)
            #expect(answer.body.count < 50_000)
            #expect(answer.text.contains("more tasks after these."))
        }
    }

    @Test("looking at an invitation spends nothing, and a laptop's is not spent by its button")
    func invitations() async throws {
        let school = try School()
        let store = school.site.store
        let volunteer = try store.invite(
            Invitation(
                .volunteer, chapter: school.home, volunteer: school.ana.description,
                expires: wallNow() + dayMilliseconds))
        let chapter = try store.invite(
            Invitation(.chapter, chapter: school.home, expires: wallNow() + dayMilliseconds))
        let expired = try store.invite(
            Invitation(.volunteer, chapter: school.home, volunteer: "x", expires: wallNow() - 1))
        try await LiveServer.with(school.site) { server in
            for _ in 1...3 {
                let page = try await get("/join/\(volunteer)", server)
                #expect(page.text.contains("<button>Open my page</button>"))
                #expect(!page.text.contains("Ana"))
                #expect(page.headers["referrer-policy"] == "no-referrer")
            }
            for answer in [
                try await get("/join/\(chapter)", server),
                try await post("/join/\(chapter)", server),
            ] {
                #expect(answer.text.contains("cairn join http://127.0.0.1:\(server.port)/join/"))
            }
            #expect(try await get("/join/\(expired)", server).status == 410)
            #expect(try await post("/join/\(expired)", server).status == 410)
            #expect(try store.tokens().isEmpty)
            #expect(try await post("/join/\(volunteer)", server).text.contains("Hello Ana"))
            #expect(try await post("/join/\(volunteer)", server).status == 409)
            #expect(try await get("/join/\(volunteer)", server).status == 409)
            #expect(try store.tokens().count == 1)
        }
    }

    @Test("a form of another kind is refused with its reason")
    func otherForms() async throws {
        let school = try School()
        let token = try school.token(school.ana)
        try await LiveServer.with(school.site) { server in
            let path = "/me/\(token)/stop"
            let json = try await Call(
                path: path, headers: [("content-type", "application/json")], body: Array("{}".utf8)
            ).send(to: server)
            #expect(json.code == "unsupported")
            let large = String(repeating: "a", count: 20_000)
            #expect(try await post(path, server, form: large).status == 413)
            #expect(try await get("/me/\(token)", server).status == 200)
        }
    }
}
