import CairnHTTP
import CairnModel
import CairnStore
import NIOHTTP1
import TestSupport
import Testing

/// What a broken or hostile program may send as a record: each gets its code and the field's name,
/// never a value of it, and nothing is written.
@Suite(.serialized)
struct HostileBodyTests {
    private static let long = String(repeating: "x", count: 30_000)

    /// Body, status, code, field.
    static let bodies: [(JSON, Int, String, String?)] = [
        ([:], 400, "missing_value", "title"), (["title": .null], 400, "missing_value", "title"),
        (["title": "hidden value", "colour": "red"], 400, "unknown_field", "colour"),
        (["title": "hidden value", "Col our<script>": "red"], 400, "unknown_field", nil),
        (["title": "hidden value", "tag/x": true], 400, "unknown_field", nil),
        (["title": 7], 400, "invalid_value", "title"),
        (["title": []], 400, "invalid_value", "title"),
        (["title": [:]], 400, "invalid_value", "title"),
        (["title": "x"], 400, "invalid_value", "title"),
        (["title": "hid\u{7}den"], 400, "invalid_value", "title"),
        (["title": .string(long)], 400, "invalid_value", "title"),
        (["title": "hidden value", "type": "party"], 400, "invalid_value", "type"),
        (["title": "hidden value", "capacity": -1], 400, "invalid_value", "capacity"),
        (["title": "hidden value", "capacity": .number(1.5)], 400, "invalid_value", "capacity"),
        (["title": "hidden value", "capacity": .number(1e300)], 400, "invalid_value", "capacity"),
        (["title": "hidden value", "when": "friday"], 400, "invalid_value", "when"),
        (["title": "hidden value", "when": [:]], 400, "invalid_value", "when"),
        (["title": "hidden value", "when": ["start": "x"]], 400, "invalid_value", "when.start"),
        (
            ["title": "hidden value", "when": ["start": "2026-04-04T19:00", "tz": "Mars/Base"]],
            400,
            "invalid_value", "when.tz"
        ),
        (
            ["title": "hidden value", "when": ["start": "2026-04-04T19:00:00Z", "tz": 5]], 400,
            "invalid_value", "when.tz"
        ),
        (
            [
                "title": "hidden value",
                "when": ["start": "2026-04-04T19:00", "end": "2026-04-04T18:00"],
            ], 400, "invalid_value", "when"
        ),
        (
            ["title": "hidden value", "place": ["planet": "x"]], 400, "unknown_field",
            "place.planet"
        ),
        (
            ["title": "hidden value", "place": ["lat_e6": .integer(.max)]], 400, "invalid_value",
            "place.lat_e6"
        ),
        (["title": "hidden value", "tag": "x"], 400, "invalid_value", "tag"),
        (["title": "hidden value", "tag": [1]], 400, "invalid_value", "tag"),
        (["title": "hidden value", "tag": ["~hidden"]], 400, "invalid_value", "tag"),
        (["title": "hidden value", "tag": ["x": "y"]], 400, "invalid_value", "tag"),
        (["title": "hidden value", "count": ["x"]], 400, "invalid_value", "count"),
        (
            ["title": "hidden value", "count": ["hidden": ["low": 9, "high": 1]]], 400,
            "invalid_value", "count"
        ),
        (["title": "hidden value", "ask": ["beg"]], 400, "invalid_value", "ask"),
        (["title": "hidden value", "same_as": ["hidden"]], 400, "invalid_value", "same_as"),
        (
            ["title": "hidden value", "postponed_to": "hidden"], 400, "invalid_value",
            "postponed_to"
        ),
        (
            ["title": "hidden value", "postponed_to": .string(RecordID.new().description)], 400,
            "invalid_value", "postponed_to"
        ),
        (["title": "hidden value", "deleted": true], 400, "invalid_value", "deleted"),
        (["title": "hidden value", "id": "hidden"], 400, "invalid_value", "id"),
        (["title": "hidden value", "id": 5], 400, "invalid_value", "id"),
        (
            ["title": "hidden value", "id": "0193a5c2-0000-4000-8000-000000000001", "log": 1], 400,
            "invalid_value", nil
        ),
        (["title": "hidden value", "log": "hidden"], 400, "invalid_value", "log"),
        (["title": "hidden value", "chapter": []], 400, "invalid_value", "chapter"),
        (["title": "hidden value", "chapter": "hidden"], 403, "forbidden", nil),
    ]

    @Test("every hostile body is refused by its code and field, and nothing of it is told or kept")
    func bodies() async throws {
        let site = try Site(chapter: "Lincoln")
        let home = try site.home
        try await LiveServer.with(site) { server in
            let client = try APIClient.of(.chapter, home, on: server)
            let before = try site.store.read { try $0.entryCount() }
            for (body, status, code, field) in Self.bodies {
                let answer = try await client.post("events", body)
                let name = String(body.compactText.prefix(100))
                #expect(answer.status == status, "\(name): \(answer.text)")
                #expect(answer.code == code, "\(name): \(answer.text)")
                #expect(field == nil || answer.field == field, "\(name): \(answer.text)")
                #expect(!answer.text.contains("hidden"), "\(answer.text)")
                #expect(answer.headers["content-type"] == "application/problem+json")
            }
            #expect(try site.store.read { try $0.entryCount() } == before)
        }
    }

    @Test("what a body calls a member of a field is not told where it can be no name")
    func members() async throws {
        let site = try Site(chapter: "Lincoln")
        let home = try site.home
        try await LiveServer.with(site) { server in
            let client = try APIClient.of(.chapter, home, on: server)
            let table: [(JSON, String)] = [
                (["guardian": ["Xhidden": 1]], "guardian"),
                (["consent": ["photo": ["Xhidden": 1]]], "consent"),
                (["guardian": ["": 1]], "guardian"), (["guardian": ["a/Xhidden": 1]], "guardian"),
                (["consent": ["Xhidden.y": ["state": "granted"]]], "consent"),
            ]
            for (body, field) in table {
                let body = body.setting("given_name", "Ana")
                let answer = try await client.post("volunteers", body)
                #expect(answer.status == 400, "\(body.compactText): \(answer.text)")
                #expect(!answer.text.contains("hidden"), "\(answer.text)")
                #expect(answer.field == field, "\(answer.text)")
            }
            let known = try await client.post(
                "volunteers", ["given_name": "Ana", "guardian": ["mail": "x"]])
            #expect(known.field == "guardian.mail")
        }
    }

    @Test("what is no JSON object, of another type or too long is refused before it is looked at")
    func raw() async throws {
        let site = try Site(chapter: "Lincoln")
        let home = try site.home
        let big = "{\"title\":\"\(String(repeating: "x", count: 300_000))\"}"
        let deep = String(repeating: "[", count: 100_000)
        let table: [(text: String, type: String, status: Int, code: String)] = [
            ("", "application/json", 400, "bad-request"),
            ("[]", "application/json", 400, "bad-request"),
            ("{\"title\":\"a\",\"title\":\"b\"}", "application/json", 400, "bad-request"),
            ("{\"title\":\"\\ud800\"}", "application/json", 400, "bad-request"),
            ("{\"title\":1e999}", "application/json", 400, "bad-request"),
            (deep, "application/json", 400, "bad-request"),
            ("{}", "text/plain", 415, "unsupported"),
            ("{}", "application/merge-patch+json", 415, "unsupported"),
            (big, "application/json", 413, "too-large"),
        ]
        try await LiveServer.with(site) { server in
            let client = try APIClient.of(.chapter, home, on: server)
            for row in table {
                let answer = try await Call(
                    path: "/v1/events", headers: [("content-type", row.type)],
                    body: Array(row.text.utf8)
                ).send(to: server, token: client.token)
                #expect(answer.status == row.status, "\(row.text.prefix(40)): \(answer.text)")
                #expect(answer.code == row.code, "\(row.text.prefix(40))")
            }
        }
    }

    @Test("a method that an address does not have is answered with those that it has")
    func methods() async throws {
        let site = try Site(chapter: "Lincoln")
        let home = try site.home
        try await LiveServer.with(site) { server in
            let client = try APIClient.of(.chapter, home, on: server)
            let table: [(HTTPMethod, String, String)] = [
                (.PUT, "events", "GET, HEAD, POST"), (.DELETE, "tasks", "GET, HEAD, POST"),
                (.POST, "events/\(home)", "GET, HEAD, PATCH, DELETE"),
                (.GET, "tasks/\(home)/claim", "POST"), (.POST, "conflicts", "GET, HEAD"),
                (.OPTIONS, "openapi.json", "GET, HEAD"), (.GET, "sync", "POST"),
                (.GET, "join", "POST"), (.PUT, "invitations", "POST"),
                (.POST, "watch", "GET, HEAD"), (.POST, "/", "GET, HEAD"),
                (.PUT, "/me/x", "GET, HEAD"), (.PUT, "/join/x", "GET, HEAD, POST"),
                (.POST, "/f/x/tasks.ics", "GET, HEAD"), (.PUT, "/sign-in", "POST"),
            ]
            for (method, path, allowed) in table {
                let whole = path.hasPrefix("/") ? path : "/v1/\(path)"
                let answer = try await Call(method: method, path: whole)
                    .send(to: server, token: client.token)
                #expect(answer.status == 405, "\(method) \(path)")
                #expect(answer.headers["allow"] == allowed)
                #expect(answer.headers["access-control-allow-origin"] == nil)
            }
            let head = try await client.send(.HEAD, "events", nil)
            let list = try await client.get("events")
            #expect(head.status == 200)
            #expect(head.tag == list.tag)
            #expect(head.body.isEmpty)
        }
    }
}
