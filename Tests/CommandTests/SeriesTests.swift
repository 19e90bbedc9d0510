import CairnModel
import Testing

@Suite("Events that repeat")
struct SeriesTests {
    /// A club on Thursdays in autumn, over the change of the clocks on 1 November.
    private func club(_ runner: CommandRunner) throws -> String {
        try runner.ref(
            "event", "add", "Club", "--at", "2026-10-22 15:30", "--for", "90m", "--repeat",
            "FREQ=WEEKLY;BYDAY=TH;COUNT=5")
    }

    private func dates(_ runner: CommandRunner) throws -> [[String]] {
        try runner.run("event", "list", "--from", "2026-10", "--to", "2026-12").cells
            .map { [$0[0], $0[1], $0[2]] }
    }

    @Test("are one event, and in a stretch of time each of their dates, at one time of day")
    func list() throws {
        let runner = try CommandRunner.withChapter()
        let ref = try club(runner)
        #expect(
            try runner.run("event", "list").cells.map { $0[1] } == ["2026-10-22 15:30, repeats"])
        #expect(
            try dates(runner) == [
                ["\(ref)@2026-10-22", "2026-10-22 15:30", "Club"],
                ["\(ref)@2026-10-29", "2026-10-29 15:30", "Club"],
                ["\(ref)@2026-11-05", "2026-11-05 15:30", "Club"],
                ["\(ref)@2026-11-12", "2026-11-12 15:30", "Club"],
                ["\(ref)@2026-11-19", "2026-11-19 15:30", "Club"],
            ])
        let rows =
            try runner.run(
                "event", "list", "--from", "2026-10-29", "--to", "2026-11-05", "--json"
            ).json.array ?? []
        #expect(
            rows.map { $0["when"]?["start"] } == [
                "2026-10-29T15:30:00-04:00", "2026-11-05T15:30:00-05:00",
            ])
        let entries = try runner.run("log", "--jsonl").cells.count
        _ = try dates(runner)
        #expect(try runner.run("log", "--jsonl").cells.count == entries)
    }

    @Test("leave a date out, and do so once")
    func skip() throws {
        let runner = try CommandRunner.withChapter()
        let ref = try club(runner)
        #expect(try runner.run("event", "skip", ref, "2026-11-05").status == 0)
        #expect(try dates(runner).map { $0[1] }.contains("2026-11-05 15:30") == false)
        let again = try runner.run("event", "skip", ref, "2026-11-05")
        #expect(again.status == 3)
        #expect(again.errors.contains("leaves out 2026-11-05"))
        #expect(again.errors.hasSuffix("its next date is 2026-11-12\n"))
    }

    @Test("have one date moved or changed, which gives it a record with the derived id")
    func changeOne() throws {
        let runner = try CommandRunner.withChapter()
        let ref = try club(runner)
        let moved = try runner.run(
            "event", "move", "\(ref)@2026-10-29", "--at", "2026-10-30 16:00", "--json"
        ).json
        let series = try #require(moved["series"]?.string)
        #expect(
            moved["id"]?.string
                == RecordID.derived(kind: "event", parents: [series, "2026-10-29T15:30"])
                .description)
        #expect(moved["title"] == "Club")
        #expect(moved["when"]?["end"] == "2026-10-30T17:30:00-04:00")
        try runner.run("event", "edit", "\(ref)@2026-11-05", "place.name=Library")
        let listed = try dates(runner)
        #expect(listed.map { $0[1] }[1] == "2026-10-30 16:00")
        #expect(listed.count == 5)
        #expect(listed.allSatisfy { $0[2] == "Club" })
    }

    @Test("change from a date on, what was changed of later dates included")
    func changeFollowing() throws {
        let runner = try CommandRunner.withChapter()
        let ref = try club(runner)
        try runner.run("event", "cancel", "\(ref)@2026-11-19")
        let split = try runner.run(
            "event", "edit", "\(ref)@2026-11-05", "--this-and-following", "title=Late club",
            "--json")
        #expect(split.status == 0)
        #expect(try split.json["recurrence_rule"] == "FREQ=WEEKLY;COUNT=3;BYDAY=TH")
        let rows = try runner.run("event", "list", "--from", "2026-10", "--to", "2026-12").cells
        #expect(
            rows.map { $0[2] } == ["Club", "Club", "Late club", "Late club", "Late club"])
        #expect(rows.map { $0[4] }.last == "cancelled")
        try runner.run("undo")
        #expect(try dates(runner).map { $0[2] } == Array(repeating: "Club", count: 5))
    }

    @Test("have people, shifts and tasks for one date")
    func nameOne() throws {
        let runner = try CommandRunner.withChapter()
        let ref = try club(runner)
        let ana = try runner.run(
            "volunteer", "add", "-", input: #"{"given_name":"Ana","age_band":"adult"}"#
        ).cells[0][0]
        #expect(try runner.run("event", "signup", "\(ref)@2026-10-29", ana).status == 0)
        let shift = try runner.run(
            "shift", "add", "\(ref)@2026-11-05", "--role", "cook", "--from", "15:30", "--to",
            "16:00")
        #expect(shift.status == 0)
        #expect(try runner.run("conflict", "list").output == "")
        let shown = try runner.run("event", "show", "\(ref)@2026-10-29").output
        #expect(shown.contains("Signups") && shown.contains("Ana"))
        #expect(try dates(runner).count == 5)
    }

    @Test("are refused with words for a rule that cannot be")
    func refuse() throws {
        let runner = try CommandRunner.withChapter()
        let result = try runner.run(
            "event", "add", "Club", "--at", "2026-10-22", "--repeat", "FREQ=HOURLY")
        #expect(result.status == 2)
        #expect(result.errors.contains("more often than daily"))
        #expect(try runner.run("event", "list").output == "")
    }
}
