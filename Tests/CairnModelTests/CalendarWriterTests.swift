import CairnModel
import Foundation
import Testing

struct CalendarWriterTests {
    private func text(_ items: [ICSItem], asEvents: Bool = false) -> String {
        let writer = ICSWriter(
            name: "Lincoln High", zone: "America/New_York", tasksAsEvents: asEvents)
        return String(decoding: writer.calendar(items).bytes, as: UTF8.self)
    }

    /// The lines of a calendar, folds undone.
    private func lines(_ text: String) -> [String] {
        text.replacing("\r\n ", with: "").components(separatedBy: "\r\n")
    }

    @Test("every line ends with CRLF and has at most 75 octets of whole characters")
    func folds() throws {
        let bytes = Array(text(CalendarSample.events(500)).utf8)
        var start = 0
        for (index, byte) in bytes.enumerated() where byte == 0x0A {
            #expect(index > 0 && bytes[index - 1] == 0x0D)
            let line = bytes[start..<(index - 1)]
            #expect(line.count <= 75)
            #expect(String(validating: line, as: UTF8.self) != nil)
            start = index + 1
        }
        #expect(start == bytes.count)
    }

    @Test("equal records give equal bytes, in whatever order they come")
    func isDeterministic() {
        let events = CalendarSample.events(100)
        #expect(Array(text(events).utf8) == Array(text(events.reversed()).utf8))
    }

    @Test("what was written is read again as it was")
    func roundTrip() throws {
        let events = CalendarSample.events(500)
        let plan = try ICSImport(log: CalendarSample.log, zone: "America/New_York")
            .plan(Array(text(events).utf8))
        #expect(plan.refused.isEmpty)
        let byID = Dictionary(
            plan.edits.map { ($0.edit.id, $0.edit) }, uniquingKeysWith: { first, _ in first })
        for event in events {
            let edit = try #require(byID[event.id], "its own id is known again")
            func read(_ field: String) -> JSON? { edit.set.first { $0.field == field }?.value }
            func wrote(_ field: String) -> JSON? {
                event.fields.first { $0.name == field }?.value
            }
            #expect(read("title") == wrote("title"))
            #expect(read("description") == wrote("description"))
            #expect(read("tag/music") == true)
            #expect(moments(read("when")) == moments(wrote("when")))
            let status = wrote("status") == "held" ? "confirmed" : wrote("status")
            #expect(read("status") == status)
        }
    }

    private func moments(_ when: JSON?) -> [String?] {
        if let date = when?["date"]?.string { return [date] }
        guard let zone = when?["tz"]?.string else { return [] }
        if when?["all_day"] == true { return [when?["start"]?.string, when?["end"]?.string] }
        return ["start", "end"].map { name in
            when?[name]?.string.map { Zone.milliseconds(zone, local: $0)?.description ?? $0 }
        }
    }

    @Test("each zone that is named is described, once, and UTC is not")
    func describesZones() {
        let lines = lines(text(CalendarSample.events(60)))
        let named = Set(
            lines.compactMap { line in
                line.firstRange(of: ";TZID=").map {
                    String(line[$0.upperBound...].prefix { $0 != ":" })
                }
            })
        let described = lines.filter { $0.hasPrefix("TZID:") }.map { String($0.dropFirst(5)) }
        #expect(named == Set(CalendarSample.zones).subtracting(["UTC"]))
        #expect(described == named.sorted())
    }

    @Test("a description of a zone has the offsets that the zone has")
    func describesZonesRightly() throws {
        for zone in CalendarSample.zones where zone != "UTC" {
            let days = (0..<240).map { month in
                "\(2024 + month / 12)-\(pad(month % 12 + 1, 2))-\(pad(month % 27 + 1, 2))T12:00"
            }
            let items = days.enumerated().map { number, start in
                CalendarSample.item(
                    "event", number,
                    [("title", "Day"), ("when", ["start": .string(start), "tz": .string(zone)])])
            }
            // Read with another name, so that only the description says what the times mean.
            let renamed = text(items).replacing(zone, with: "Made up")
            let plan = try ICSImport(log: CalendarSample.log, zone: "UTC")
                .plan(Array(renamed.utf8))
            #expect(plan.edits.count == days.count, "\(zone)")
            for (_, edit) in plan.edits {
                let when = try #require(edit.set.first { $0.field == "when" }?.value)
                let item = try #require(items.first { $0.id == edit.id })
                let wrote = item.fields.first { $0.name == "when" }?.value
                #expect(moments(when) == moments(wrote), "\(zone) \(when)")
            }
        }
    }

    @Test("a series is written with its rule, and what was changed of it after it")
    func writesSeries() throws {
        let series = CalendarSample.item(
            "event", 1,
            [
                ("title", "Club"), ("recurrence_rule", "FREQ=WEEKLY;BYDAY=TH;UNTIL=20260331"),
                (
                    "when",
                    [
                        "start": "2026-03-04T15:30", "end": "2026-03-04T17:00",
                        "tz": "America/New_York",
                    ]
                ),
                ("skip/2026-03-12T15:30", true),
            ])
        let changed = CalendarSample.item(
            "event", 2,
            [
                ("series", .string(series.id.description)),
                ("recurrence_id", "2026-03-19T15:30"), ("status", "cancelled"),
            ])
        let lines = lines(text([changed, series]))
        let uid = "UID:\(series.id)@\(CalendarSample.log)"
        #expect(lines.count { $0 == uid } == 2)
        // The first date of the rule, since programs show the start of a series.
        #expect(lines.contains("DTSTART;TZID=America/New_York:20260305T153000"))
        #expect(lines.contains("DTEND;TZID=America/New_York:20260305T170000"))
        #expect(lines.contains("RRULE:FREQ=WEEKLY;UNTIL=20260401T035900Z;BYDAY=TH"))
        #expect(lines.contains("EXDATE;TZID=America/New_York:20260312T153000"))
        #expect(lines.contains("RECURRENCE-ID;TZID=America/New_York:20260319T153000"))
        #expect(lines.contains("STATUS:CANCELLED"))
        #expect(lines.count { $0 == "SUMMARY:Club" } == 2)
    }

    @Test("tasks are tasks, or events for programs that show none")
    func writesTasks() {
        let task = CalendarSample.item(
            "task", 1, revision: 3,
            [
                ("title", "Buy paint, blue"), ("due", ["date": "2026-04-02"]),
                ("priority", "high"), ("status", "done"), ("notes", "not for feeds"),
            ])
        let tasks = lines(text([task]))
        #expect(tasks.contains("BEGIN:VTODO") && tasks.contains("DUE;VALUE=DATE:20260402"))
        #expect(tasks.contains("SUMMARY:Buy paint\\, blue") && tasks.contains("SEQUENCE:3"))
        #expect(tasks.contains("STATUS:COMPLETED") && tasks.contains("PRIORITY:1"))
        #expect(!tasks.joined().contains("not for feeds"))
        let events = lines(text([task], asEvents: true))
        #expect(events.contains("BEGIN:VEVENT") && events.contains("DTSTART;VALUE=DATE:20260402"))
        #expect(!events.contains("BEGIN:VTODO"))
    }

    @Test("what has no day, and a draft, is left out and named")
    func leavesOut() {
        let writer = ICSWriter(name: "x", zone: "UTC")
        let items = [
            CalendarSample.item("event", 1, [("title", "Old"), ("when", ["date": "1999"])]),
            CalendarSample.item(
                "event", 2,
                [("title", "Draft"), ("status", "draft"), ("when", ["date": "2026-04-04"])]),
        ]
        let left = writer.calendar(items).leftOut
        #expect(left.map(\.id) == items.map(\.id))
        #expect(left.map(\.reason) == ["no day is known", "still a draft"])
    }

    @Test("a shift has its event's name and place, and is cancelled with it")
    func writesShifts() {
        let event = CalendarSample.item(
            "event", 1,
            [
                ("title", "Casting day"), ("status", "cancelled"), ("place", ["name": "Art room"]),
                ("when", ["start": "2026-04-04T11:00", "tz": "America/New_York"]),
            ])
        let shift = CalendarSample.item(
            "shift", 2,
            [
                ("event", .string(event.id.description)), ("role", "greeter"),
                (
                    "when",
                    [
                        "start": "2026-04-04T11:00", "end": "2026-04-04T12:00",
                        "tz": "America/New_York",
                    ]
                ),
            ])
        let writer = ICSWriter(name: "x", zone: "UTC")
        let bytes = writer.calendar([shift], context: [event]).bytes
        let lines = lines(String(decoding: bytes, as: UTF8.self))
        #expect(lines.contains("SUMMARY:Casting day: greeter"))
        #expect(lines.contains("LOCATION:Art room") && lines.contains("STATUS:CANCELLED"))
        #expect(lines.count { $0 == "BEGIN:VEVENT" } == 1)
    }
}
