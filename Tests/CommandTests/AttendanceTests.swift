import CairnModel
import Testing

@Suite("Attendance")
struct AttendanceTests {
    @Test("is not written to a signup that was called off while another stands")
    func sparesWhatWasCalledOff() throws {
        let runner = try CommandRunner.withChapter()
        func ref(_ arguments: String...) throws -> String {
            try #require(try runner.run(arguments + ["--json"]).json["ref"]?.string)
        }
        let event = try ref("event", "add", "Night display", "--at", "2026-04-04 18:00")
        let ana = try ref("volunteer", "add", "--given", "Ana")
        let shifts = try ["18:00", "19:00"].map {
            try ref("shift", "add", event, "--role", "greeter", "--from", $0, "--to", "20:00")
        }
        for shift in shifts { try runner.run("shift", "signup", shift, ana) }
        try runner.run("shift", "leave", shifts[0], ana)
        let marked = try runner.run("attend", event, "--no-show", ana, "--json").json
        #expect(marked.array?.map { $0["rsvp"] } == ["registered"])
        #expect(marked.array?.map { $0["attendance"] } == ["no_show"])
    }

    @Test("of the rest is a word of the list, and says so where nobody is left")
    func rest() throws {
        let runner = try CommandRunner.withChapter()
        let event = try runner.ref("event", "add", "Night display", "--at", "2026-04-04 18:00")
        let ana = try runner.ref("volunteer", "add", "--given", "Ana")
        try runner.run("event", "signup", event, ana)
        #expect(try runner.run("attend", event, "--rest", "present").cells.count == 1)
        let again = try runner.run("attend", event, "--rest", "present")
        #expect(again.status == 0)
        #expect(again.output.isEmpty)
        #expect(again.errors == "Nobody was left to write down.\n")
        let wrong = try runner.run("attend", event, "--rest", "asleep")
        #expect(wrong.status == 2)
        #expect(wrong.errors.contains("attendance must be one of present"))
    }
}
