import CairnModel
import Testing

/// What an author may write, and what a reader can use.
@Suite struct FieldFaultTests {
    static let id = "0193a5c2-0000-7000-8000-000000000001"

    static let rightCases: [(String, String, JSON)] = [
        ("event", "title", "Zoë's day"),
        ("event", "description", "Line\n\tand line"),
        ("event", "online_url", "https://example.org:8080/a?b=c#d"),
        ("event", "capacity", 0),
        ("event", "summary", nil),
        ("event", "when", ["date": "2009"]),
        ("event", "when", ["date": "2009-03", "all_day": true]),
        ("event", "when", ["start": "2026-04-04T19:00", "tz": "America/New_York"]),
        (
            "event", "when",
            ["start": "2026-04-04T19:00", "end": "2026-04-04T19:00", "tz": "Europe/Berlin"]
        ),
        ("event", "when", ["start": "2026-04-04T00:00", "all_day": true]),
        ("event", "place", ["lat_e6": -90_000_000, "lon_e6": 180_000_000]),
        ("event", "reach", ["low": 5, "high": 5, "basis": "counted", "text": "seats"]),
        ("event", "count/letters", ["low": 5, "at_least": true]),
        ("event", "tag/music", true),
        ("event", "tag/music", nil),
        ("event", "tag/~e9wwk1h3736hxehd", "Kunst & Kultur"),
        ("event", "same_as/\(id)/\(id)", true),
        ("event", "skip/2026-04-11T19:00", true),
        ("event", "skip/2026-04-11", true),
        ("event", "recurrence_rule", "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20260601T000000Z"),
        ("event", "identifier/mobilize:1234", true),
        ("event", "accepted/over_capacity", "3f9a"),
        ("event", "deleted", true),
        ("event", "postponed_to", .string("\(id)/\(id)")),
        ("shift", "event", .string(id)),
        ("chapter", "slug", "wv-4"),
        ("chapter", "tz", "UTC"),
        ("chapter", "school_year_start", "02-29"),
        ("chapter", "founded", "1999-12-31"),
        ("volunteer", "email", "zoë.o'neil+club@mail.example.org"),
        ("volunteer", "phone", "+4915112345678"),
        ("volunteer", "grade", ["value": "12", "school_year": "2025-26"]),
        (
            "volunteer", "consent/photo",
            ["state": "granted", "method": "paper", "date": "2026-04-01"]
        ),
        ("task", "assignee/\(id)", ["state": "claimed", "at": "2026-04-01T12:30"]),
        ("task", "due", ["date": "2026-04-02"]),
        ("node", "name", "Library laptop"),
    ]

    @Test("a right value may be written and can be read", arguments: rightCases)
    func right(kind: String, field: String, value: JSON) throws {
        let spec = try #require(Vocabulary.current.kind(kind))
        #expect(spec.fault(field: field, value: value) == nil)
        #expect(spec.readFault(field: field, value: value) == nil)
    }

    static let wrongCases: [(String, String, JSON)] = [
        ("event", "title", nil),
        ("event", "title", "ab"),
        ("event", "title", .string(String(repeating: "a", count: 201))),
        ("event", "title", "two\nlines"),
        ("event", "title", 7),
        ("event", "title", "    "),
        ("event", "title", "Rally\u{1B}[2J"),
        ("event", "description", "Text\u{1B}[2J"),
        ("event", "description", ""),
        ("event", "type", "Rally"),
        ("event", "online_url", "ftp://example.org"),
        ("event", "online_url", "https://"),
        ("event", "online_url", "https://a b.org"),
        ("event", "online_url", "javascript:alert(1)"),
        ("event", "capacity", -1),
        ("event", "capacity", "12"),
        ("event", "when", [:]),
        ("event", "when", "2026-04-04"),
        ("event", "when", ["date": "2026-02-30"]),
        ("event", "when", ["date": "2026-04-04", "start": "2026-04-04T19:00", "tz": "UTC"]),
        ("event", "when", ["date": "2026-04-04", "tz": "UTC"]),
        ("event", "when", ["end": "2026-04-04T19:00"]),
        ("event", "when", ["start": "2026-04-04T19:00"]),
        ("event", "when", ["start": "2026-04-04T24:00", "tz": "UTC"]),
        ("event", "when", ["start": "2026-04-04T19:60", "tz": "UTC"]),
        ("event", "when", ["start": "2026-04-04T19:00:00", "tz": "UTC"]),
        ("event", "when", ["start": "2026-04-04T19:00", "tz": "America/Lincoln"]),
        (
            "event", "when",
            ["start": "2026-04-04T19:00", "end": "2026-04-04T18:59", "tz": "UTC"]
        ),
        ("event", "place", ["city": "Salem"]),
        ("event", "place", ["country": "XX"]),
        ("event", "place", ["country": "us"]),
        ("event", "place", ["lat_e6": 90_000_001]),
        ("event", "place", ["name": nil]),
        ("event", "reach", ["low": 6, "high": 5]),
        ("event", "reach", ["low": 5, "basis": "guessed"]),
        ("event", "tag/music", "music"),
        ("event", "tag/music", false),
        ("event", "tag/two words", true),
        ("event", "tag/", true),
        ("event", "tag/~e9wwk1h3736hxehd", true),
        ("event", "tag/~e9wwk1h3736hxehd", "Kunst"),
        ("event", "ask/please", true),
        ("event", "same_as/\(id)", true),
        ("event", "skip/tomorrow", true),
        ("event", "postponed_to", "3f2a"),
        ("event", "recurrence_rule", "FREQ=WEEKLY;COUNT=2;UNTIL=20260601"),
        ("event", "recurrence_rule", "FREQ=WEEKLY;INTERVAL=0"),
        ("event", "recurrence_rule", "BYDAY=TU"),
        ("event", "recurrence_rule", "FREQ=WEEKLY;FREQ=DAILY"),
        ("event", "deleted", "yes"),
        ("event", "colour", "red"),
        ("event", "tag", true),
        ("event", "title/a", "x"),
        ("chapter", "slug", "a"),
        ("chapter", "slug", "Lincoln"),
        ("chapter", "tz", "EST5"),
        ("chapter", "school_year_start", "2-3"),
        ("chapter", "founded", "99"),
        ("volunteer", "email", "ana@home"),
        ("volunteer", "email", "ana@@example.org"),
        ("volunteer", "email", "Ana <ana@example.org>"),
        ("volunteer", "phone", "3045550100"),
        ("volunteer", "phone", "+0123456789"),
        ("volunteer", "grade", ["value": 5]),
        ("volunteer", "grade", ["school_year": "2025-26"]),
        ("volunteer", "consent/photo", ["method": "paper"]),
        ("volunteer", "consent/photo", true),
        ("volunteer", "birthdate", "2014-01-01"),
        ("task", "assignee/Ana", ["state": "claimed"]),
    ]

    @Test("a wrong value is refused to its author", arguments: wrongCases)
    func wrong(kind: String, field: String, value: JSON) throws {
        let spec = try #require(Vocabulary.current.kind(kind))
        let fault = try #require(spec.fault(field: field, value: value))
        #expect(["invalid_value", "unknown_field", "missing_value"].contains(fault.code))
        #expect(!fault.reason.isEmpty && !fault.hint.isEmpty)
    }

    @Test("an error about a word lists the words, and never the value")
    func words() throws {
        let spec = try #require(Vocabulary.current.kind("volunteer"))
        let fault = try #require(spec.fault(field: "status", value: "sleeping"))
        #expect(fault.reason == "status must be one of active, inactive, moved, blocked")
        #expect(!(fault.reason + fault.hint).contains("sleeping"))
    }

    static let unreadableCases: [(String, String, JSON)] = [
        ("event", "title", 7), ("event", "capacity", "many"), ("event", "when", "soon"),
        ("event", "when", ["start": 7]), ("event", "when", ["start": "soon"]),
        ("event", "tag/music", 7), ("event", "type", ["a": 1]), ("shift", "event", "x"),
        ("event", "deleted", "yes"), ("task", "due", true), ("event", "capacity", -3),
        ("task", "max_assignees", 0), ("signup", "minutes", -1), ("chapter", "tz", "Mars/Phobos"),
        ("event", "when", ["start": "2026-04-04T19:00", "tz": "Mars/Phobos"]),
        ("task", "assignee/notauuid", ["state": "claimed"]), ("task", "depends/7f3a", true),
        ("event", "skip/soon", true),
    ]

    @Test("a known field of the wrong type is a fault for a reader", arguments: unreadableCases)
    func unreadable(kind: String, field: String, value: JSON) throws {
        let spec = try #require(Vocabulary.current.kind(kind))
        #expect(spec.readFault(field: field, value: value)?.code == "invalid_value")
    }

    static let openCases: [(String, String, JSON)] = [
        ("event", "type", "flash_mob"), ("event", "title", "x"), ("event", "colour", 7),
        ("event", "when", ["date": "2026", "phase": "new moon"]),
        ("event", "capacity", 2_000_000_000), ("volunteer", "role/mentor", true),
        ("event", "title", nil), ("event", "ask/please", true), ("event", "place", [:]),
        ("event", "title/x", 7),
    ]

    @Test("what later versions may write is no fault for a reader", arguments: openCases)
    func open(kind: String, field: String, value: JSON) throws {
        let spec = try #require(Vocabulary.current.kind(kind))
        #expect(spec.readFault(field: field, value: value) == nil)
    }
}
