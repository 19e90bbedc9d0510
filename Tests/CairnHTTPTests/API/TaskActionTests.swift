import CairnHTTP
import CairnModel
import CairnStore
import TestSupport
import Testing

/// What volunteers do with tasks and shifts.
@Suite(.serialized)
struct TaskActionTests {
    private func with(
        _ body: @escaping @Sendable (RoleWorld, APIClient, APIClient) async throws -> Void
    ) async throws {
        let world = try RoleWorld()
        let ben = world.thing("school ben").id
        try await LiveServer.with(world.site) { server in
            try await body(
                world, .of(.volunteer, world.school, volunteer: world.ana, on: server),
                .of(.volunteer, world.school, volunteer: ben, on: server))
        }
    }

    @Test("a claim sent twice is one claim, and one that somebody else made too is contested")
    func contested() async throws {
        try await with { world, ana, ben in
            let path = world.thing("school open task").path
            let first = try await ana.post("\(path)/claim")
            #expect(first.status == 200)
            #expect(first.json["contested"] == false)
            let again = try await ana.post("\(path)/claim")
            #expect(again.json["assignee"] == first.json["assignee"])
            #expect(again.tag == first.tag)
            let second = try await ben.post("\(path)/claim")
            #expect(second.status == 200)
            #expect(second.json["contested"] == true)
            #expect(second.json["shared_with"] == ["Ana s."])
            #expect(try await ben.post("\(path)/release").json["contested"] == false)
            // Who has given it back can take it again.
            #expect(try await ben.post("\(path)/release").status == 200)
            #expect(try await ben.ids("tasks?mine=true").count == 2)
            #expect(try await ana.post("\(path)/done").json["status"] == "done")
            let late = try await ben.post("\(path)/claim")
            #expect(late.status == 404)
        }
    }

    @Test("the entry of an action says who acted")
    func author() async throws {
        try await with { world, ana, _ in
            let thing = world.thing("school open task")
            _ = try await ana.post("\(thing.path)/claim")
            let record = try world.site.store.read {
                try $0.record("task", thing.id, in: world.school)
            }
            #expect(record?.modifiedBy == world.ana.description)
        }
    }

    @Test("signing up queues, and the answer says which place on the waiting list")
    func waitlist() async throws {
        try await with { world, ana, ben in
            let shift = world.thing("school shift").path
            try await world.consent()
            let full = try await ben.post("\(shift)/leave")
            #expect(full.json["standing"] == "cancelled")
            let kept = try await ana.post("\(shift)/signup")
            #expect(kept.json["standing"] == "registered")
            let queued = try await ben.post("\(shift)/signup")
            #expect(queued.status == 200, "\(queued.text)")
            #expect(queued.json["standing"] == "waitlisted")
            #expect(queued.json["waitlist_place"] == 1)
            #expect(try await ana.post("\(shift)/leave").status == 200)
            #expect(try await ben.post("\(shift)/signup").json["standing"] == "registered")
            #expect(try await ben.ids("shifts?mine=true").count == 1)
        }
    }

    @Test("what stands in the way of a signup is said by its code")
    func obstacles() async throws {
        try await with { world, ana, ben in
            let event = world.thing("school event").path
            #expect(try await ana.post("\(event)/signup").code == "has-shifts")
            // A minor without a consent.
            let shift = world.thing("school shift").path
            _ = try await ben.post("\(shift)/leave")
            let missing = try await ben.post("\(shift)/signup")
            #expect(missing.status == 409)
            #expect(missing.code == "consent_missing")
            let closed = try world.site.make(
                "shift", in: world.school,
                [
                    "event": .string(world.thing("school event").id.description),
                    "status": "closed",
                ])
            let ended = try await ana.post("shifts/\(closed)/signup")
            #expect(ended.code == "ended")
            #expect(try await ana.post("shifts/\(closed)/leave").code == "not-signed-up")
        }
    }
}

extension RoleWorld {
    /// Ben may take part.
    fileprivate func consent() async throws {
        let ben = thing("school ben").id
        try site.store.perform { _ in
            Intent(
                [
                    Edit(
                        .write, log: school.peopleLog, kind: "volunteer", id: ben,
                        set: [(field: "consent/participation", value: ["state": "granted"])])
                ], by: nil)
        }
    }
}
