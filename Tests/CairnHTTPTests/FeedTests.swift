import CairnHTTP
import CairnModel
import CairnStore
import Foundation
import Logging
import NIOHTTP1
import TestSupport
import Testing

@Suite(.serialized)
struct FeedTests {
    @Test("a volunteer's events are the chapter's and those signed up for, never private ones")
    func volunteerEvents() async throws {
        let world = try FeedWorld()
        try await LiveServer.with(world.site) { server in
            let calendar = try await world.get("events.ics", of: world.volunteerToken(), server)
            #expect(
                FeedText(calendar).summaries == [
                    "Film night", "Film night: greeter", "Garden party", "Garden party: baker",
                    "Open evening", "Postcards", "Quiet room",
                ])
            let text = FeedText(calendar)
            #expect(text.component("Film night: greeter").contains("STATUS:CONFIRMED"))
            #expect(text.component("Garden party: baker").contains("STATUS:TENTATIVE"))
            #expect(text.component("Postcards").contains("STATUS:CANCELLED"))
            #expect(
                text.component("Open evening").contains(
                    "DTSTART;TZID=America/New_York:20260328T190000"))
            #expect(calendar.contains("TZID:America/New_York\r\n"))
        }
    }

    @Test("a volunteer's tasks are their own, without notes or other people")
    func volunteerTasks() async throws {
        let world = try FeedWorld()
        try await LiveServer.with(world.site) { server in
            let token = try world.volunteerToken()
            let calendar = try await world.get("tasks.ics", of: token, server)
            #expect(FeedText(calendar).summaries == ["Carry chairs", "Hang posters"])
            #expect(calendar.contains("BEGIN:VTODO"))
            for secret in ["Ben", "Secret", "code of the door", world.ben.description] {
                #expect(!calendar.contains(secret))
            }
            let asEvents = try await world.get("tasks.ics?as=events", of: token, server)
            #expect(
                FeedText(asEvents).summaries == ["Done: Carry chairs", "Due: Hang posters"])
            #expect(!asEvents.contains("VTODO"))
            let wrong = try await Call(
                method: .GET, path: world.path("tasks.ics?as=todos", of: token)
            ).send(to: server)
            #expect(wrong.code == "invalid_value")
        }
    }

    @Test("people who are one after a merge have one feed")
    func mergedVolunteer() async throws {
        let world = try FeedWorld()
        let people = try world.site.home.peopleLog
        let twin = try world.site.make("volunteer", in: people, ["given_name": "Anna"])
        try world.site.make(
            "task", in: world.site.home,
            ["title": "Phone the library", "assignee/\(twin)": ["state": "accepted"]])
        try world.site.store.perform { _ in
            Intent(
                [
                    Edit(
                        .write, log: people, kind: "volunteer", id: world.ana,
                        set: [(field: "merged_into", value: .string(twin.description))])
                ], by: nil)
        }
        try await LiveServer.with(world.site) { server in
            for person in [world.ana, twin] {
                let token = try world.token(.volunteer, of: world.site.home, volunteer: person)
                let calendar = try await world.get("tasks.ics", of: token, server)
                #expect(
                    FeedText(calendar).summaries
                        == ["Carry chairs", "Hang posters", "Phone the library"])
            }
        }
    }

    struct Reader: Sendable, CustomStringConvertible {
        let role: Role
        /// Whether the grant is for the server's own chapter, or the one below it.
        let isHome: Bool
        let events: Set<String>
        var description: String { "\(role.rawValue) of \(isHome ? "home" : "below")" }
    }

    static let homeEvents: Set = [
        "Film night", "Garden party", "Open evening", "Postcards", "Quiet room", "Unlisted talk",
    ]
    static let readers = [
        Reader(role: .reader, isHome: true, events: homeEvents),
        Reader(role: .writer, isHome: false, events: ["Below's fair"]),
        Reader(role: .chapter, isHome: true, events: homeEvents),
        Reader(role: .chapter, isHome: false, events: ["Below's fair"]),
        Reader(role: .coordinator, isHome: true, events: homeEvents.union(["Below's fair"])),
        Reader(role: .coordinator, isHome: false, events: ["Below's fair"]),
    ]

    @Test("a token that reads logs has their events and no others", arguments: readers)
    func readerEvents(_ reader: Reader) async throws {
        let world = try FeedWorld()
        let log = reader.isHome ? try world.site.home : world.below
        let token = try world.token(reader.role, of: log)
        try await LiveServer.with(world.site) { server in
            let calendar = try await world.get("events.ics", of: token, server)
            #expect(Set(FeedText(calendar).summaries) == reader.events)
        }
    }

    @Test("a calendar that did not change is answered with 304, one that did is not")
    func entityTags() async throws {
        let world = try FeedWorld()
        let token = try world.volunteerToken()
        let path = try world.path("events.ics", of: token)
        try await LiveServer.with(world.site) { server in
            let first = try await Call(method: .GET, path: path).send(to: server)
            #expect(first.status == 200)
            #expect(first.headers["content-type"] == "text/calendar; charset=utf-8")
            #expect(first.headers["cache-control"]?.hasPrefix("private") == true)
            let tag = try #require(first.headers["etag"])
            for name in [tag, "W/\(tag)", "\"other\", \(tag)", "*"] {
                let same = try await Call(
                    method: .GET, path: path, headers: [("if-none-match", name)]
                ).send(to: server)
                #expect(same.status == 304)
                #expect(same.headers["etag"] == tag)
                #expect(same.body.isEmpty)
            }
            try world.site.event("New event")
            let changed = try await Call(
                method: .GET, path: path, headers: [("if-none-match", tag)]
            ).send(to: server)
            #expect(changed.status == 200)
            #expect(changed.headers["etag"] != tag)
        }
    }

    @Test("HEAD tells what GET would, and the connection goes on")
    func head() async throws {
        let world = try FeedWorld()
        let path = try world.path("events.ics", of: world.volunteerToken())
        try await LiveServer.with(world.site) { server in
            let get = try await Call(method: .GET, path: path).send(to: server)
            // On one connection, so that bytes after the head would be taken for the next answer.
            let requests =
                "HEAD \(path) HTTP/1.1\r\nHost: x\r\n\r\n"
                + "HEAD /f/unknown/events.ics HTTP/1.1\r\nHost: x\r\n\r\n"
                + "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
            let socket = try RawSocket(port: server.port)
            socket.send(requests)
            let answer = socket.readAll()
            let statuses = answer.components(separatedBy: "\r\n")
                .filter { $0.hasPrefix("HTTP/1.1 ") }.map { $0.dropFirst(9).prefix(3) }
            #expect(statuses == ["200", "404", "200"])
            #expect(answer.lowercased().contains("etag: \(get.headers["etag"]!.lowercased())"))
            #expect(!answer.contains("BEGIN:VCALENDAR"))
        }
    }

    @Test("a feed ends with its token, and can be replaced by itself")
    func ends() async throws {
        let world = try FeedWorld()
        let store = world.site.store
        let token = try world.volunteerToken()
        let number = try store.tokens().last!.number
        let first = try #require(try store.feed(ofToken: token))
        #expect(try store.feed(ofToken: token) == first)
        #expect(try !world.site.holds(first))
        let second = try #require(try store.replaceFeed(ofToken: token))
        #expect(second != first)
        #expect(try store.feed(ofToken: token) == second)
        #expect(try store.feed(ofToken: "no token") == nil)
        #expect(try store.replaceFeed(ofToken: "no token") == nil)
        try await LiveServer.with(world.site) { server in
            func status(_ feed: String) async throws -> Call.Answer {
                try await Call(method: .GET, path: "/f/\(feed)/events.ics").send(to: server)
            }
            #expect(try await status(second).status == 200)
            // Neither the token itself nor the feed opens what the other is for.
            for wrong in [first, token, "unknown", "%00", String(repeating: "a", count: 500)] {
                let answer = try await status(wrong)
                #expect(answer.status == 404)
                #expect(answer.code == "not-found")
                #expect(answer.headers["content-type"] == "application/problem+json")
            }
            let sync = try await Call.sync(HandExchange().bytes).send(to: server, token: second)
            #expect(sync.status == 401)
            #expect(try await status(second).status == 200)
            try store.revokeToken(number)
            #expect(try await status(second).status == 404)
        }
        #expect(try store.feed(ofToken: token) == nil)
    }

    @Test("the log names the route and not the address")
    func log() async throws {
        let world = try FeedWorld()
        let lines = LogLines()
        let path = try world.path("events.ics", of: world.volunteerToken())
        try await LiveServer.with(world.site, logger: lines.logger) { server in
            _ = try await Call(method: .GET, path: path).send(to: server)
        }
        let feed = path.split(separator: "/")[1]
        #expect(lines.all.contains { $0.contains("/f/{feed}/events.ics") })
        #expect(!lines.all.contains { $0.contains(feed) })
    }

    @Test("two stores that hold the same entries give the same bytes")
    func sameBytes() throws {
        let world = try FeedWorld()
        let token = try world.volunteerToken()
        let holder = try world.site.store.holder(ofToken: token)!
        let other = try Site()
        // A batch a line, the logs in another order than they were written in.
        var lines: [[UInt8]] = []
        try world.site.store.read { snapshot in
            for log in try snapshot.logs().sorted().reversed() {
                try snapshot.forEachLine(logs: [log]) { lines.append($1) }
            }
        }
        for line in lines { _ = try other.store.receive([line]) { _ in true } }
        for content in FeedContent.allCases {
            let bytes = try [world.site.store, other.store].map { store in
                try store.read { snapshot in
                    let feed = try Feed(content, of: holder, in: snapshot)
                    let writer = ICSWriter(name: try feed.name(), zone: try feed.zone())
                    return try snapshot.calendar(
                        feed.records(limit: 100), writer, tentative: feed.tentative
                    ).bytes
                }
            }
            #expect(bytes[0].count > 500)
            #expect(bytes[0] == bytes[1])
        }
    }
}
