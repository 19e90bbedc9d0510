import CairnHTTP
import CairnModel
import CairnStore
import TestSupport
import Testing

/// Who can pull and push what, walked as a table.
@Suite(.serialized)
struct RoleTests {
    /// A server with its own chapter, one below it, one elsewhere, and volunteers in each.
    struct World {
        let state: Site
        let home: RecordID
        let below: RecordID
        let elsewhere: RecordID

        init() throws {
            state = try Site(chapter: "State")
            home = try state.home
            below = try state.addChapter("Below")
            elsewhere = try state.addChapter("Elsewhere")
            for log in [below, elsewhere] {
                try state.make("volunteer", in: log.peopleLog, ["given_name": "Hidden Name"])
            }
            try state.store.confirm([(chapter: below, above: home)])
        }

        var logs: [(name: String, log: RecordID)] {
            [
                ("home", home), ("home people", home.peopleLog), ("below", below),
                ("below people", below.peopleLog), ("elsewhere", elsewhere),
                ("elsewhere people", elsewhere.peopleLog),
            ]
        }
    }

    /// What a role may do: log names that it pulls, and that it pushes.
    struct Expected: Sendable, CustomTestStringConvertible {
        let role: Role
        let of: String
        let pulls: Set<String>
        let pushes: Set<String>
        var testDescription: String { "\(role.rawValue) of \(of)" }
    }

    static let table = [
        Expected(role: .reader, of: "below", pulls: ["below"], pushes: []),
        Expected(role: .writer, of: "below", pulls: ["below"], pushes: ["below"]),
        Expected(
            role: .chapter, of: "below", pulls: ["below", "below people"],
            pushes: ["below", "below people"]),
        Expected(
            role: .coordinator, of: "home", pulls: ["home", "below"], pushes: ["home", "below"]),
        Expected(role: .coordinator, of: "below", pulls: ["below"], pushes: ["below"]),
    ]

    @Test("a role pulls and pushes its logs and no other", arguments: table)
    func walk(_ expected: Expected) async throws {
        let world = try World()
        try await LiveServer.with(world.state) { server in
            let log = world.logs.first { $0.name == expected.of }!.log
            let token = try await Self.token(server, expected.role, log)
            #expect(try await Self.pulled(server, token, world) == expected.pulls)
            #expect(try await Self.pushed(server, token, world) == expected.pushes)
        }
    }

    @Test("a volunteer's token exchanges nothing")
    func volunteer() async throws {
        let world = try World()
        try await LiveServer.with(world.state) { server in
            let token = try await Self.token(server, .volunteer, world.below)
            let answer = try await Call.sync(HandExchange().bytes).send(to: server, token: token)
            #expect(answer.status == 403)
            #expect(answer.code == "forbidden")
        }
    }

    @Test("a grant that is added, taken away and given back opens, closes and opens a log")
    func comeAndGo() async throws {
        let world = try World()
        let school = try Site()
        try await LiveServer.with(world.state) { server in
            let first = try await school.join(server.invitation(to: world.below))
            let number = try world.state.store.tokens()[0].number
            #expect(
                try await Self.pulled(server, first.token, world) == ["below", "below people"])
            let again = try await school.join(
                server.invitation(.reader, to: world.elsewhere))
            #expect(again.token == first.token)
            #expect(
                try await Self.pulled(server, first.token, world)
                    == ["below", "below people", "elsewhere"])
            try world.state.store.revokeGrants(on: world.elsewhere, ofToken: number)
            #expect(
                try await Self.pulled(server, first.token, world) == ["below", "below people"])
            try await school.join(server.invitation(.writer, to: world.elsewhere))
            #expect(try await Self.pushed(server, first.token, world).contains("elsewhere"))
            try world.state.store.revokeToken(number)
            let answer = try await Call.sync(HandExchange().bytes)
                .send(to: server, token: first.token)
            #expect(answer.status == 401)
            #expect(answer.code == "unauthorized")
        }
    }

    @Test("a chapter that names a parent in its own record does not become visible to it")
    func parentIsNoGrant() async throws {
        let world = try World()
        try await LiveServer.with(world.state) { server in
            let token = try await Self.token(server, .coordinator, world.home)
            try world.state.store.perform { _ in
                Intent(
                    [
                        Edit(
                            .write, log: world.elsewhere, kind: "chapter", id: world.elsewhere,
                            set: [(field: "parent", value: .string(world.home.description))])
                    ], by: nil)
            }
            #expect(try await Self.pulled(server, token, world) == ["home", "below"])
        }
    }

    @Test("a coordinator who pulled everything holds no byte of a people log")
    func noPeople() async throws {
        let (state, school, coordinator) = (
            try Site(chapter: "State"), try Site(chapter: "Lincoln"), try Site()
        )
        try await LiveServer.with(state) { server in
            // The school shares its people with the server, and the server still keeps them from
            // the coordinator.
            try await school.join(server.invitationForNew(), sharesPeople: true)
            #expect(try await school.sync().hasAgreed)
            #expect(try state.holds("Lincoln Secret"))
            try await coordinator.join(server.invitation(.coordinator, to: state.home))
            #expect(try await coordinator.sync().hasAgreed)
            #expect(try Set(coordinator.logs) == [state.home, school.home])
            for secret in ["Lincoln Secret", "State Secret"] {
                #expect(try !coordinator.holds(secret))
            }
            for log in try [state.home, school.home] {
                #expect(try !coordinator.holds(log.peopleLog.description))
            }
        }
    }

    @Test("a school's people log stays there until it says otherwise")
    func share() async throws {
        let (state, school) = (try Site(chapter: "State"), try Site(chapter: "Lincoln"))
        try await LiveServer.with(state) { server in
            try await school.join(server.invitationForNew())
            #expect(try await school.sync().hasAgreed)
            #expect(try !state.holds("Lincoln Secret"))
            #expect(try !state.logs.contains(school.home.peopleLog))
            try school.store.update(peer: "state") { $0.sharesPeople = true }
            #expect(try await school.sync().hasAgreed)
            #expect(try state.holds("Lincoln Secret"))
        }
    }

    // MARK: Asking by hand

    static func token(_ server: LiveServer, _ role: Role, _ log: RecordID) async throws -> String {
        let store = server.site.store
        let volunteer = role == .volunteer ? RecordID.new().description : nil
        let code = try store.invite(
            Invitation(
                role, chapter: log, volunteer: volunteer, expires: wallNow() + dayMilliseconds))
        return try store.join(Joining(code: code, node: NodeID("0123456789abcdef")!)).token
    }

    /// The logs that a token is shown, by name; and that no id of another is anywhere in the
    /// answer.
    static func pulled(
        _ server: LiveServer, _ token: String, _ world: World
    ) async throws -> Set<String> {
        let answer = try await Call.sync(HandExchange().bytes).send(to: server, token: token)
        #expect(answer.status == 200)
        let shown = Set((answer.lines.first?["have"]?.object ?? []).map(\.key))
        let sent = Set(answer.lines.compactMap { $0["log"]?.string })
        #expect(shown == sent)
        for (_, log) in world.logs where !shown.contains(log.description) {
            #expect(!answer.text.contains("\"log\":\"\(log)\""))
        }
        return Set(world.logs.filter { shown.contains($0.log.description) }.map(\.name))
    }

    /// The logs that take an entry from a token, by name; the others refuse it as forbidden.
    static func pushed(
        _ server: LiveServer, _ token: String, _ world: World
    ) async throws -> Set<String> {
        var names: Set<String> = []
        for (name, log) in world.logs {
            let node = ManyNodes.node(Int.random(in: 1...1_000_000))
            let line = ManyNodes(log: log).line(node: node, title: "Pushed")
            let answer = try await Call.sync(HandExchange([line]).bytes)
                .send(to: server, token: token)
            if answer.refused == ["forbidden"] { continue }
            #expect(answer.refused == [])
            names.insert(name)
        }
        return names
    }
}
