import CairnModel
import TestSupport
import Testing

@testable import CairnStore

@Suite struct DerivedIssueTests {
    typealias Make = DerivedRecords

    private func shift(_ number: Int, places: Int64, when: JSON? = nil) -> StoredRecord {
        var fields: [String: JSON] = [
            "event": .string("\(Make.id(900))"), "max_needed": .integer(places),
        ]
        fields["when"] = when
        return Make.record("shift", number, fields)
    }

    private let event = Make.record("event", 900, ["title": "Night display"])

    private func signup(
        _ number: Int, shift: Int, volunteer: Int, rsvp: String = "registered",
        accepted: [String: JSON] = [:]
    ) -> StoredRecord {
        Make.record(
            "signup", number,
            [
                "rsvp": .string(rsvp), "shift": .string("\(Make.id(shift))"),
                "volunteer": .string("\(Make.id(volunteer))"),
            ].merging(accepted) { $1 })
    }

    private func volunteers(_ numbers: Int...) -> [StoredRecord] {
        numbers.map { Make.record("volunteer", $0, ["given_name": "Ana"]) }
    }

    @Test("a shift with more registered people than places is over capacity, surplus last")
    func overCapacity() throws {
        let records =
            [event, shift(1, places: 2)] + volunteers(51, 52, 53, 54)
            + [
                signup(11, shift: 1, volunteer: 51), signup(12, shift: 1, volunteer: 52),
                signup(13, shift: 1, volunteer: 53),
                signup(14, shift: 1, volunteer: 54, rsvp: "cancelled"),
            ]
        let issues = try Make.issues(records, ranks: [Make.id(11): 99])
        let issue = try #require(issues.first)
        #expect(issues.count == 1)
        #expect(issue.code == .overCapacity)
        #expect(issue.record == Make.key("shift", 1))
        #expect(issue.involved.map(\.id) == [Make.id(12), Make.id(13), Make.id(11)])
        #expect(
            issue.id
                == Merge.conflictID(
                    log: Make.log, kind: "shift", id: Make.id(1), field: "over_capacity"))
        #expect(
            issue.detail
                == "3 people are registered for 2 places; the last one is on the waiting list")
    }

    private func chapter(_ number: Int, below parent: Int?) -> StoredRecord {
        var fields: [String: JSON] = ["name": "C", "tz": "UTC"]
        fields["parent"] = parent.map { .string("\(Make.id($0))") }
        return Make.record("chapter", number, fields)
    }

    @Test("chapters that are above one another are listed, and one that is its own parent")
    func parentCycles() throws {
        let issues = try Make.issues([
            chapter(1, below: 2), chapter(2, below: 3), chapter(3, below: 2), chapter(4, below: 4),
            chapter(5, below: nil),
        ])
        #expect(issues.map(\.code) == [.dependencyCycle, .dependencyCycle])
        #expect(issues.map(\.field) == ["parent", "parent"])
        #expect(issues.map { $0.record.id } == [Make.id(2), Make.id(4)])
        #expect(issues[0].detail == "2 chapters are above one another in a circle")
        #expect(issues[1].detail == "this chapter is its own parent")
    }

    @Test("a shift or an event that needs more people than it has places for is listed")
    func needOverPlaces() throws {
        let shift = Make.record(
            "shift", 1,
            ["event": .string("\(Make.id(900))"), "max_needed": 2, "min_needed": 5])
        let talk = Make.record("event", 2, ["capacity": 2, "min_needed": 3])
        let issues = try Make.issues([event, shift, talk])
        #expect(issues.map(\.code) == [.invalidValue, .invalidValue])
        #expect(issues.map(\.field) == ["min_needed", "min_needed"])
    }

    @Test("an event that claims to be a date of a series under another id is listed")
    func falseInstance() throws {
        let series = Make.id(900).description
        let start = "2026-04-04T19:00"
        let fields: [String: JSON] = ["series": .string(series), "recurrence_id": .string(start)]
        let own = EventSeries.instanceID(series: series, recurrenceID: start)
        let wrong = Make.record("event", 1, fields)
        let right = Make.record("event", 2, fields, id: own)
        let issues = try Make.issues([event, wrong, right])
        #expect(issues.map(\.record) == [Make.key("event", 1)])
        #expect(issues.map(\.code) == [.invalidValue])
    }

    @Test("a volunteer in a chapter's own log, and a chapter in another's, are listed by no value")
    func astray() throws {
        let folder = try TemporaryFolder()
        let store = try folder.newStore()
        let home = RecordID.new()
        try store.put(home, kind: "chapter", in: home, ("name", "Lincoln"), ("tz", "UTC"))
        let forged = (person: RecordID.new(), chapter: RecordID.new())
        try store.put(forged.person, kind: "volunteer", in: home, ("given_name", "Quetzal"))
        try store.put(forged.chapter, kind: "chapter", in: home, ("name", "Quetzal"))
        let issues = try store.read { try $0.issues() }
        #expect(issues.map(\.code) == [.invalidValue, .invalidValue])
        #expect(issues.map(\.field) == ["log", "log"])
        #expect(Set(issues.map(\.record.id)) == [forged.person, forged.chapter])
        #expect(!issues.contains { $0.detail.contains("Quetzal") })
        #expect(
            try store.read { try $0.records(RecordFilter(kind: "chapter")).map(\.id) } == [home])
        #expect(try store.read { try $0.records(RecordFilter(kind: "volunteer")) }.isEmpty)
    }

    @Test("numbers below the least count as not said, and are listed")
    func negativeNumbers() throws {
        let shift = shift(1, places: -1)
        let task = Make.record(
            "task", 2,
            [
                "title": "Paint", "max_assignees": -3,
                "assignee/\(Make.id(51))": ["state": "claimed"],
            ])
        #expect(Snapshot.places(of: shift) == nil)
        #expect(TaskClaims.places(of: task) == nil)
        let issues = try Make.issues([event, shift, task] + volunteers(51))
        #expect(issues.map(\.code) == [.invalidValue, .invalidValue])
        #expect(issues.map(\.field) == ["max_needed", "max_assignees"])
    }

    @Test("what says no status counts as the usual one")
    func absentStatus() {
        let cases: [(StoredRecord, String?)] = [
            (Make.record("task", 1, ["title": "Paint"]), "open"),
            (Make.record("volunteer", 1, ["given_name": "Ana"]), "active"),
            (Make.record("chapter", 1, ["name": "C"]), "active"),
            (Make.record("shift", 1, [:]), "open"), (Make.record("event", 1, [:]), "tentative"),
            (Make.record("event", 1, ["reach": ["low": 30]]), "held"),
            (Make.record("task", 1, ["status": "done"]), "done"),
            (Make.record("node", 1, [:]), nil),
        ]
        for (record, status) in cases { #expect(record.status == status) }
    }

    @Test("an accepted issue stays accepted until the state changes")
    func accepted() throws {
        let base =
            [event] + volunteers(51, 52, 53)
            + [signup(11, shift: 1, volunteer: 51), signup(12, shift: 1, volunteer: 52)]
        let first = try #require(try Make.issues(base + [shift(1, places: 1)]).first)
        #expect(!first.isAccepted)
        let accepting = Make.record(
            "shift", 1,
            [
                "event": .string("\(Make.id(900))"), "max_needed": 1,
                "accepted/over_capacity": .string("000000000000 " + first.fingerprint),
            ])
        #expect(try Make.issues(base + [accepting]).map(\.isAccepted) == [true])
        let another = signup(13, shift: 1, volunteer: 53)
        #expect(try Make.issues(base + [accepting, another]).map(\.isAccepted) == [false])
    }

    @Test("of two claims of a task for one, the later is surplus; a released one holds nothing")
    func contested() throws {
        func assignee(_ state: String) -> JSON { ["state": .string(state)] }
        let task = Make.record(
            "task", 1,
            [
                "title": "Poster", "claim_policy": "claimable",
                "assignee/\(Make.id(51))": assignee("claimed"),
                "assignee/\(Make.id(52))": assignee("accepted"),
                "assignee/\(Make.id(53))": assignee("released"),
            ])
        let issues = try Make.issues([task] + volunteers(51, 52, 53))
        #expect(issues.map(\.code) == [.contestedClaim])
        #expect(issues[0].involved.map(\.kind) == ["volunteer", "volunteer"])
        #expect(issues[0].involved.allSatisfy { $0.log == Make.people })
        let done = Make.record(
            "task", 1,
            Dictionary(uniqueKeysWithValues: task.fields.map { ($0.name, $0.value) })
                .merging(["status": "done"]) { $1 })
        #expect(try Make.issues([done] + volunteers(51, 52, 53)).isEmpty)
    }

    @Test("two shifts overlap as instants, across zones, and not where one begins as one ends")
    func overlap() throws {
        func issues(_ second: JSON) throws -> [CairnStore.Issue] {
            try Make.issues(
                [
                    event,
                    shift(1, places: 9, when: Make.when("2026-04-04T11:00", "2026-04-04T12:00")),
                    shift(2, places: 9, when: second),
                    signup(11, shift: 1, volunteer: 51), signup(12, shift: 2, volunteer: 51),
                ] + volunteers(51))
        }
        #expect(try issues(Make.when("2026-04-04T12:00", "2026-04-04T13:00")).isEmpty)
        let found = try issues(Make.when("2026-04-04T10:59", "2026-04-04T13:00", "America/Chicago"))
        #expect(found.isEmpty == false)
        #expect(found.map(\.code) == [.overlap])
        #expect(found[0].record == Make.key("signup", 12))
        #expect(found[0].involved == [Make.key("signup", 11), Make.key("signup", 12)])
        let other = try issues(Make.when("2026-04-04T11:00", "2026-04-04T12:00", "America/Chicago"))
        #expect(other.isEmpty)
    }

    @Test("two records merged into one volunteer overlap as one person")
    func overlapOfMerged() throws {
        let when = Make.when("2026-04-04T11:00", "2026-04-04T12:00")
        let merged = Make.record("volunteer", 52, ["merged_into": .string("\(Make.id(51))")])
        let issues = try Make.issues(
            [
                event, shift(1, places: 9, when: when), shift(2, places: 9, when: when),
                signup(11, shift: 1, volunteer: 51), signup(12, shift: 2, volunteer: 52), merged,
            ] + volunteers(51))
        #expect(issues.map(\.code) == [.overlap])
    }

    @Test("a circle of open tasks is one issue; a done task breaks it; a long chain is none")
    func cycles() throws {
        func task(_ number: Int, _ depends: Int..., status: String = "open") -> StoredRecord {
            var fields: [String: JSON] = ["title": "Task", "status": .string(status)]
            for target in depends { fields["depends/\(Make.id(target))"] = true }
            return Make.record("task", number, fields)
        }
        let issues = try Make.issues([
            task(3, 1), task(1, 2), task(2, 3), task(4, 1), task(5, 5),
        ])
        #expect(issues.map(\.code) == [.dependencyCycle, .dependencyCycle])
        #expect(issues[0].record == Make.key("task", 1))
        #expect(issues[0].involved.map(\.id) == [1, 2, 3].map(Make.id))
        #expect(issues[1].involved.map(\.id) == [Make.id(5)])
        #expect(try Make.issues([task(3, 1), task(1, 2), task(2, 3, status: "done")]).isEmpty)
        let chain = (1..<20_000).map { task($0, $0 + 1) } + [task(20_000)]
        #expect(try Make.issues(chain).isEmpty)
    }

    @Test("a reference dangles where its log is held, and not where the store has no people log")
    func dangling() throws {
        let signups = [signup(11, shift: 1, volunteer: 51)]
        let found = try Make.issues([event, shift(1, places: 3)] + signups)
        #expect(found.map(\.code) == [.danglingReference])
        #expect(found[0].field == "volunteer")
        #expect(
            found[0].detail == "the field volunteer names a volunteer that is not in this store")
        let astray = try Make.issues([shift(1, places: 3)])
        #expect(astray[0].detail == "the field event names an event that is not in this store")
        #expect(found[0].involved == [Make.key("volunteer", 51)])
        let nameless = try Make.issues([event, shift(1, places: 3)] + signups, logs: [Make.log])
        #expect(nameless.isEmpty)
    }

    @Test(
        "a signup of a deleted shift dangles; a cancelled one, or one of a volunteer who left, not")
    func deletedTargets() throws {
        let gone = Make.record("shift", 1, ["event": .string("\(Make.id(900))")], isHidden: true)
        let left = Make.record("volunteer", 51, ["given_name": "Ana"], isHidden: true)
        let issues = try Make.issues([
            event, gone, left, signup(11, shift: 1, volunteer: 51),
            signup(12, shift: 1, volunteer: 51, rsvp: "cancelled"),
        ])
        #expect(issues.map(\.record) == [Make.key("signup", 11)])
        #expect(issues.map(\.field) == ["shift"])
        #expect(issues[0].detail == "the field shift names a shift that was deleted")
    }

    @Test("a known field with a value of the wrong type is an issue that does not tell the value")
    func invalid() throws {
        let volunteer = Make.record("volunteer", 51, ["email": 12345, "given_name": "Ana"])
        let newer = Make.record(
            "event", 1, ["title": "Film", "type": "film_of_2030", "unheard_of": 7])
        let issues = try Make.issues([volunteer, newer])
        #expect(issues.map(\.code) == [.invalidValue])
        #expect(issues[0].field == "email")
        #expect(!issues[0].detail.contains("12345"))
        #expect(
            issues[0].id
                == Merge.conflictID(
                    log: Make.people, kind: "volunteer", id: Make.id(51),
                    field: "invalid_value/email"))
    }

    @Test("hidden records raise nothing, and the order in which records come does not matter")
    func order() throws {
        let records =
            [event, shift(1, places: 1), shift(2, places: 1)] + volunteers(51, 52)
            + [
                signup(11, shift: 1, volunteer: 51), signup(12, shift: 1, volunteer: 52),
                signup(13, shift: 2, volunteer: 51), signup(14, shift: 2, volunteer: 53),
            ]
        let ids = try Make.issues(records).map(\.id)
        #expect(ids.count == 3)
        #expect(try Make.issues(records.reversed()).map(\.id) == ids)
        let hidden = records.map { record in
            Make.record(
                record.kind, Int(record.id.low & 0xFFFF),
                Dictionary(uniqueKeysWithValues: record.fields.map { ($0.name, $0.value) }),
                isHidden: true)
        }
        #expect(try Make.issues(hidden).isEmpty)
    }
}
