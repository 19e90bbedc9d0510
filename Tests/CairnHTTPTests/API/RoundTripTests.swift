import CairnHTTP
import CairnModel
import CairnStore
import TestSupport
import Testing

/// A record that is sent back as it came changes nothing.
@Suite(.serialized)
struct RoundTripTests {
    static let kinds = ["event", "task", "volunteer", "shift", "chapter", "signup"]

    @Test("the body of a GET, sent back as a patch, writes no entry", arguments: kinds)
    func unchanged(_ name: String) async throws {
        let site = try Site(chapter: "Lincoln")
        let home = try site.home
        let kind = Vocabulary.current.kind(name)!
        let log = kind.isPersonal ? home.peopleLog : home
        let id = name == "chapter" ? home : RecordID.new()
        let set = Self.fields(of: kind)
        try site.store.perform { _ in
            let action: Edit.Action = name == "chapter" ? .write : .create
            return Intent([Edit(action, log: log, kind: name, id: id, set: set)], by: nil)
        }
        try await LiveServer.with(site) { server in
            let client = try APIClient.of(.chapter, home, on: server)
            let seen = try await client.get("\(name)s/\(id)")
            #expect(seen.status == 200)
            for field in kind.allFields where field.name != "deleted" && !Self.isLeftOut(field) {
                #expect(seen.json[field.name] != nil, "\(name).\(field.name) is not filled")
            }
            let before = try site.store.read { try $0.entryCount() }
            let answer = try await client.patch("\(name)s/\(id)", seen.json, tag: seen.tag)
            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer.json == seen.json)
            #expect(answer.tag == seen.tag)
            #expect(try site.store.read { try $0.entryCount() } == before)
        }
    }

    @Test("a time that is no part of when is told and taken with its offset")
    func offsets() async throws {
        let site = try Site(chapter: "Lincoln")
        let home = try site.home
        let person = RecordID.new()
        let task = try site.make(
            "task", in: home,
            [
                "title": "Paint",
                "assignee/\(person)": ["at": "2026-04-04T19:00", "state": "claimed"],
            ])
        let signup = try site.make(
            "signup", in: home,
            ["event": .string("\(RecordID.new())"), "volunteer": .string("\(person)")])
        try await LiveServer.with(site) { server in
            let client = try APIClient.of(.chapter, home, on: server)
            var seen = try await client.get("tasks/\(task)")
            let part = seen.json["assignee"]?["\(person)"]
            #expect(part?["at"] == "2026-04-04T19:00:00+00:00")
            let body: JSON = ["assignee": ["\(person)": ["at": "2026-04-04T21:30:00+02:00"]]]
            var answer = try await client.patch("tasks/\(task)", body, tag: seen.tag)
            #expect(answer.status == 200, "\(answer.text)")
            seen = try await client.get("signups/\(signup)")
            answer = try await client.patch(
                "signups/\(signup)", ["arrived_at": "2026-04-04T21:30:00+02:00"], tag: seen.tag)
            #expect(answer.json["arrived_at"] == "2026-04-04T19:30:00+00:00", "\(answer.text)")
        }
        let stored = try site.store.read { snapshot in
            (
                try snapshot.record("task", task, in: home)?["assignee/\(person)"]?["at"],
                try snapshot.record("signup", signup, in: home)?["arrived_at"]
            )
        }
        #expect(stored.0 == "2026-04-04T19:30")
        #expect(stored.1 == "2026-04-04T19:30")
    }

    /// A value of every field, beside one of a field, a word and a member of a later version.
    static func fields(of kind: KindSpec) -> [(field: String, value: JSON)] {
        var set: [(field: String, value: JSON)] = []
        for field in kind.allFields where field.name != "deleted" && !isLeftOut(field) {
            let value = value(field.type, rule: field.rule)
            switch field.element {
            case nil: set.append((field.name, value))
            case .text:
                let element = ElementName.name(for: "Kunst & Kultur")
                if case .presence = field.type {
                    set += [
                        ("\(field.name)/plain", true),
                        ("\(field.name)/\(element.name)", element.value),
                    ]
                } else {
                    set += [
                        ("\(field.name)/plain", value), ("\(field.name)/\(element.name)", value),
                    ]
                }
            case .word(let words): set.append(("\(field.name)/\(words[0])", value))
            case .record: set.append(("\(field.name)/\(RecordID.new())", value))
            case .foreign:
                set.append(("\(field.name)/\(RecordID.new())/\(RecordID.new())", value))
            case .moment: set.append(("\(field.name)/2026-04-04T19:00", value))
            }
        }
        set.append(("later_field", ["later_member": 1]))
        return set.sorted { $0.field < $1.field }
    }

    /// Fields that would make an event another thing: a series, or a date of one.
    private static func isLeftOut(_ field: FieldSpec) -> Bool {
        ["recurrence_rule", "series", "recurrence_id", "merged_into"].contains(field.name)
    }

    private static func value(_ type: ValueType, rule: ObjectRule?) -> JSON {
        switch type {
        case .presence, .flag: true
        case .integer(let min, _): .integer(min)
        case .minutes: 90
        case .reference: .string(RecordID.new().description)
        case .word: "a_later_word"
        case .phone: "+13045550100"
        case .text: "Ünïcode e\u{301}"
        case .longText: "Line\nand line"
        case .object(let members): object(members, rule)
        case .slug, .url, .email, .zone, .country, .dayOfYear, .partialDate, .localTime,
            .recurrenceRule:
            .string(type.example)
        }
    }

    private static func object(_ members: [MemberSpec], _ rule: ObjectRule?) -> JSON {
        var left: Set<String> = []
        if case .interval = rule { left = ["date", "all_day"] }
        if case .day = rule { left = ["date"] }
        let known = members.filter { !left.contains($0.name) }.map { member in
            (key: member.name, value: value(member.type, rule: nil))
        }
        return .object(known + [("later_member", "kept")])
    }

    @Test("a time is taken as local, with the zone's offset, or with another one")
    func moments() async throws {
        let site = try Site(chapter: "Lincoln")
        let home = try site.home
        try await LiveServer.with(site) { server in
            let client = try APIClient.of(.chapter, home, on: server)
            func when(_ start: String, _ zone: String?) async throws -> Call.Answer {
                var value: JSON = ["start": .string(start)]
                if let zone { value = value.setting("tz", .string(zone)) }
                return try await client.post("events", ["title": "Display", "when": value])
            }
            let zone = "America/New_York"
            for start in [
                "2026-04-04T19:00", "2026-04-04T19:00:00-04:00", "2026-04-04T23:00:00Z",
                "2026-04-05T01:00:00.000+02:00",
            ] {
                let made = try await when(start, zone)
                #expect(made.json["when"]?["start"] == "2026-04-04T19:00:00-04:00", "\(start)")
            }
            #expect(try await when("2026-04-04T19:00", nil).json["when"]?["tz"] == "UTC")
            // The second of the two hours when clocks go back cannot be said in local time.
            #expect(try await when("2026-11-01T01:30:00-04:00", zone).status == 201)
            let second = try await when("2026-11-01T01:30:00-05:00", zone)
            #expect(second.status == 400)
            #expect(second.field == "when.start")
            for start in ["2026-04-04T19:00:30Z", "2026-04-31T19:00:00Z", "2026-04-04 19:00:00Z"] {
                #expect(try await when(start, zone).status == 400, "\(start)")
            }
        }
    }
}
