import CairnModel
import Foundation
import TestSupport
import Testing

struct CalendarImportTests {
    static let log = CalendarSample.log

    static func plan(_ text: String, zone: String = "America/New_York") throws -> ImportPlan {
        try ICSImport(log: log, zone: zone).plan(Array(text.utf8))
    }

    static func fields(_ plan: ImportPlan, _ index: Int = 0) throws -> [String: JSON] {
        try #require(plan.edits.indices.contains(index))
        return Dictionary(
            plan.edits[index].edit.set.map { ($0.field, $0.value) }, uniquingKeysWith: { $1 })
    }

    private func event(_ lines: String) throws -> [String: JSON] {
        try Self.fields(Self.plan("BEGIN:VEVENT\n\(lines)\nEND:VEVENT\n"))
    }

    @Test("every component of real calendars is imported or refused with a reason")
    func takesRealCalendars() throws {
        guard let folder = ProjectFolder.realData("ics") else { return }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { $0.hasSuffix(".ics") }
        #expect(!names.isEmpty)
        var (events, tasks, refused, whole) = (0, 0, 0, 0)
        for name in names {
            let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
            do {
                let plan = try ICSImport(log: Self.log, zone: "America/New_York").plan(bytes)
                for (_, edit) in plan.edits {
                    let kind = try #require(Vocabulary.current.kind(edit.kind))
                    for (field, value) in edit.set {
                        #expect(kind.fault(field: field, value: value) == nil, "\(name) \(field)")
                    }
                }
                events += plan.edits.count { $0.edit.kind == "event" }
                tasks += plan.edits.count { $0.edit.kind == "task" }
                refused += plan.refused.count
                #expect(plan.refused.allSatisfy { !$0.reason.isEmpty && $0.line > 0 })
                let isEmpty = plan.edits.isEmpty && plan.refused.isEmpty
                #expect(!isEmpty || !plan.notes.isEmpty, "\(name)")
            } catch let fault as ImportFault {
                whole += 1
                #expect(!fault.reason.isEmpty && !fault.hint.isEmpty)
            }
        }
        print(
            "\(names.count) calendars: \(events) events and \(tasks) tasks imported, "
                + "\(refused) components refused, \(whole) files refused")
        #expect(events > 100)
    }

    @Test("a file cut anywhere is read without harm")
    func survivesCuts() throws {
        let text = """
            BEGIN:VCALENDAR
            BEGIN:VEVENT
            UID:1
            SUMMARY;LANGUAGE="de":Größe
            DTSTART;TZID=Europe/Berlin:20260404T190000
            RRULE:FREQ=DAILY;COUNT=3
            END:VEVENT
            END:VCALENDAR
            """
        let bytes = Array(text.utf8)
        for length in bytes.indices {
            let plan = try? ICSImport(log: Self.log, zone: "UTC").plan(Array(bytes[..<length]))
            #expect((plan?.edits.count ?? 0) <= 1)
        }
        var random = SplitMix64(seed: 7)
        for _ in 0..<300 {
            var broken = bytes
            for _ in 0..<3 {
                broken[random.number(in: 0...(bytes.count - 1))] = UInt8(random.number(in: 0...255))
            }
            _ = try? ICSImport(log: Self.log, zone: "UTC").plan(broken)
        }
    }

    @Test("folds are undone, also inside a character and over empty lines")
    func unfolds() throws {
        var bytes = Array("BEGIN:VEVENT\r\nSUMMARY:Gr".utf8)
        bytes += [0xC3, 0x0D, 0x0A, 0x20, 0xB6] + Array("ße\r\n\r\n  neu\r\nEND:VEVENT\r\n".utf8)
        let plan = try ICSImport(log: Self.log, zone: "UTC").plan([0xEF, 0xBB, 0xBF] + bytes)
        #expect(try Self.fields(plan)["title"] == "Größe neu")
    }

    @Test("a file that is not in UTF-8 is read as Windows-1252, and says so")
    func readsOtherEncoding() throws {
        let bytes =
            Array("BEGIN:VEVENT\nSUMMARY:Gr".utf8) + [0xF6, 0xDF] + Array("e\nEND:VEVENT".utf8)
        let plan = try ICSImport(log: Self.log, zone: "UTC").plan(bytes)
        #expect(try Self.fields(plan)["title"] == "Größe")
        #expect(plan.notes.contains { $0.contains("Windows-1252") })
    }

    @Test(
        "a zone is found by what Windows, Outlook and other programs call it",
        arguments: [
            ("W. Europe Standard Time", "Europe/Berlin"),
            ("\"(UTC-05:00) Eastern Time (US & Canada)\"", "America/New_York"),
            ("/Europe/Stockholm", "Europe/Stockholm"),
            ("America/Los Angeles", "America/Los_Angeles"),
            ("/freeassociation.sourceforge.net/Tzfile/Europe/Berlin", "Europe/Berlin"),
            ("Eastern Daylight Time", "America/New_York"),
        ])
    func findsZones(_ tzid: String, _ zone: String) throws {
        let when = try event("SUMMARY:Abc\nDTSTART;TZID=\(tzid):20260404T190000")["when"]
        #expect(when?["tz"] == .string(zone))
        #expect(when?["start"] == "2026-04-04T19:00")
    }

    @Test("every zone of the Windows table is one that the system knows")
    func knowsWindowsZones() {
        for (name, zone) in WindowsZones.all { #expect(Zone.isKnown(zone), "\(name)") }
    }

    @Test("a zone that only the file describes is known by its rules")
    func findsZonesByRules() throws {
        let text = """
            BEGIN:VCALENDAR
            BEGIN:VTIMEZONE
            TZID:Ours
            BEGIN:STANDARD
            DTSTART:16010101T030000
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
            TZOFFSETFROM:+0200
            TZOFFSETTO:+0100
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:16010101T020000
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0200
            END:DAYLIGHT
            END:VTIMEZONE
            BEGIN:VTIMEZONE
            TZID:Odd
            BEGIN:STANDARD
            DTSTART:20000101T000000
            TZOFFSETFROM:+0017
            TZOFFSETTO:+0017
            END:STANDARD
            END:VTIMEZONE
            BEGIN:VEVENT
            SUMMARY:Known
            DTSTART;TZID=Ours:20260704T190000
            END:VEVENT
            BEGIN:VEVENT
            SUMMARY:Moved
            DTSTART;TZID=Odd:20260704T120000
            END:VEVENT
            BEGIN:VEVENT
            SUMMARY:Unknown
            DTSTART;TZID=Elsewhere:20260704T120000
            END:VEVENT
            END:VCALENDAR
            """
        let plan = try Self.plan(text)
        #expect(try Self.fields(plan, 0)["when"]?["tz"] == "Europe/Berlin")
        // No zone does this: the moment is kept, on the chapter's walls.
        #expect(try Self.fields(plan, 1)["when"]?["start"] == "2026-07-04T07:43")
        #expect(plan.refused.map(\.code) == ["invalid_value"])
        #expect(plan.refused.first?.column == "DTSTART")
    }

    @Test("whole days, lengths and ends become what the vocabulary has")
    func readsTimes() throws {
        #expect(
            try event("SUMMARY:Abc\nDTSTART;VALUE=DATE:20260404\nDTEND;VALUE=DATE:20260405")["when"]
                == ["date": "2026-04-04"])
        let days = try event("SUMMARY:Abc\nDTSTART;VALUE=DATE:20260404\nDURATION:P3D")["when"]
        #expect(days?["end"] == "2026-04-06T00:00")
        let length = try event(
            "SUMMARY:Abc\nDTSTART;TZID=America/New_York:20260307T230000\nDURATION:PT4H")["when"]
        #expect(length?["end"] == "2026-03-08T04:00")
        let zulu = try event("SUMMARY:Abc\nDTSTART:20260704T120000Z\nDTEND:20260704T130000Z")
        #expect(zulu["when"]?["start"] == "2026-07-04T08:00")
        #expect(zulu["when"]?["end"] == "2026-07-04T09:00")
        #expect(zulu["when"]?["tz"] == "America/New_York")
    }

    @Test("a series keeps its rule, its skipped dates and what was changed of it")
    func readsSeries() throws {
        let text = """
            BEGIN:VCALENDAR
            BEGIN:VEVENT
            UID:club
            SUMMARY:Club
            DTSTART;TZID=Europe/Berlin:20260305T160000
            DTEND;TZID=Europe/Berlin:20260305T170000
            RRULE:FREQ=WEEKLY;UNTIL=20260701T000000Z
            EXDATE;TZID=Europe/Berlin:20260312T160000
            EXDATE:20260319T150000Z
            RDATE;TZID=Europe/Berlin:20260307T100000
            END:VEVENT
            BEGIN:VEVENT
            UID:club
            RECURRENCE-ID:20260402T140000Z
            SUMMARY:Club outside
            DTSTART;TZID=Europe/Berlin:20260403T160000
            DTEND;TZID=Europe/Berlin:20260403T170000
            END:VEVENT
            END:VCALENDAR
            """
        let plan = try Self.plan(text)
        #expect(plan.refused.isEmpty && plan.edits.count == 3)
        let series = try Self.fields(plan, 0)
        #expect(series["recurrence_rule"] == "FREQ=WEEKLY;UNTIL=20260701T000000Z")
        #expect(series["skip/2026-03-12T16:00"] == true)
        #expect(series["skip/2026-03-19T16:00"] == true)
        let id = RecordID.derived(kind: "event", parents: ["ics:club"])
        #expect(plan.edits[0].edit.id == id)
        let changed = try Self.fields(plan, 1)
        #expect(changed["recurrence_id"] == "2026-04-02T16:00")
        #expect(changed["title"] == "Club outside")
        #expect(
            plan.edits[1].edit.id
                == EventSeries.instanceID(series: id.description, recurrenceID: "2026-04-02T16:00"))
        let added = try Self.fields(plan, 2)
        #expect(added["recurrence_id"] == "2026-03-07T10:00")
        #expect(added["when"]?["end"] == "2026-03-07T11:00")
    }

    @Test("dates that are listed one by one are of a series, counted in the zone of its start")
    func readsListedDates() throws {
        let plan = try Self.plan(
            """
            BEGIN:VCALENDAR
            BEGIN:VEVENT
            UID:hearings
            SUMMARY:Hearing
            DTSTART:20260301T230000Z
            DTEND:20260302T003000Z
            RDATE:20260308T230000Z,20260316T223000Z
            END:VEVENT
            BEGIN:VEVENT
            UID:hearings
            RECURRENCE-ID:20260308T230000Z
            SUMMARY:Hearing moved
            DTSTART:20260309T230000Z
            END:VEVENT
            BEGIN:VEVENT
            UID:single
            SUMMARY:Single
            DTSTART:20260301T230000Z
            END:VEVENT
            BEGIN:VEVENT
            UID:single
            RECURRENCE-ID:20260303T230000Z
            DTSTART:20260303T230000Z
            END:VEVENT
            END:VCALENDAR
            """)
        #expect(plan.refused.isEmpty && plan.edits.count == 5)
        let all = try (0..<5).map { try Self.fields(plan, $0) }
        #expect(all[0]["recurrence_rule"] == "FREQ=DAILY;COUNT=1")
        #expect(all[0]["when"]?["tz"] == "UTC")
        #expect(all[1]["recurrence_id"] == "2026-03-08T23:00")
        #expect(all[2]["recurrence_rule"] == "FREQ=DAILY;COUNT=1")
        #expect(all[3]["recurrence_id"] == "2026-03-03T23:00")
        #expect(all[4]["recurrence_id"] == "2026-03-16T22:30")
    }

    @Test("a date whose series is not in the file is counted as the series that is here")
    func readsDateOfKnownSeries() throws {
        let text = """
            BEGIN:VCALENDAR
            BEGIN:VEVENT
            UID:club
            RECURRENCE-ID:20260402T140000Z
            SUMMARY:Club outside
            DTSTART:20260402T150000Z
            END:VEVENT
            END:VCALENDAR
            """
        let id = RecordID.derived(kind: "event", parents: ["ics:club"])
        let series = try #require(
            EventSeries(
                id: id, zone: "UTC",
                fields: [
                    ("recurrence_rule", "FREQ=WEEKLY"),
                    ("when", ["start": "2026-03-05T14:00", "tz": "UTC"]),
                ]))
        let plan = try ICSImport(
            log: Self.log, zone: "America/New_York", known: { $0 == id ? series : nil }
        ).plan(Array(text.utf8))
        #expect(try Self.fields(plan, 0)["recurrence_id"] == "2026-04-02T14:00")
    }

    @Test("a moment in the hour that comes twice stays that moment")
    func readsSecondOfTwo() throws {
        let plan = try Self.plan(
            "BEGIN:VCALENDAR\nX-WR-TIMEZONE:America/New_York\nBEGIN:VEVENT\nUID:a\nSUMMARY:Night\n"
                + "DTSTART:20261101T043000Z\nDTEND:20261101T063000Z\nEND:VEVENT\nBEGIN:VEVENT\n"
                + "UID:b\nSUMMARY:Late\nDTSTART:20261101T063000Z\nEND:VEVENT\nEND:VCALENDAR\n")
        #expect(
            try Self.fields(plan, 0)["when"] == [
                "start": "2026-11-01T04:30", "end": "2026-11-01T06:30", "tz": "UTC",
            ])
        #expect(
            try Self.fields(plan, 1)["when"] == ["start": "2026-11-01T06:30", "tz": "UTC"])
    }

    @Test("importing the same file again makes the same records, and copies count")
    func isStable() throws {
        let twice = "BEGIN:VEVENT\nSUMMARY:Same\nEND:VEVENT\n"
        let first = try Self.plan(twice + twice)
        let second = try Self.plan("BEGIN:VCALENDAR\r\n" + twice + twice + "END:VCALENDAR\r\n")
        #expect(first.edits.map(\.edit.id) == second.edits.map(\.edit.id))
        #expect(Set(first.edits.map(\.edit.id)).count == 2)
        let other = try Self.plan(
            "BEGIN:VEVENT\nUID:1\nSUMMARY:One\nEND:VEVENT\nBEGIN:VEVENT\nUID:1\nSUMMARY:Two\n"
                + "END:VEVENT\n")
        #expect(other.edits.count == 1 && other.refused.map(\.code) == ["duplicate_identifier"])
    }

    @Test("tasks keep their state, their day and how urgent they are")
    func readsTasks() throws {
        let plan = try Self.plan(
            "BEGIN:VTODO\nUID:t\nSUMMARY:Buy paint\nDUE;VALUE=DATE:20260501\nPRIORITY:2\n"
                + "STATUS:IN-PROCESS\nCATEGORIES:art,Kunst \\, mehr\nEND:VTODO\n")
        let task = try Self.fields(plan)
        #expect(task["due"] == ["date": "2026-05-01"])
        #expect(task["priority"] == "high" && task["status"] == "in_progress")
        #expect(task["tag/art"] == true)
        #expect(task.values.contains("Kunst , mehr"))
    }

    @Test("people in a calendar are not taken over")
    func leavesPeopleOut() throws {
        let plan = try Self.plan(
            "BEGIN:VEVENT\nSUMMARY:Abc\nATTENDEE;CN=\"Ana: R\":mailto:ana@example.org\n"
                + "ORGANIZER:mailto:ben@example.org\nEND:VEVENT\n")
        #expect(!plan.edits.contains { "\($0.edit.set)".contains("example.org") })
        #expect(plan.notes.contains { $0.contains("organizers and guests") })
    }
}
