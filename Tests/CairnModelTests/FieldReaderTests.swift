import CairnModel
import Testing

/// What a person types, and the value that it becomes.
@Suite struct FieldReaderTests {
    static let task = "0193a5c3-0000-7000-8000-000000000002"

    /// A reader whose moments are typed as ISO, with a space for the T.
    func reader(_ kind: KindSpec) -> FieldReader {
        FieldReader(
            kind: kind,
            readMoment: { text in
                let iso = text.replacing(" ", with: "T")
                return (iso, iso.contains("T") ? "America/New_York" : nil)
            },
            resolve: { kind, ref in
                guard ref == "0002" else {
                    throw FieldFault(field: kind, reason: "no \(kind) \(ref)", hint: "list them")
                }
                return Self.task
            })
    }

    func read(
        _ kind: String, _ assignment: String, current: [String: JSON] = [:]
    ) throws -> (field: String, value: JSON) {
        let spec = try #require(Vocabulary.current.kind(kind))
        return try reader(spec).read(assignment) { current[$0] }
    }

    static let cases: [(String, String, String, JSON)] = [
        ("event", "title=Night display", "title", "Night display"),
        ("event", "title=Art = life", "title", "Art = life"),
        ("event", "summary=", "summary", nil),
        ("event", "status=Held", "status", "held"),
        ("event", "mode=in-person", "mode", "in_person"),
        ("event", "capacity=40", "capacity", 40),
        ("shift", "self_signup=yes", "self_signup", true),
        ("shift", "adult_required=no", "adult_required", false),
        (
            "event", "when=2026-04-04 11:00..13:00", "when",
            [
                "start": "2026-04-04T11:00", "end": "2026-04-04T13:00", "tz": "America/New_York",
            ]
        ),
        (
            "event", "when=2026-04-04 22:00..01:00", "when",
            [
                "start": "2026-04-04T22:00", "end": "2026-04-05T01:00", "tz": "America/New_York",
            ]
        ),
        ("event", "when=2026-04-04", "when", ["date": "2026-04-04"]),
        ("event", "when=2009-03", "when", ["date": "2009-03"]),
        (
            "event", "when=2026-04-04 11:00", "when",
            ["start": "2026-04-04T11:00", "tz": "America/New_York"]
        ),
        (
            "event", "when=2026-04-04..2026-04-06", "when",
            ["start": "2026-04-04T00:00", "end": "2026-04-06T00:00", "all_day": true]
        ),
        ("event", "place=Main Library", "place", ["name": "Main Library"]),
        ("event", "reach=158..178", "reach", ["low": 158, "high": 178]),
        ("event", "reach=170", "reach", ["low": 170, "high": 170]),
        ("event", "count/letters=12", "count/letters", ["low": 12, "high": 12]),
        ("event", "count/letters=12+", "count/letters", ["low": 12, "at_least": true]),
        ("event", "count/students=158..178", "count/students", ["low": 158, "high": 178]),
        ("event", "count/students=", "count/students", nil),
        ("event", "tag/music=true", "tag/music", true),
        ("event", "tag/music=false", "tag/music", nil),
        ("event", "tag/music=", "tag/music", nil),
        (
            "event", "tag/Kunst & Kultur=true", "tag/~e9wwk1h3736hxehd", "Kunst & Kultur"
        ),
        ("event", "tag/Kunst & Kultur=", "tag/~e9wwk1h3736hxehd", nil),
        ("event", "ask/fund clearance=yes", "ask/fund_clearance", true),
        ("event", "skip/2026-04-11 19:00=true", "skip/2026-04-11T19:00", true),
        ("event", "recurrence_rule=RRULE:FREQ=WEEKLY", "recurrence_rule", "FREQ=WEEKLY"),
        ("task", "due=2026-04-02", "due", ["date": "2026-04-02"]),
        (
            "task", "due=2026-04-02 17:00", "due",
            ["start": "2026-04-02T17:00", "tz": "America/New_York"]
        ),
        ("task", "effort_minutes=1h30", "effort_minutes", 90),
        ("task", "effort_minutes=2h", "effort_minutes", 120),
        ("task", "effort_minutes=45m", "effort_minutes", 45),
        ("task", "event=0002", "event", .string(task)),
        ("task", "depends/0002=true", "depends/\(task)", true),
        ("task", "assignee/0002=claimed", "assignee/\(task)", ["state": "claimed"]),
        ("task", "check/1=Buy paper", "check/1", ["text": "Buy paper"]),
        ("volunteer", "grade=5", "grade", ["value": "5"]),
        ("volunteer", "grade=k", "grade", ["value": "K"]),
        ("volunteer", "consent/photo=granted", "consent/photo", ["state": "granted"]),
        ("volunteer", "phone=+1 (304) 555-0100", "phone", "+13045550100"),
        ("volunteer", "given_name=Zoe\u{308}", "given_name", "Zo\u{EB}"),
        ("volunteer", "role/Student leader=true", "role/student_leader", true),
        ("chapter", "slug=Lincoln-High", "slug", "lincoln-high"),
        ("chapter", "place.country=us", "place", ["country": "US"]),
        ("chapter", "founded=1999", "founded", "1999"),
        ("chapter", "school_year_start=08-15", "school_year_start", "08-15"),
        ("event", "place={\"name\":\"Hall\"}", "place", ["name": "Hall"]),
    ]

    @Test("what a person types becomes a field and a value", arguments: cases)
    func typed(kind: String, assignment: String, field: String, value: JSON) throws {
        let found = try read(kind, assignment)
        #expect(found.field == field)
        #expect(found.value == value, "\(found.value.canonicalText)")
    }

    @Test("one member is set and the others stay")
    func members() throws {
        let place: JSON = ["name": "Hall", "locality": "Salem"]
        let moved = try read("event", "place.locality=Morgantown", current: ["place": place])
        #expect(moved.value == ["name": "Hall", "locality": "Morgantown"])
        let less = try read("event", "place.locality=", current: ["place": place])
        #expect(less.value == ["name": "Hall"])
        let none = try read("event", "place.name=", current: ["place": ["name": "Hall"]])
        #expect(none.value == .null)
        let check: JSON = ["text": "Buy paper", "position": 1]
        let done = try read("task", "check/1.done=true", current: ["check/1": check])
        #expect(done.field == "check/1")
        #expect(done.value == ["text": "Buy paper", "position": 1, "done": true])
    }

    @Test("a start or an end may be moved by its time alone")
    func times() throws {
        let when: JSON = [
            "start": "2026-04-04T11:00", "end": "2026-04-04T13:00", "tz": "Europe/Berlin",
        ]
        let later = try read("event", "when.end=14:30", current: ["when": when])
        #expect(later.value == when.setting("end", "2026-04-04T14:30"))
        let earlier = try read("event", "when.start=10:00", current: ["when": when])
        #expect(earlier.value == when.setting("start", "2026-04-04T10:00"))
        let timed = try read(
            "event", "when.start=11:00", current: ["when": ["date": "2026-04-04"]])
        #expect(timed.value == ["start": "2026-04-04T11:00", "tz": "America/New_York"])
        let new = try read("event", "when.start=2026-04-04 11:00")
        #expect(new.value == ["start": "2026-04-04T11:00", "tz": "America/New_York"])
        let dated = try read("event", "when.date=2026-04", current: ["when": when])
        #expect(dated.value == ["date": "2026-04"])
    }

    @Test("what is said of one field goes together, in whatever order it is typed")
    func together() throws {
        let spec = try #require(Vocabulary.current.kind("event"))
        let moments = MomentReader(zone: "America/New_York", now: 1_775_228_645_123)
        let reader = FieldReader(kind: spec, moments: moments, resolve: { $1 })
        let when: JSON = [
            "start": "2026-12-05T10:00", "end": "2026-12-05T12:00", "tz": "America/New_York",
        ]
        let reach: JSON = ["low": 158, "high": 178]
        let current = ["when": when, "reach": reach]
        func read(_ assignments: String...) throws -> [(field: String, value: JSON)] {
            try reader.read(assignments, current: { current[$0] })
        }
        let later = when.setting("start", "2026-12-06T14:00").setting("end", "2026-12-06T15:00")
        for words in [
            ["when.start=2026-12-06 14:00", "when.end=15:00"],
            ["when.end=15:00", "when.start=2026-12-06 14:00"],
        ] {
            let found = try reader.read(words + ["reach.low=200", "reach.high=300"]) {
                current[$0]
            }
            #expect(found.map(\.field) == ["when", "reach"])
            #expect(found.map(\.value) == [later, ["low": 200, "high": 300]])
        }
        #expect(try read("reach.high=300", "reach.low=200")[0].value == ["low": 200, "high": 300])
        #expect(
            try read("when.end=noon", "when.tz=Europe/Berlin")[0].value
                == when.setting("tz", "Europe/Berlin"))
        #expect(throws: FieldFault.self) { try read("reach.low=200") }
        // An evening that goes on after midnight.
        #expect(
            try read("when.start=22:00", "when.end=1am")[0].value
                == when.setting("start", "2026-12-05T22:00").setting("end", "2026-12-06T01:00"))
        let days = try read(
            "when.start=2026-12-05", "when.end=2026-12-07", "when.all_day=yes")[0].value
        #expect(days["start"] == "2026-12-05T00:00" && days["end"] == "2026-12-07T00:00")
        let person = try #require(Vocabulary.current.kind("volunteer"))
        let consent = try FieldReader(kind: person, moments: moments, resolve: { $1 }).read(
            ["consent/photo.method=paper", "consent/photo.state=granted"])
        #expect(consent.map(\.value) == [["method": "paper", "state": "granted"]])
    }

    @Test("dates are read as people write them, and the reading is told")
    func moments() throws {
        let spec = try #require(Vocabulary.current.kind("event"))
        var readings: [String] = []
        // Friday 3 April 2026, 15:04 in UTC.
        let moments = MomentReader(zone: "America/New_York", now: 1_775_228_645_123)
        let reader = FieldReader(
            kind: spec, moments: moments, resolve: { $1 }, noting: { readings.append($0) })
        let when = try reader.read("when=tomorrow 7pm..9pm").value
        #expect(
            when == [
                "start": "2026-04-04T19:00", "end": "2026-04-04T21:00", "tz": "America/New_York",
            ])
        #expect(readings.first == "Saturday 4 April 2026, 19:00 (America/New_York)")
        #expect(try reader.read("when=March 2009").value == ["date": "2009-03"])
        let days = try reader.read("when=4 Apr 2026..6 Apr 2026").value
        #expect(
            days == ["start": "2026-04-04T00:00", "end": "2026-04-06T00:00", "all_day": true])
        #expect(throws: FieldFault.self) { try reader.read("when=2026-04-04..2026-04-05 11:00") }
        #expect(throws: MomentFault.self) { try reader.read("when=soonish") }
    }

    static let refusedCases: [(String, String, String, String)] = [
        ("event", "titel=x", "unknown_field", "title"),
        ("event", "titles=x", "unknown_field", "title"),
        ("event", "colour=x", "unknown_field", "an event has no field colour"),
        ("event", "status=finished", "invalid_value", "postponed"),
        ("event", "ask/please=true", "invalid_value", "ratify"),
        ("event", "place.city=Salem", "unknown_field", "locality"),
        ("event", "tag=music", "unknown_field", "tag/NAME"),
        ("event", "title/a=x", "unknown_field", "title="),
        ("event", "title=", "missing_value", "title"),
        ("event", "title=ab", "invalid_value", "3 to 200"),
        ("event", "title", "invalid_value", "title="),
        ("event", "capacity=many", "invalid_value", "whole number"),
        ("event", "reach=178..158", "invalid_value", "158..178"),
        ("event", "when=2026-04-04 11:00..2026-04-03 10:00", "invalid_value", "when.end"),
        ("event", "online_url=our page", "invalid_value", "https://"),
        ("event", "deleted=true", "invalid_value", "delete"),
        ("event", "recurrence_rule=weekly", "invalid_value", "FREQ="),
        ("shift", "self_signup=perhaps", "invalid_value", "yes"),
        ("volunteer", "email=ana", "invalid_value", "e-mail"),
        ("volunteer", "phone=304 555 0100", "invalid_value", "country code"),
        ("volunteer", "consent/photo.method=paper", "missing_value", "granted"),
        ("volunteer", "consent/cats=granted", "invalid_value", "publish_art"),
        ("chapter", "tz=New York", "invalid_value", "America/New_York"),
        ("chapter", "place.country=USA", "invalid_value", "US"),
        ("chapter", "school_year_start=13-01", "invalid_value", "08-15"),
        ("task", "depends/9999=true", "invalid_value", "list them"),
        ("event", "count/two words=3", "invalid_value", "plain letters"),
    ]

    @Test("what cannot be is refused with the next step", arguments: refusedCases)
    func refused(kind: String, assignment: String, code: String, names: String) throws {
        let fault = #expect(throws: FieldFault.self) { try read(kind, assignment) }
        let found = try #require(fault)
        #expect(found.code == code)
        let said = found.reason + " " + found.hint
        #expect(said.contains(names), "\(said)")
        #expect(!found.reason.isEmpty && !found.hint.isEmpty)
    }
}
