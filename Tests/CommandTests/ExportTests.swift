import CairnModel
import Foundation
import Testing

@Suite("An export")
struct ExportTests {
    @Test(
        "leaves out the shifts of private events, and takes them where that is asked for",
        arguments: ["csv", "json"])
    func keepsShiftsPrivate(format: String) throws {
        let runner = try CommandRunner.withChapter()
        let event = try runner.run(
            "event", "add", "Quiet meeting", "--at", "2026-04-04 18:00", "visibility=private",
            "--json"
        ).json
        try runner.run(
            "shift", "add", try #require(event["ref"]?.string), "--role", "doorkeeper", "--from",
            "18:00", "--to", "19:00")
        let open = try runner.run("export", format, "--kind", "shift")
        #expect(!open.output.contains("doorkeeper"))
        #expect(open.errors.contains("1 private shift left out"))
        let all = try runner.run("export", format, "--kind", "shift", "--private")
        #expect(all.output.contains("doorkeeper"))
    }

    @Test("leaves out what belongs to private events")
    func keepsWhatBelongsPrivate() throws {
        let runner = try CommandRunner.withChapter()
        let event = try runner.run(
            "event", "add", "Quiet meeting", "--at", "2026-04-04 18:00", "visibility=private",
            "--json"
        ).json
        let ref = try #require(event["ref"]?.string)
        try runner.run("task", "add", "Lock the door", "--event", ref)
        try runner.run("task", "add", "Print flyers")
        let volunteer = try runner.run(
            "volunteer", "add", "--given", "Ana", "--age-band", "adult", "--json"
        ).json
        try runner.run("event", "signup", ref, try #require(volunteer["ref"]?.string))
        let open = try runner.run("export", "json")
        #expect(!open.output.contains("Lock the door"))
        #expect(!open.output.contains("\"record\":\"signup\""))
        #expect(open.output.contains("Print flyers"))
        let all = try runner.run("export", "json", "--private")
        #expect(all.output.contains("Lock the door"))
        #expect(all.output.contains("\"record\":\"signup\""))
    }

    @Test("comes back with the changed dates of series, and says nothing else than what is here")
    func changedDates() throws {
        let runner = try CommandRunner.withChapter()
        let club = try runner.ref(
            "event", "add", "Club", "--at", "2026-12-03 15:30", "--for", "90m", "--repeat",
            "weekly", "tag/film=true", "reach=10..20", "place.name=Art room")
        try runner.run("event", "edit", "\(club)@2026-12-10", "place.name=Library")
        try runner.run("event", "move", "\(club)@2026-12-17", "--at", "2026-12-18 16:00")
        try runner.run("event", "skip", club, "2026-12-24")
        let sheet = try runner.run("export", "csv").output
        let again = try runner.run("import", "csv", "-", "--json", input: sheet)
        #expect(again.status == 0)
        #expect(try again.json["unchanged"] == 3 && again.json["differing"] == nil)
        let other = try CommandRunner.withChapter()
        #expect(try other.run("import", "csv", "-", input: sheet).status == 0)
        func dates(_ runner: CommandRunner) throws -> [[String]] {
            try runner.run("event", "list", "--from", "2026-12", "--to", "2026-12").cells
                .map { Array($0[1...]) }
        }
        #expect(try dates(other) == dates(runner))
        #expect(try dates(other).map { $0[4] } == ["Art room", "Library", "Art room", "Art room"])
    }

    @Test("of a calendar comes back with its shifts, and one that was deleted is not made again")
    func shiftsOfCalendar() throws {
        let runner = try CommandRunner.withChapter()
        let event = try runner.ref("event", "add", "Fair", "--at", "2126-04-04 10:00")
        let shift = try runner.ref(
            "shift", "add", event, "--role", "greeter", "--from", "11:00", "--to", "12:00")
        let calendar = try runner.run("export", "ics", "--private").output
        #expect(calendar.contains("SUMMARY:Fair: greeter"))
        let again = try runner.run("import", "ics", "-", "--update", "--json", input: calendar)
        #expect(again.status == 0)
        #expect(try again.json["unchanged"] == 2 && again.json["imported"] == 0)
        #expect(try runner.run("shift", "show", shift, "--json").json["role"] == "greeter")
        try runner.run("shift", "delete", shift)
        let late = try runner.run("import", "ics", "-", input: calendar)
        #expect(late.status == 6 && late.output.contains("cairn shift restore"))
        #expect(try runner.run("shift", "list").output.isEmpty)
    }

    @Test("keeps a place that is called online a place")
    func onlineAsPlace() throws {
        let runner = try CommandRunner.withChapter()
        try runner.run(
            "event", "add", "Talk", "--at", "2026-04-04 18:00", "--venue", "online")
        let sheet = try runner.run("export", "csv").output
        let again = try runner.run("import", "csv", "-", "--json", input: sheet)
        #expect(again.status == 0)
        #expect(try again.json["unchanged"] == 1 && again.json["differing"] == nil)
        let other = try CommandRunner.withChapter()
        try other.run("import", "csv", "-", input: sheet)
        let event = try other.run("event", "list", "--json").json.array?.first
        #expect(event?["place"] == ["name": "online"] && event?["mode"] == nil)
    }

    @Test("that cannot be written ends with an error", arguments: ["csv", "json", "ics"])
    func fullDevice(format: String) throws {
        let runner = try CommandRunner.withChapter()
        try runner.run("event", "add", "Night display", "--at", "2026-04-04 18:00")
        let result = try runner.run(
            URL(filePath: "/bin/sh"),
            ["-c", "\(CommandRunner.executable.path) export \(format) > /dev/full"])
        #expect(result.status == 1)
        #expect(result.errors.contains("cannot be written"))
    }
}
