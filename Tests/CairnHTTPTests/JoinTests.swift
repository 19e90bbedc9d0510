import CairnHTTP
import CairnModel
import CairnStore
import TestSupport
import Testing

@Suite(.serialized)
struct JoinTests {
    private func code(of error: HTTPFault) -> String { error.code.rawValue }

    @Test("a second laptop of a chapter gets its records and can write")
    func secondLaptop() async throws {
        let (state, laptop) = (try Site(chapter: "State"), try Site())
        let event = try state.event("Open day")
        try await LiveServer.with(state) { server in
            let answer = try await laptop.join(server.invitation(to: state.home))
            #expect(answer.role == .chapter)
            #expect(try answer.log == state.home)
            #expect(try answer.reads == [state.home, state.home.peopleLog])
            #expect(try await laptop.sync().hasAgreed)
            #expect(try laptop.title(event, in: state.home) == "Open day")
            try laptop.rename(event, "Open evening", in: state.home)
            #expect(try await laptop.sync().sent == 1)
            #expect(try state.title(event, in: state.home) == "Open evening")
        }
    }

    @Test("a school brings its own log and comes under the inviting chapter")
    func ownLog() async throws {
        let (state, school) = (try Site(chapter: "State"), try Site(chapter: "Lincoln"))
        try await LiveServer.with(state) { server in
            let answer = try await school.join(server.invitationForNew())
            #expect(try answer.log == school.home)
            #expect(try answer.above == state.home)
            #expect(try state.store.branches() == [school.home: state.home])
        }
    }

    @Test("the same code from the same node gives a token again until one was used")
    func again() async throws {
        let (state, school) = (try Site(chapter: "State"), try Site(chapter: "Lincoln"))
        try await LiveServer.with(state) { server in
            let call = try JoinCall(invitation: server.invitationForNew())
            func join() async throws -> JoinCall.Answer {
                try await call.run(
                    node: school.store.node(), log: school.home, name: "Laptop", token: nil,
                    settings: .testing())
            }
            let (first, second) = (try await join(), try await join())
            #expect(first.token != second.token)
            #expect(first.reads == second.reads)
            let dead = try await Call.sync(HandExchange().bytes).send(
                to: server, token: first.token)
            #expect(dead.status == 401)
            let live = try await Call.sync(HandExchange().bytes).send(
                to: server, token: second.token)
            #expect(live.status == 200)
            let error = await #expect(throws: HTTPFault.self) { _ = try await join() }
            #expect(error?.code == .notInvited)
            #expect(error?.reason.contains("used already") == true)
            #expect(try state.store.tokens().count == 1)
        }
    }

    @Test("another node cannot use a code that was used")
    func anotherNode() async throws {
        let (state, school, thief) = (
            try Site(chapter: "State"), try Site(chapter: "Lincoln"), try Site(chapter: "Thief")
        )
        try await LiveServer.with(state) { server in
            let invitation = try server.invitationForNew()
            try await school.join(invitation)
            let error = await #expect(throws: HTTPFault.self) { try await thief.join(invitation) }
            #expect(error?.code == .notInvited)
        }
    }

    @Test("a code that has expired, or is wrong, lets nobody in")
    func expired() async throws {
        let (state, school) = (try Site(chapter: "State"), try Site(chapter: "Lincoln"))
        try await LiveServer.with(state) { server in
            let late = try server.invitation(to: state.home, days: -1)
            let first = await #expect(throws: HTTPFault.self) { try await school.join(late) }
            #expect(first?.reason.contains("expired") == true)
            let wrong = "\(server.url)/join/00000000000000000000000x"
            let second = await #expect(throws: HTTPFault.self) { try await school.join(wrong) }
            #expect(second?.reason.contains("no such invitation") == true)
        }
    }

    @Test("a code for one chapter does not take another in")
    func otherChapter() async throws {
        let (state, school) = (try Site(chapter: "State"), try Site(chapter: "Lincoln"))
        try await LiveServer.with(state) { server in
            let invitation = try server.invitation(to: state.home)
            let error = await #expect(throws: HTTPFault.self) { try await school.join(invitation) }
            #expect(error?.reason.contains("another chapter") == true)
        }
    }

    @Test("a code for a new school does not open what the server has")
    func claim() async throws {
        let (state, thief) = (try Site(chapter: "State"), try Site())
        let victim = try state.addChapter("Victim")
        try await LiveServer.with(state) { server in
            for claimed in [victim, victim.peopleLog, try state.home, try state.home.peopleLog] {
                let call = try JoinCall(invitation: server.invitationForNew())
                let error = await #expect(throws: HTTPFault.self) {
                    _ = try await call.run(
                        node: thief.store.node(), log: claimed, name: "Thief", token: nil,
                        settings: .testing())
                }
                #expect(error?.code == .notInvited)
            }
            #expect(try state.store.tokens().isEmpty)
        }
    }

    @Test("a store that knows two servers carries nothing of one to the other")
    func twoServers() async throws {
        let (first, second, coordinator) = (
            try Site(chapter: "First"), try Site(chapter: "Second"), try Site()
        )
        try await LiveServer.with(first) { one in
            try await LiveServer.with(second) { two in
                try await coordinator.join(
                    one.invitation(.coordinator, to: first.home), as: "one")
                try await coordinator.join(
                    two.invitation(.coordinator, to: second.home), as: "two")
                for _ in 0..<2 {
                    #expect(try await coordinator.sync("one").hasAgreed)
                    #expect(try await coordinator.sync("two").hasAgreed)
                }
                #expect(try coordinator.logs.count == 2)
                #expect(try !first.logs.contains(second.home))
                #expect(try !second.logs.contains(first.home))
            }
        }
    }

    @Test("a school that joins later shows up at a coordinator who had joined before")
    func laterSchool() async throws {
        let (state, school, coordinator) = (
            try Site(chapter: "State"), try Site(chapter: "Lincoln"), try Site()
        )
        try await LiveServer.with(state) { server in
            try await coordinator.join(server.invitation(.coordinator, to: state.home))
            #expect(try await coordinator.sync().hasAgreed)
            try await school.join(server.invitationForNew())
            let event = try school.event("Film night")
            #expect(try await school.sync().hasAgreed)
            #expect(try await coordinator.sync().hasAgreed)
            #expect(try coordinator.title(event, in: school.home) == "Film night")
            try coordinator.rename(event, "Film evening", in: school.home)
            #expect(try await coordinator.sync().hasAgreed)
            #expect(try await school.sync().hasAgreed)
            #expect(try school.title(event, in: school.home) == "Film evening")
        }
    }

    @Test("a chapter's token invites volunteers of its own chapter and nobody else")
    func inviteVolunteers() async throws {
        let (state, school) = (try Site(chapter: "State"), try Site(chapter: "Lincoln"))
        let other = try state.addChapter("Other")
        try await LiveServer.with(state) { server in
            let token = try await school.join(server.invitationForNew()).token
            func invite(_ body: JSON) async throws -> Call.Answer {
                try await Call(
                    path: "/v1/invitations", headers: [("content-type", "application/json")],
                    body: Array(body.compactText.utf8)
                ).send(to: server, token: token)
            }
            let home = try school.home
            let ana = try state.make("volunteer", in: home.peopleLog, ["given_name": "Ana"])
            let gone = try state.make("volunteer", in: home.peopleLog, ["status": "blocked"])
            let stray = try state.make("volunteer", in: other.peopleLog, ["given_name": "Ben"])
            let volunteer = JSON.string(ana.description)
            for id in [RecordID.new(), gone, stray] {
                let nobody = try await invite(["volunteer": .string(id.description)])
                #expect(nobody.status == 404)
                #expect(nobody.code == "not-found")
            }
            let unknown = try await invite(["volunteer": volunteer, "expires": "1h"])
            #expect(unknown.code == "unknown_field")
            #expect(unknown.field == "expires")
            let made = try await invite(["volunteer": volunteer])
            #expect(made.status == 201)
            #expect(try JSON(reading: made.body)["url"]?.string?.contains("/join/") == true)
            let coordinator = try await invite(["volunteer": volunteer, "role": "coordinator"])
            #expect(coordinator.code == "forbidden")
            let foreign = try await invite([
                "volunteer": volunteer, "log": .string(other.description),
            ])
            #expect(foreign.code == "forbidden")
            #expect(try await invite(["volunteer": "Ana"]).code == "invalid_value")
        }
    }
}
