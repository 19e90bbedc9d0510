import CairnModel
import CairnStore
import CairnSync
import Foundation
import NIOHTTP1
import TestSupport
import Testing

@testable import CairnHTTP

/// The board: who gets in, what a session sees, and that a form is taken once and from its own
/// pages alone.
@Suite(.serialized)
struct BoardTests {
    // MARK: Signing in

    @Test("a key opens the board once, and the cookie is for this browser alone")
    func keyOnce() async throws {
        try await LiveServer.with(Site(chapter: "Lincoln")) { server in
            let key = try server.site.store.makeSessionKey()
            var browser = BoardBrowser(server)
            let first = try await browser.open("/?key=\(key)")
            #expect(first.status == 303)
            #expect(first.headers["location"] == "/")
            let cookie = try #require(first.headers["set-cookie"])
            for part in ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200"] {
                #expect(cookie.contains(part))
            }
            #expect(!cookie.contains("Secure"))
            #expect(try await browser.get("/").status == 200)
            let second = try await BoardBrowser(server).get("/?key=\(key)")
            #expect(second.status == 403)
            #expect(second.headers["set-cookie"] == nil)
            #expect(try await browser.get("/?key=\(key)").status == 303)
            #expect(try !server.site.holds(key))
            #expect(try !server.site.holds(String(browser.cookie!.split(separator: "=")[1])))
        }
    }

    @Test("whoever only looks ahead uses no key up")
    func preview() async throws {
        try await LiveServer.with(Site(chapter: "Lincoln")) { server in
            let key = try server.site.store.makeSessionKey()
            var ahead = BoardBrowser(server)
            for header in [("sec-purpose", "prefetch"), ("sec-fetch-dest", "image")] {
                ahead.headers = [header]
                #expect(try await ahead.open("/?key=\(key)").status == 403)
                #expect(ahead.cookie == nil)
            }
            #expect(try await BoardBrowser(server).get("/?key=\(key)").status == 303)
        }
    }

    @Test("a key and a session end with their time")
    func expiry() throws {
        let site = try Site(chapter: "Lincoln")
        func later(minutes: Int64) throws -> Store {
            try Store.open(
                site.store.path,
                surroundings: .testing(wall: { wallNow() + minutes * 60_000 }))
        }
        let key = try site.store.makeSessionKey()
        #expect(try later(minutes: 6).signIn(withKey: key) == nil)
        let secret = try #require(try later(minutes: 4).signIn(withKey: key))
        #expect(try later(minutes: 11 * 60).session(secret) != nil)
        #expect(try later(minutes: 13 * 60).session(secret) == nil)
        #expect(try site.store.signIn(withKey: key) == nil)
    }

    @Test("nobody is let in for the address alone")
    func noSession() async throws {
        try await LiveServer.with(Site(chapter: "Lincoln")) { server in
            var browser = BoardBrowser(server)
            for path in ["/", "/events", "/volunteers", "/sync", "/conflicts", "/report"] {
                let answer = try await browser.get(path)
                #expect(answer.status == 401)
                #expect(!answer.text.contains("Lincoln"))
            }
            browser.cookie = "cairn-\(server.port)=guessed"
            #expect(try await browser.get("/").status == 401)
            #expect(try await browser.post("/events", [("title", "No")]).status == 401)
        }
    }

    @Test("a session outlives the server's restart and ends when it is signed out, alone")
    func restart() async throws {
        let site = try Site(chapter: "Lincoln")
        let secrets = try await LiveServer.with(site) { server in
            var secrets: [String] = []
            for _ in 1...2 {
                let browser = try await BoardBrowser.atLaptop(server)
                secrets.append(String(browser.cookie!.split(separator: "=")[1]))
            }
            return secrets
        }
        try await LiveServer.with(site) { server async throws -> Void in
            let first = BoardBrowser(server, secret: secrets[0])
            let second = BoardBrowser(server, secret: secrets[1])
            #expect(try await first.get("/").status == 200)
            #expect(try await first.post("/sign-out", []).status == 200)
            #expect(try await first.get("/").status == 401)
            #expect(try await second.get("/").status == 200)
        }
    }

    // MARK: Names and forms

    @Test("a cookie counts under the server's own names alone, a token under any")
    func hosts() async throws {
        let settings = ServerSettings.testing { $0.url = "https://board.example.org" }
        try await LiveServer.with(Site(chapter: "Lincoln"), settings: settings) { server in
            var browser = try await BoardBrowser.atLaptop(server)
            for host in [
                "evil.example.org", "localhost.example.org", "127.0.0.2", "board.example.org:1",
                "[::2]", "localhost:x",
            ] {
                browser.headers = [("host", host)]
                #expect(try await browser.get("/").status == 421)
                #expect(try await browser.get("/volunteers").status == 421)
                for path in ["/healthz", Pages.stylesheetPath] {
                    #expect(try await browser.get(path).status == 200)
                }
            }
            for host in [
                "localhost:\(server.port)", "[::1]:\(server.port)", "BOARD.example.org",
                "localhost", "127.0.0.1", "localhost:1", "board.example.org:443",
            ] {
                browser.headers = [("host", host)]
                #expect(try await browser.get("/").status == 200)
            }
            let token = try await RoleTests.token(server, .chapter, server.site.home)
            var call = Call.sync(HandExchange().bytes)
            call.headers.append(("host", "anything.example.org"))
            #expect(try await call.send(to: server, token: token).status == 200)
            let key = try server.site.store.makeSessionKey()
            browser.cookie = nil
            let answer = try await browser.get("/?key=\(key)")
            #expect(answer.headers["set-cookie"]?.contains("; Secure") == true)
        }
    }

    @Test("a form that does not come from a page of the session writes nothing")
    func foreignForms() async throws {
        try await LiveServer.with(Site(chapter: "Lincoln")) { server in
            let (own, other) = (
                try await BoardBrowser.atLaptop(server), try await BoardBrowser.atLaptop(server)
            )
            func fields(_ token: String) -> [(String, String)] {
                [("form", token), ("id", RecordID.new().description), ("title", "Forged")]
            }
            for token in ["", "0123", try await other.formToken()] {
                #expect(try await own.postBare("/events", fields(token)).status == 403)
            }
            #expect(try await own.postBare("/events", [("title", "Forged")]).status == 403)
            let right = try await own.formToken()
            var foreign = own
            for header in [
                ("origin", "http://evil.example.org"), ("origin", "null"),
                ("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"),
            ] {
                foreign.headers = [header]
                #expect(try await foreign.postBare("/events", fields(right)).status == 403)
            }
            #expect(try events(server).isEmpty)
            foreign.headers = [("origin", server.url), ("sec-fetch-site", "same-origin")]
            #expect(try await foreign.postBare("/events", fields(right)).status == 303)
            #expect(try events(server) == ["Forged"])
        }
    }

    @Test("a form sent twice makes one event, and other words in it are asked about")
    func doublePost() async throws {
        try await LiveServer.with(Site(chapter: "Lincoln")) { server in
            let browser = try await BoardBrowser.atLaptop(server)
            let id = RecordID.new().description
            let fields = [("id", id), ("title", "Night display"), ("words", "2027-04-03 19:00")]
            let first = try await browser.post("/events", fields)
            #expect(first.status == 303)
            #expect(first.headers["location"]?.hasSuffix("\(id)?done=made") == true)
            let again = try await browser.post("/events", fields)
            #expect(again.headers["location"]?.hasSuffix("\(id)?done=again") == true)
            let other = try await browser.post(
                "/events", [("id", id), ("title", "Another"), ("words", "2027-04-03 19:00")])
            #expect(other.status == 422)
            #expect(other.text.contains("value=\"Another\""))
            #expect(!other.text.contains("name=\"id\" value=\"\(id)\""))
            #expect(try events(server) == ["Night display"])
        }
    }

    @Test("days are shown as days while they last, and stay as many when they are moved")
    func wholeDays() async throws {
        let site = try Site(chapter: "Lincoln")
        let home = try site.home
        let today = CivilDate(Zone.local("UTC", wallNow()).prefix(10))!
        let (first, last) = (today.adding(days: -3), today.adding(days: 2))
        let id = try site.make(
            in: home,
            [
                "title": "Long exhibit",
                "when": [
                    "all_day": true, "start": .string("\(first)T00:00"),
                    "end": .string("\(last)T00:00"), "tz": "UTC",
                ],
            ])
        try await LiveServer.with(site) { server in
            let browser = try await BoardBrowser.atLaptop(server)
            #expect(try await browser.get("/").text.contains("Long exhibit"))
            let list = try await browser.get("/events").text
            #expect(list.components(separatedBy: "Long exhibit").count == 2)
            let page = try await browser.get("/events/\(home)/\(id)").text
            let (from, to) = (MomentText.day(first.description), MomentText.day(last.description))
            #expect(page.contains("\(from) to \(to)"))
            #expect(!page.contains("value=\"00:00\""))
            let next = first.adding(days: 7)
            let saved = try await browser.post(
                "/events/\(home)/\(id)",
                [("title", "Long exhibit"), ("day", next.description), ("from", ""), ("until", "")])
            #expect(saved.status == 303)
        }
        let when = try site.store.read { try $0.record("event", id, in: home)?["when"] }
        #expect(WholeDays.range(when) == first.adding(days: 7)...last.adding(days: 7))
    }

    @Test("what is wrong with a form comes back on it, with all that was typed")
    func faults() async throws {
        try await LiveServer.with(Site(chapter: "Lincoln")) { server in
            let browser = try await BoardBrowser.atLaptop(server)
            let id = RecordID.new().description
            let answer = try await browser.post(
                "/events",
                [("id", id), ("title", "Rain & <b>"), ("words", "someday"), ("place", "Yard")])
            #expect(answer.status == 422)
            for text in [
                "value=\"Rain &amp; &lt;b&gt;\"", "value=\"someday\"", "value=\"Yard\"", id,
            ] {
                #expect(answer.text.contains(text))
            }
            #expect(answer.text.contains("aria-describedby=\"event-words-hint event-words-fault\""))
            #expect(try events(server).isEmpty)
        }
    }

    // MARK: Whose session

    @Test("a coordinator's session sees chapter logs below it and no person; the rest is not there")
    func coordinator() async throws {
        let world = try RoleTests.World()
        let shown = try world.state.event("Shown below", in: world.below)
        let hidden = try world.state.event("Hidden elsewhere", in: world.elsewhere)
        let person = try world.state.make(
            "volunteer", in: world.below.peopleLog,
            ["given_name": "Secretive", "family_name": "Name"])
        try world.state.make(
            "signup", in: world.below,
            [
                "event": .string(shown.description), "rsvp": "registered",
                "volunteer": .string(person.description),
            ])
        try await LiveServer.with(world.state) { server in
            let token = try await RoleTests.token(server, .coordinator, world.home)
            let browser = try await BoardBrowser.with(token: token, server)
            for path in ["/", "/events", "/tasks", "/conflicts", "/sync", "/report"] {
                let answer = try await browser.get(path)
                #expect(answer.status == 200, "\(path)")
                for secret in ["elsewhere", "Elsewhere", "Hidden", "Secret", "/volunteers"] {
                    #expect(!answer.text.contains(secret), "\(path) \(secret)")
                }
            }
            let event = try await browser.get("/events/\(world.below)/\(shown)")
            #expect(event.status == 200)
            #expect(event.text.contains("volunteer \(person.description.suffix(4))"))
            #expect(!event.text.contains("Secretive"))
            let missing = try await browser.get("/events/\(world.elsewhere)/\(RecordID.new())")
            let foreign = try await browser.get("/events/\(world.elsewhere)/\(hidden)")
            #expect((missing.status, foreign.status) == (404, 404))
            #expect(missing.text == foreign.text)
            #expect(try await browser.get("/volunteers").status == 404)
            #expect(try await browser.get("/duplicates").status == 404)
            let write = try await browser.post(
                "/events",
                [
                    ("id", RecordID.new().description), ("title", "Slipped in"),
                    ("chapter", world.elsewhere.description),
                ])
            #expect(write.status == 422)
            let outcome = try await browser.post(
                "/events/\(world.elsewhere)/\(hidden)/outcome", [("low", "5")])
            #expect(outcome.status == 404)
            let list = try await browser.post(
                "/volunteers/preview",
                [
                    ("kind", "volunteer"), ("text", "Name\nEve"),
                    ("chapter", world.below.description),
                ])
            #expect(!list.text.contains("Take them in"))
            #expect(try await stick(of: browser).logs.isSubset(of: [world.home, world.below]))
            let number = try #require(try world.state.store.tokens().last?.number)
            try world.state.store.revokeToken(number)
            #expect(try await browser.get("/").status == 401)
        }
    }

    @Test("a chapter's session has its own people; other tokens open no board")
    func tokens() async throws {
        let world = try RoleTests.World()
        try await LiveServer.with(world.state) { server in
            let token = try await RoleTests.token(server, .chapter, world.below)
            let browser = try await BoardBrowser.with(token: token, server)
            let people = try await browser.get("/volunteers")
            #expect(people.status == 200)
            #expect(people.text.contains("Hidden Name"))
            #expect(!people.text.contains("State"))
            for role in [Role.reader, .writer, .volunteer] {
                let token = try await RoleTests.token(server, role, world.below)
                let refused = try await BoardBrowser.with(token: token, server)
                #expect(refused.cookie == nil)
            }
            #expect(try await BoardBrowser.with(token: "guessed", server).cookie == nil)
        }
    }

    // MARK: Work

    @Test("attendance that the page did not change is left as others noted it")
    func attendance() async throws {
        let site = try Site(chapter: "Lincoln")
        let home = try site.home
        let event = try site.event("Talk")
        let ids = try ["Ana", "Ben"].map { name in
            let person = try site.make(
                "volunteer", in: home.peopleLog, ["given_name": .string(name)])
            return try site.make(
                "signup", in: home,
                [
                    "event": .string(event.description), "rsvp": "registered",
                    "volunteer": .string(person.description),
                ])
        }
        try await LiveServer.with(site) { server in
            let browser = try await BoardBrowser.atLaptop(server)
            // The page was open before somebody noted that the second came late.
            try site.store.perform { _ in
                Intent(
                    [
                        Edit(
                            .write, log: home, kind: "signup", id: ids[1],
                            set: [(field: "attendance", value: "late")])
                    ], by: nil)
            }
            let answer = try await browser.post(
                "/events/\(home)/\(event)/attendance",
                [
                    ("was-\(ids[0])", ""), ("a-\(ids[0])", "present"), ("was-\(ids[1])", ""),
                    ("a-\(ids[1])", ""),
                ])
            #expect(answer.status == 303)
            let noted = try site.store.read { snapshot in
                try ids.map { try snapshot.record("signup", $0, in: home)?["attendance"]?.string }
            }
            #expect(noted == ["present", "late"])
        }
    }

    @Test("a conflict is settled by what the page showed, and not by a page that is old")
    func conflict() async throws {
        let site = try Site(chapter: "Lincoln")
        let home = try site.home
        let event = try site.event("Vigil")
        let second = try Site()
        try carry(site, to: second)
        try site.rename(event, "Vigil here")
        try second.rename(event, "Vigil there", in: home)
        try carry(second, to: site)
        try await LiveServer.with(site) { server in
            let browser = try await BoardBrowser.atLaptop(server)
            let conflict = try #require(try site.store.read { try $0.conflicts(all: false) }.first)
            let page = try await browser.get("/conflicts").text
            let seen = conflict.values.map(\.dot.description).sorted().joined(separator: " ")
            #expect(
                page.contains("Vigil here") && page.contains("Vigil there") && page.contains(seen))
            let kept = try #require(conflict.values.last)
            let path = "/conflicts/\(conflict.id)/keep"
            let stale = try await browser.post(
                path, [("dot", kept.dot.description), ("seen", kept.dot.description)])
            #expect(stale.headers["location"] == "/conflicts?done=stale")
            #expect(try site.store.read { try $0.openConflictCount() } == 1)
            let settled = try await browser.post(
                path, [("dot", kept.dot.description), ("seen", seen)])
            #expect(settled.headers["location"] == "/conflicts?done=kept")
            #expect(try site.store.read { try $0.openConflictCount() } == 0)
            #expect(try site.title(event, in: home) == kept.value.string)
        }
    }

    @Test("a circle of chapters is called one, and not one of tasks")
    func circleOfChapters() async throws {
        let site = try Site(chapter: "Lincoln")
        let (home, east) = (try site.home, try site.addChapter("East"))
        for (own, above) in [(home, east), (east, home)] {
            try site.store.perform { _ in
                let set: [(field: String, value: JSON)] = [("parent", .string(above.description))]
                return Intent(
                    [Edit(.write, log: own, kind: "chapter", id: own, set: set)], by: nil)
            }
        }
        try await LiveServer.with(site) { server in
            let page = try await BoardBrowser.atLaptop(server).get("/conflicts").text
            #expect(page.contains("Chapters above one another: "))
            #expect(page.contains("2 chapters are above one another in a circle"))
            #expect(!page.contains("Tasks that wait"))
        }
    }

    @Test("a stick that is damaged, cut or none is told, and what is whole of it comes in")
    func damagedStick() async throws {
        let school = try Site(chapter: "Lincoln")
        for number in 1...1_200 { try school.event("Event \(number)") }
        let bytes = try bundle(of: school)
        let site = try Site(chapter: "State")
        try await LiveServer.with(site) { server in
            let browser = try await BoardBrowser.atLaptop(server)
            let token = try await browser.formToken()
            let forged = try await browser.upload(
                "/sync/read", [("form", "no")], name: "stick", bytes)
            #expect(forged.status == 403)
            let bare = try await browser.upload("/sync/read", [], name: "stick", bytes)
            #expect(bare.status == 403)
            let fields = [("form", token), ("new", "yes")]
            let none = try await browser.upload(
                "/sync/read", fields, name: "stick", Array(repeating: 0x41, count: 5_000))
            #expect(none.status == 422)
            #expect(none.text.contains("cannot be read"))
            #expect(try !site.logs.contains(school.home))

            var flipped = bytes
            flipped[flipped.count / 2] ^= 1
            let damaged = try await browser.upload("/sync/read", fields, name: "stick", flipped)
            #expect(damaged.status == 200)
            #expect(damaged.text.contains("is damaged"))
            #expect(try site.logs.contains(school.home))
            let cut = try await browser.upload(
                "/sync/read", fields, name: "stick", Array(bytes.dropLast(30)))
            #expect(cut.text.contains("ends too early"))
            let whole = try await browser.upload("/sync/read", fields, name: "stick", bytes)
            #expect(!whole.text.contains("damaged"))
            #expect(try site.digest(of: school.home) == school.digest(of: school.home))
        }
    }

    @Test("chapters that are not here are left out of a stick unless that is ticked")
    func newChapters() async throws {
        let school = try Site(chapter: "Lincoln")
        let bytes = try bundle(of: school)
        let site = try Site(chapter: "State")
        try await LiveServer.with(site) { server in
            let browser = try await BoardBrowser.atLaptop(server)
            let fields = [("form", try await browser.formToken())]
            let answer = try await browser.upload("/sync/read", fields, name: "stick", bytes)
            #expect(answer.text.contains("not on this laptop"))
            #expect(try !site.logs.contains(school.home))
        }
    }

    // MARK: Helpers

    private func events(_ server: LiveServer) throws -> [String] {
        try server.site.store.read { snapshot in
            try snapshot.records(RecordFilter(kind: "event")).compactMap { $0["title"]?.string }
        }
    }

    private func bundle(of site: Site) throws -> [UInt8] {
        let path = site.folder.file("\(RecordID.new()).cairn")
        _ = try BundleWriter.write(
            site.store, BundleLogs(), since: nil, wall: wallNow(), to: BundleTarget(path)
        ) { _ in }
        return Array(try Data(contentsOf: URL(filePath: path)))
    }

    private func carry(_ from: Site, to other: Site) throws {
        let path = from.folder.file("\(RecordID.new()).cairn")
        var choice = BundleLogs()
        choice.takesAll = true
        _ = try BundleWriter.write(
            from.store, choice, since: nil, wall: wallNow(), to: BundleTarget(path)
        ) { _ in }
        _ = try BundleReader.read(
            BundleSource(path), into: other.store, takes: { _ in true }, progress: { _, _ in })
    }

    /// The logs of a stick that a session writes with everything ticked.
    private func stick(
        of browser: BoardBrowser
    ) async throws -> (logs: Set<RecordID>, bytes: [UInt8]) {
        let answer = try await browser.post("/sync/write", [("people", "yes"), ("all", "yes")])
        #expect(answer.status == 200)
        let logs = answer.lines.compactMap { $0["log"]?.string.flatMap { RecordID($0) } }
        return (Set(logs), answer.body)
    }
}
