import CairnModel
import Synchronization
import TestSupport
import Testing

@testable import CairnStore

/// Derived figures of real stores that wrote and exchanged entries.
@Suite struct DerivedStoreTests {
    private let folder: TemporaryFolder
    private let clock = Clock()
    private let chapter = RecordID.new()
    private var people: RecordID { chapter.peopleLog }

    /// A wall clock that goes on by a millisecond whenever it is read, so that of two laptops'
    /// writes one is the earlier however quick the machine is.
    private final class Clock: Sendable {
        private let now = Mutex<Int64>(1_775_228_645_123)

        func next() -> Int64 {
            now.withLock { now in
                now += 1
                return now
            }
        }
    }

    init() throws { folder = try TemporaryFolder() }

    private func store(_ name: String) throws -> Store {
        let clock = clock
        let store = try Store.create(
            folder.file(name), surroundings: .testing(wall: { clock.next() }))
        if name == "a.db" {
            try write(
                store, "chapter", chapter, ["name": "Lincoln High", "tz": "America/New_York"])
        }
        return store
    }

    private func write(
        _ store: Store, _ kind: String, _ id: RecordID, _ fields: [String: JSON],
        action: Edit.Action = .create
    ) throws {
        let log = kind == "volunteer" ? people : chapter
        try store.perform { _ in
            Intent(
                [
                    Edit(
                        action, log: log, kind: kind, id: id,
                        set: fields.map { (field: $0.key, value: $0.value) })
                ], by: nil)
        }
    }

    private func send(_ from: Store, to other: Store) throws {
        var lines: [[UInt8]] = []
        try from.read { try $0.forEachLine(logs: nil) { lines.append($1) } }
        _ = try other.receive(lines) { _ in true }
    }

    private func signUp(_ store: Store, _ volunteer: RecordID, _ shift: RecordID) throws {
        let id = RecordID.derived(kind: "signup", parents: ["\(shift)", "\(volunteer)"])
        try write(
            store, "signup", id,
            [
                "shift": .string("\(shift)"), "volunteer": .string("\(volunteer)"),
                "rsvp": "registered",
            ])
    }

    @Test("two laptops that fill one place agree on who waits, and the issue closes with a leave")
    func capacity() throws {
        let (first, second) = (try store("a.db"), try store("b.db"))
        let (event, shift) = (RecordID.new(), RecordID.new())
        let (ana, ben) = (RecordID.new(), RecordID.new())
        try write(first, "event", event, ["title": "Night display"])
        try write(first, "shift", shift, ["event": .string("\(event)"), "max_needed": 1])
        try write(first, "volunteer", ana, ["given_name": "Ana", "age_band": "adult"])
        try write(first, "volunteer", ben, ["given_name": "Ben", "age_band": "adult"])
        try send(first, to: second)
        try signUp(second, ben, shift)
        try signUp(first, ana, shift)
        try send(first, to: second)
        try send(second, to: first)
        let issues = try first.read { try $0.issues() }
        #expect(issues.map(\.code) == [.overCapacity])
        #expect(try second.read { try $0.issues() }.map(\.id) == issues.map(\.id))
        for store in [first, second] {
            try store.read { snapshot in
                let record = try #require(try snapshot.record("shift", shift, in: chapter))
                let signups = try snapshot.signups(of: record)
                #expect(signups.map(\.standing) == [.registered, .waitlisted(place: 1)])
                #expect(signups[0].record["volunteer"] == .string("\(ben)"))
            }
        }
        let taken = RecordID.derived(kind: "signup", parents: ["\(shift)", "\(ben)"])
        try write(first, "signup", taken, ["rsvp": "cancelled"], action: .write)
        #expect(try first.read { try $0.issues() }.isEmpty)
        try write(first, "signup", taken, ["rsvp": "registered"], action: .write)
        try first.read { snapshot in
            let record = try #require(try snapshot.record("shift", shift, in: chapter))
            #expect(try snapshot.signups(of: record)[0].record["volunteer"] == .string("\(ana)"))
        }
    }

    @Test("a task claimed on two laptops is contested, the earlier claim first")
    func contested() throws {
        let (first, second) = (try store("a.db"), try store("b.db"))
        let (task, ana, ben) = (RecordID.new(), RecordID.new(), RecordID.new())
        try write(first, "task", task, ["title": "Poster", "claim_policy": "claimable"])
        try write(first, "volunteer", ana, ["given_name": "Ana"])
        try write(first, "volunteer", ben, ["given_name": "Ben"])
        try send(first, to: second)
        let claimed: JSON = ["state": "claimed"]
        try write(first, "task", task, ["assignee/\(ben)": claimed], action: .write)
        try write(second, "task", task, ["assignee/\(ana)": claimed], action: .write)
        try send(first, to: second)
        try second.read { snapshot in
            #expect(try snapshot.issues().map(\.code) == [.contestedClaim])
            let record = try #require(try snapshot.record("task", task, in: chapter))
            #expect(snapshot.isContested(record))
            #expect(try snapshot.holders(of: record) == ["\(ben)", "\(ana)"])
        }
    }

    @Test("codes say what stands in the way of a signup")
    func codes() throws {
        let store = try store("a.db")
        let (event, shift, late, ana) = (
            RecordID.new(), RecordID.new(), RecordID.new(), RecordID.new()
        )
        let other = RecordID.new()
        try write(store, "event", event, ["title": "Night display"])
        func shiftFields(_ from: String, _ to: String) -> [String: JSON] {
            [
                "event": .string("\(event)"), "max_needed": 1, "minimum_age": 13,
                "when": DerivedRecords.when("2026-04-04T\(from)", "2026-04-04T\(to)"),
            ]
        }
        try write(store, "shift", shift, shiftFields("11:00", "12:00"))
        try write(store, "shift", late, shiftFields("11:30", "12:30"))
        try write(store, "volunteer", ana, ["given_name": "Ana", "age_band": "under_13"])
        try write(
            store, "volunteer", other,
            [
                "given_name": "Ben", "age_band": "13_15",
                "consent/participation": ["state": "granted", "expires": "2026-06"],
            ])
        func codes(_ volunteer: RecordID, _ shift: RecordID, now: String) throws -> [SignupCode] {
            try store.read { snapshot in
                let person = try #require(try snapshot.record("volunteer", volunteer, in: people))
                let target = try #require(try snapshot.record("shift", shift, in: chapter))
                return try snapshot.signupCodes(
                    of: person, for: target, isOwn: false,
                    now: Zone.milliseconds("America/New_York", local: now)!)
            }
        }
        let before = "2026-04-01T09:00"
        #expect(try codes(ana, shift, now: before) == [.tooYoung, .consentMissing])
        #expect(try codes(other, shift, now: before) == [.ok])
        #expect(try codes(other, shift, now: "2026-07-01T09:00") == [.ended, .consentMissing])
        try signUp(store, other, shift)
        #expect(try codes(other, shift, now: before) == [.alreadySignedUp])
        #expect(try codes(other, late, now: before) == [.overlaps])
    }

    @Test("a report counts an event logged twice once, and says what it does not know")
    func stats() throws {
        let store = try store("a.db")
        let (held, twin, silent) = (RecordID.new(), RecordID.new(), RecordID.new())
        let (planned, shift, ana) = (RecordID.new(), RecordID.new(), RecordID.new())
        func event(
            _ id: RecordID, _ day: String, _ status: String?, _ more: [String: JSON] = [:]
        ) throws {
            var fields: [String: JSON] = [
                "title": "Film night", "type": "film", "when": ["date": .string(day)],
            ]
            fields["status"] = status.map { .string($0) }
            try write(store, "event", id, fields.merging(more) { $1 })
        }
        try event(
            held, "2026-04-04", "held",
            [
                "reach": ["low": 158, "high": 178], "count/letters": ["low": 10, "high": 12],
                "count/postcards": ["low": 5],
                "place": ["region": "WV"],
            ])
        try event(
            twin, "2026-04-04", "reported",
            ["reach": ["low": 150], "same_as/\(chapter)/\(held)": true])
        try event(silent, "2026-05", "held", ["type": "display"])
        try event(planned, "2026-03-01", "confirmed")
        try event(RecordID.new(), "2025-12-31", "held", ["reach": ["low": 1000]])
        // As a sheet of the past has them: without a status.
        try event(RecordID.new(), "2026-04", nil, ["count/letters": ["low": 3, "high": 3]])
        try event(RecordID.new(), "2026-04", nil)
        try write(store, "shift", shift, ["event": .string("\(held)")])
        try write(store, "volunteer", ana, ["given_name": "Ana"])
        let signup = RecordID.derived(kind: "signup", parents: ["\(shift)", "\(ana)"])
        try signUp(store, ana, shift)
        try write(store, "signup", signup, ["attendance": "late"], action: .write)
        let stats = try store.read {
            try $0.stats(
                logs: [chapter], from: "2026", before: "2027", by: .month, today: "2026-11-25")
        }
        let total = stats.total
        #expect(total.events == 3)
        #expect(total.eventsByType == ["film": 2, "display": 1])
        #expect(total.reach == StatsFigures.Range(low: 158, high: 178))
        #expect(total.eventsWithoutReach == 2)
        #expect(total.letters == StatsFigures.Range(low: 18, high: 20))
        #expect(total.volunteersActive == 1)
        #expect(total.attended == 1)
        #expect(total.eventsUnreported == 2)
        #expect(stats.groups.map(\.key) == ["2026-03", "2026-04", "2026-05"])
        #expect(stats.groups.map(\.figures.events) == [0, 2, 1])
        #expect(stats.digests.map(\.log) == [chapter, people].sorted())
    }
}
