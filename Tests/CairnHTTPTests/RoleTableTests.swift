import CairnHTTP
import CairnModel
import CairnStore
import TestSupport
import Testing

/// Who can see and do what through the API: each role against each address, with records of its
/// own logs and of others'.
@Suite(.serialized)
struct RoleTableTests {
    struct Expected: Sendable, CustomTestStringConvertible {
        let role: Role
        let of: String
        /// Names of records that are seen: those in these places, less those that end so.
        let places: [String]
        var without: [String] = []
        /// Where the role writes; of people where `writesPeople`.
        var writes: [String] = []
        var writesPeople = false
        var seesConflicts = true
        var testDescription: String { "\(role.rawValue) of \(of)" }
    }

    private static let people = [" ana", " ben"]
    private static let personal = ["private", "private shift", "private task"]

    static let table = [
        Expected(role: .reader, of: "school", places: ["school"], without: people + personal),
        Expected(
            role: .writer, of: "school", places: ["school"], without: people, writes: ["school"]),
        Expected(
            role: .chapter, of: "school", places: ["school"], writes: ["school"],
            writesPeople: true),
        Expected(
            role: .coordinator, of: "state", places: ["state", "school"], without: people,
            writes: ["state", "school"]),
        Expected(
            role: .coordinator, of: "school", places: ["school"], without: people,
            writes: ["school"]),
        Expected(
            role: .volunteer, of: "school", places: ["school"],
            without: personal + [" ben", "ben's task", "ben's signup"], seesConflicts: false),
    ]

    @Test("a role sees and writes its records and no other", arguments: table)
    func walk(_ expected: Expected) async throws {
        let world = try RoleWorld()
        try await LiveServer.with(world.site) { server in
            let client = try Self.client(expected, world, on: server)
            let seen = world.names(expected.places, without: expected.without)
            try await Self.checkSeeing(client, world, seen)
            try await Self.checkWriting(client, world, seen, expected)
            let conflicts = try await client.get("conflicts")
            #expect(conflicts.status == (expected.seesConflicts ? 200 : 403))
        }
    }

    @Test("after a grant is taken away the records are as if they had never been", arguments: table)
    func takenAway(_ expected: Expected) async throws {
        let world = try RoleWorld()
        try await LiveServer.with(world.site) { server in
            let client = try Self.client(expected, world, on: server)
            let number = try world.site.store.tokens()[0].number
            let log = Self.log(expected, world)
            try world.site.store.revokeGrants(on: log, ofToken: number)
            try await Self.checkSeeing(client, world, [])
            let made = try await client.post("events", ["title": "Display"])
            #expect(made.status == 403)
            try world.site.store.revokeToken(number)
            for thing in world.things {
                let answer = try await client.get(thing.path)
                #expect(answer.status == 401)
                #expect(answer.code == "unauthorized")
            }
        }
    }

    @Test("without a token there is the document and nothing else")
    func nobody() async throws {
        let world = try RoleWorld()
        try await LiveServer.with(world.site) { server in
            for token in [nil, "x", "' OR 1=1 --"] as [String?] {
                let client = APIClient(server: server, token: token)
                let document = try await client.get("openapi.json")
                #expect(document.status == 200)
                for thing in world.things {
                    #expect(try await client.get(thing.path).status == 401)
                    #expect(try await client.get(thing.collection).status == 401)
                    #expect(try await client.patch(thing.path, [:], tag: "*").status == 401)
                    #expect(try await client.delete(thing.path, tag: "*").status == 401)
                    #expect(try await client.post(thing.collection, [:]).status == 401)
                }
                #expect(try await client.get("conflicts").status == 401)
                let path = "conflicts/000000000000/resolve"
                #expect(try await client.post(path, ["keep": "a"]).status == 401)
                let task = world.thing("school open task").path
                for action in ["claim", "release", "done"] {
                    #expect(try await client.post("\(task)/\(action)").status == 401)
                }
            }
        }
    }

    @Test("a volunteer acts on own tasks and open ones, and others get the reason")
    func actions() async throws {
        let world = try RoleWorld()
        let table: [(thing: String, action: String, volunteer: Int, chapter: Int)] = [
            ("school open task", "claim", 200, 403), ("school open task", "release", 200, 403),
            ("school open task", "done", 403, 200), ("school shared task", "claim", 200, 403),
            ("school shared task", "done", 200, 200), ("school ben's task", "claim", 404, 403),
            ("school ben's task", "done", 404, 200), ("school shift", "signup", 200, 403),
            ("school shift", "leave", 200, 403), ("school private shift", "signup", 404, 403),
            ("elsewhere open task", "claim", 404, 404), ("elsewhere shift", "signup", 404, 404),
            ("elsewhere open task", "done", 404, 404), ("state open task", "claim", 404, 404),
        ]
        try await LiveServer.with(world.site) { server in
            let ana = try APIClient.of(.volunteer, world.school, volunteer: world.ana, on: server)
            let chapter = try APIClient.of(.chapter, world.school, on: server)
            for row in table {
                let path = "\(world.thing(row.thing).path)/\(row.action)"
                let answer = try await ana.post(path)
                #expect(answer.status == row.volunteer, "volunteer: \(row) \(answer.text)")
                let other = try await chapter.post(path)
                #expect(other.status == row.chapter, "chapter: \(row) \(other.text)")
            }
        }
    }

    @Test("a volunteer reads nothing of others but the given name and initial of who shares a task")
    func privacy() async throws {
        let world = try RoleWorld()
        try await LiveServer.with(world.site) { server in
            let ana = try APIClient.of(.volunteer, world.school, volunteer: world.ana, on: server)
            let ben = world.thing("school ben").id.description
            for collection in Collections.all {
                for item in try await ana.all(collection) {
                    #expect(!item.compactText.contains(ben), "\(item.compactText)")
                    guard collection != "volunteers" else { continue }
                    #expect(!item.compactText.contains("Secret"), "\(item.compactText)")
                }
            }
            let task = try await ana.get(world.thing("school shared task").path).json
            #expect(task["shared_with"] == ["Ben s."])
            #expect(task["assignee"]?.object?.map(\.key) == [world.ana.description])
            // Nobody's part in a task can be asked for.
            #expect(try await ana.ids("tasks?assignee=\(ben)").isEmpty)
        }
    }

    @Test(
        "a volunteer who was deleted or shut out sees nothing", arguments: ["deleted", "blocked"])
    func shutOut(_ way: String) async throws {
        let world = try RoleWorld()
        try await LiveServer.with(world.site) { server in
            let ana = try APIClient.of(.volunteer, world.school, volunteer: world.ana, on: server)
            #expect(try await !ana.all("tasks").isEmpty)
            try world.site.store.perform { _ in
                let people = world.school.peopleLog
                let edit =
                    way == "deleted"
                    ? Edit(.delete, log: people, kind: "volunteer", id: world.ana)
                    : Edit(
                        .write, log: people, kind: "volunteer", id: world.ana,
                        set: [(field: "status", value: "blocked")])
                return Intent([edit], by: nil)
            }
            try await Self.checkSeeing(ana, world, [])
        }
    }

    // MARK: Walking

    private enum Collections {
        static let all = ["events", "tasks", "volunteers", "shifts", "chapters", "signups"]
    }

    private static func log(_ expected: Expected, _ world: RoleWorld) -> RecordID {
        expected.of == "state" ? world.state : world.school
    }

    private static func client(
        _ expected: Expected, _ world: RoleWorld, on server: LiveServer
    ) throws -> APIClient {
        try .of(
            expected.role, log(expected, world),
            volunteer: expected.role == .volunteer ? world.ana : nil, on: server)
    }

    /// Lists and addresses show these and nothing else, and what is not shown answers as an id
    /// that never was.
    private static func checkSeeing(
        _ client: APIClient, _ world: RoleWorld, _ seen: Set<String>
    ) async throws {
        for collection in Collections.all {
            let known = world.things.filter { $0.collection == collection }
            let listed = try await client.ids(collection)
            #expect(
                Set(known.filter { listed.contains($0.id.description) }.map(\.name))
                    == seen.intersection(known.map(\.name)))
            #expect(listed.isSubset(of: known.map(\.id.description)))
            let never = try await client.get("\(collection)/\(RecordID.new())")
            #expect(never.status == 404)
            for thing in known {
                let answer = try await client.get(thing.path)
                if seen.contains(thing.name) {
                    #expect(answer.status == 200, "\(thing.name)")
                    continue
                }
                #expect(answer.status == 404, "\(thing.name)")
                #expect(answer.body == never.body)
                #expect(answer.headers.keys.sorted() == never.headers.keys.sorted())
            }
        }
    }

    private static func checkWriting(
        _ client: APIClient, _ world: RoleWorld, _ seen: Set<String>, _ expected: Expected
    ) async throws {
        for thing in world.things {
            let place = String(thing.name.prefix { $0 != " " })
            let isPerson = thing.collection == "volunteers"
            let mayWrite =
                expected.writes.contains(place) && (!isPerson || expected.writesPeople)
            let refusal = seen.contains(thing.name) ? 403 : 404
            let patched = try await client.patch(thing.path, [:], tag: "*")
            #expect(patched.status == (mayWrite ? 200 : refusal), "patch \(thing.name)")
            let deleted = try await client.delete(thing.path, tag: "\"none\"")
            #expect(deleted.status == (mayWrite ? 412 : refusal), "delete \(thing.name)")
            // With a log of somebody else nothing is made, whether or not there is such a log.
            guard thing.collection == "chapters" else { continue }
            let body: JSON = ["title": "Made", "log": .string(thing.log.description)]
            let made = try await client.post("events", body)
            #expect(made.status == (expected.writes.contains(place) ? 201 : 403), "\(place)")
            let person: JSON = ["given_name": "Made", "log": .string(thing.log.description)]
            let isOpen = expected.writes.contains(place) && expected.writesPeople
            #expect(try await client.post("volunteers", person).status == (isOpen ? 201 : 403))
        }
    }
}
