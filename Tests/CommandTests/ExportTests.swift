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
