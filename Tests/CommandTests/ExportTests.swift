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
