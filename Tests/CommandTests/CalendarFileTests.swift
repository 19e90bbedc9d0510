import CairnModel
import Foundation
import Testing

@Suite("Calendar files")
struct CalendarFileTests {
    private let calendar = """
        BEGIN:VCALENDAR
        BEGIN:VEVENT
        UID:one
        SUMMARY:Night display
        DTSTART;TZID=Eastern Standard Time:20260404T190000
        DTEND;TZID=Eastern Standard Time:20260404T210000
        ORGANIZER:mailto:ben@example.org
        END:VEVENT
        BEGIN:VEVENT
        UID:two
        SUMMARY:Broken
        DTSTART:soon
        END:VEVENT
        BEGIN:VTODO
        UID:three
        SUMMARY:Buy paint
        DUE;VALUE=DATE:20260402
        END:VTODO
        END:VCALENDAR
        """

    @Test("are imported, and what cannot be taken is named with its line and reason")
    func importFile() throws {
        let runner = try CommandRunner.withChapter()
        let result = try runner.run("import", "ics", "-", "--json", input: calendar)
        #expect(result.status == 6)
        #expect(
            try result.json.compactText == """
                {"rows":3,"imported":2,"unchanged":0,"refused":[{"line":12,"column":"DTSTART",\
                "value":"soon","code":"invalid_value","reason":"it is no date and no time"}],\
                "left_out":[]}
                """)
        #expect(
            try runner.run("event", "list").cells.map { $0[1...2] } == [
                ["2026-04-04 19:00", "Night display"]
            ])
        #expect(try runner.run("task", "list").output.contains("Buy paint"))
        let again = try runner.run("import", "ics", "-", "--json", input: calendar)
        #expect(try again.json["imported"] == 0)
        #expect(try again.json["unchanged"] == 2)
    }

    @Test("are tried without writing")
    func dryRun() throws {
        let runner = try CommandRunner.withChapter()
        let result = try runner.run("import", "ics", "-", "--dry-run", input: calendar)
        #expect(result.errors.contains("Would import 2"))
        #expect(result.errors.contains("organizers and guests are not taken over"))
        #expect(try runner.run("event", "list").output == "")
    }

    @Test("are refused as a whole where they are no calendars")
    func refuse() throws {
        let result = try CommandRunner.withChapter().run("import", "ics", "-", input: "a,b\n1,2\n")
        #expect(result.status == 2)
        #expect(result.errors.contains("no calendar file"))
    }

    @Test("have the same bytes from two stores that hold the same")
    func equalBytes() throws {
        let (first, second) = (try CommandRunner.withChapter(), try CommandRunner())
        try first.run("import", "ics", "-", input: calendar)
        let club = try first.ref(
            "event", "add", "Club", "--at", "2026-10-22 15:30", "--repeat", "weekly")
        let bundle = first.folder.appending(path: "a.bundle").path
        try first.run("bundle", "write", bundle)
        #expect(try second.run("init", "--from", bundle).status == 0)
        // Both change the same date, and then know of each other's change.
        try first.run("event", "edit", "\(club)@2026-10-29", "place.name=Library")
        try second.run("event", "edit", "\(club)@2026-10-29", "title=Club outside")
        let (one, two) = ("\(bundle).1", "\(bundle).2")
        try first.run("bundle", "write", one)
        try second.run("bundle", "write", two)
        #expect(try first.run("bundle", "read", two).status == 0)
        #expect(try second.run("bundle", "read", one).status == 0)
        let rows = try first.run("event", "list", "--from", "2026-10-29", "--to", "2026-10-29")
        #expect(rows.cells.map { [$0[2], $0[5]] } == [["Club outside", "Library"]])
        let calendar = try first.run("export", "ics").output
        #expect(calendar.contains("SUMMARY:Club outside"))
        #expect(try Array(second.run("export", "ics").output.utf8) == Array(calendar.utf8))
    }

    @Test("that list dates one by one come back as the same events")
    func listedDates() throws {
        let runner = try CommandRunner.withChapter()
        let listed = """
            BEGIN:VCALENDAR
            BEGIN:VEVENT
            UID:hearings
            SUMMARY:Hearing
            DTSTART:20260301T230000Z
            DTEND:20260302T003000Z
            RDATE:20260308T230000Z,20260316T223000Z
            END:VEVENT
            END:VCALENDAR
            """
        #expect(try runner.run("import", "ics", "-", input: listed).status == 0)
        #expect(
            try runner.run("event", "list", "--from", "2026-03", "--to", "2026-03").cells
                .map { $0[1...2] } == [
                    ["2026-03-01 23:00", "Hearing"], ["2026-03-08 23:00", "Hearing"],
                    ["2026-03-16 22:30", "Hearing"],
                ])
        let export = try runner.run("export", "ics").output
        #expect(export.contains("RDATE:20260308T230000Z"))
        let again = try runner.run("import", "ics", "-", "--json", input: export)
        #expect(try again.json["imported"] == 0 && again.json["unchanged"] == 3)
    }

    @Test("hold events, shifts and tasks, and importing them again changes nothing")
    func export() throws {
        let runner = try CommandRunner.withChapter()
        try runner.run("import", "ics", "-", input: calendar)
        try runner.run(
            "event", "add", "Club", "--at", "2026-10-22 15:30", "--for", "90m", "--repeat",
            "weekly")
        try runner.run("event", "add", "Secret", "--at", "2026-10-22", "visibility=private")
        let result = try runner.run("export", "ics")
        let lines = result.output.components(separatedBy: "\r\n")
        #expect(lines.first == "BEGIN:VCALENDAR" && lines.last == "")
        #expect(lines.contains("DTSTART;TZID=America/New_York:20260404T190000"))
        #expect(lines.contains("RRULE:FREQ=WEEKLY") && lines.contains("BEGIN:VTODO"))
        #expect(!result.output.contains("Secret"))
        #expect(try runner.run("export", "ics").output == result.output)
        let again = try runner.run("import", "ics", "-", "--json", input: result.output)
        #expect(again.status == 0)
        #expect(try again.json["imported"] == 0)
        #expect(try again.json["unchanged"] == 3)
        let events = try runner.run("export", "ics", "--kind", "task", "--as-events")
        #expect(events.output.contains("SUMMARY:Due: Buy paint"))
        #expect(!events.output.contains("VTODO"))
    }
}
