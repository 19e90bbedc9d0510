import CairnModel
import Testing

@testable import CairnStore

@Suite struct DerivedOrderTests {
    typealias Make = DerivedRecords

    private func member(_ number: Int, _ rsvp: String, rank: Int?) -> SignupQueue.Member {
        SignupQueue.Member(
            key: Make.key("signup", number), rsvp: rsvp, rank: rank.map { Make.rank($0) })
    }

    @Test("the queue goes by the rank of rsvp: whoever cancels and comes back queues again")
    func queue() {
        let queue = SignupQueue(
            places: 2,
            members: [
                member(1, "registered", rank: 9), member(2, "registered", rank: 2),
                member(3, "registered", rank: 3), member(4, "tentative", rank: 1),
                member(5, "registered", rank: 5),
            ])
        #expect(queue.surplus == 2)
        #expect(queue.standings.map(\.key.id) == [2, 3, 5, 1, 4].map(Make.id))
        #expect(
            queue.standings.map(\.standing) == [
                .registered, .registered, .waitlisted(place: 1), .waitlisted(place: 2), .tentative,
            ])
        #expect(queue.standings.map(\.standing.word)[2] == "waitlisted")
    }

    @Test("without a limit nobody waits")
    func noLimit() {
        let queue = SignupQueue(
            places: nil, members: (1...50).map { member($0, "registered", rank: $0) })
        #expect(queue.surplus == 0)
        #expect(queue.standings.allSatisfy { $0.standing == .registered })
    }

    @Test("tasks are ordered by due day, then blocking others, then age")
    func urgency() {
        func task(_ number: Int, _ fields: [String: JSON], made: Int64) -> StoredRecord {
            Make.record("task", number, ["title": "Task"].merging(fields) { $1 }, made: made)
        }
        let tasks = [
            task(1, [:], made: 1),
            task(2, ["due": ["date": "2026-05-01"]], made: 2),
            task(3, ["due": ["start": "2026-04-30T18:00", "tz": "Europe/Paris"]], made: 9),
            task(4, [:], made: 8),
            task(5, ["depends/\(Make.id(4))": true], made: 3),
            task(6, ["due": ["date": "2026-05-01"]], made: 1),
        ]
        let graph = TaskGraph(tasks)
        #expect(
            Urgency.sorted(tasks, in: graph).map(\.id) == [3, 6, 2, 4, 1, 5].map(Make.id))
        #expect(graph.isBlocked(Make.key("task", 5)))
        #expect(!graph.isBlocked(Make.key("task", 4)))
        #expect(graph.isBlocking(Make.key("task", 4)))
    }

    @Test("a task is not blocked by one that is done, cancelled or not in the store")
    func blocked() {
        let tasks = [
            Make.record("task", 1, ["status": "done"]),
            Make.record("task", 2, ["status": "cancelled"]),
            Make.record(
                "task", 3,
                [
                    "depends/\(Make.id(1))": true, "depends/\(Make.id(2))": true,
                    "depends/\(Make.id(9))": true,
                ]),
        ]
        #expect(!TaskGraph(tasks).isBlocked(Make.key("task", 3)))
    }

    @Test("a time is an instant of its zone; all day, a date alone or no end is no span")
    func span() throws {
        let span = try #require(
            Span(when: Make.when("2026-04-04T19:00", "2026-04-04T21:00"), zone: "UTC"))
        #expect(span.end - span.start == 120)
        #expect(span.start * 60 == 1_775_343_600)
        #expect(Span(when: ["date": "2026-04-04"], zone: "UTC") == nil)
        #expect(Span(when: ["start": "2026-04-04T19:00"], zone: "UTC") == nil)
        #expect(Span(when: Make.when("2026-04-04T19:00", "2026-04-04T19:00"), zone: "UTC") == nil)
        let allDay = Make.when("2026-04-04T00:00", "2026-04-05T00:00").setting("all_day", true)
        #expect(Span(when: allDay, zone: "UTC") == nil)
    }
}
