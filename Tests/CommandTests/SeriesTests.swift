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

    /// A club every week from 3 December on, once in another place and not on the 24th.
    @discardableResult
    private func winterClub(_ runner: CommandRunner) throws -> String {
        let ref = try runner.ref(
            "event", "add", "Club", "--at", "2026-12-03 15:30", "--for", "90m", "--repeat",
            "weekly")
        try runner.run("event", "edit", "\(ref)@2026-12-10", "place.name=Hall")
        try runner.run("event", "skip", ref, "2026-12-24")
        return ref
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
        let shown = try runner.run("event", "show", "\(ref)@2026-11-05").output
        #expect(
            shown.contains("left out") && shown.contains("cairn event restore \(ref)@2026-11-05"))
        let json = try runner.run("event", "show", "\(ref)@2026-11-05", "--json").json
        #expect(json["left_out"] == true)
        #expect(!(try runner.run("event", "show", "\(ref)@2026-11-12").output.contains("left out")))
        #expect(
            again.errors.hasSuffix(
                "its next date is 2026-11-12; cairn event restore brings a date back\n"))
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

    private func starts(_ runner: CommandRunner, _ month: String) throws -> [String] {
        try runner.run("event", "list", "--from", month, "--to", month).cells.map { $0[1] }
    }

    @Test("move to another weekday with their rule, and with what was left out and changed")
    func moveAll() throws {
        let runner = try CommandRunner.withChapter()
        let ref = try runner.ref(
            "event", "add", "Club", "--at", "2026-12-03 15:30", "--for", "90m", "--repeat",
            "FREQ=WEEKLY;BYDAY=TH")
        try runner.run("event", "skip", ref, "2026-12-24")
        let changed = try runner.run(
            "event", "edit", "\(ref)@2026-12-10", "place.name=Library", "--json"
        ).json
        try runner.run("event", "move", "\(ref)@2026-12-17", "--at", "2026-12-19 10:00")
        let moved = try runner.run("event", "move", ref, "--at", "2026-12-04 15:30")
        #expect(moved.status == 0)
        #expect(
            moved.errors.contains("Takes place 2026-12-04 15:30, 2026-12-11 15:30"))
        #expect(moved.errors.contains("2026-12-17 has a time of its own and stays as it is"))
        let rows = try runner.run("event", "list", "--from", "2026-12", "--to", "2026-12").cells
        #expect(
            rows.map { $0[1] } == ["2026-12-04 15:30", "2026-12-11 15:30", "2026-12-19 10:00"])
        #expect(rows.map { $0[5] } == ["", "Library", ""])
        // The date that was changed keeps its record, and goes along once more.
        try runner.run("event", "move", ref, "--at", "17:00")
        #expect(
            try starts(runner, "2026-12") == [
                "2026-12-04 17:00", "2026-12-11 17:00", "2026-12-19 10:00",
            ])
        let shown = try runner.run("event", "show", "\(ref)@2026-12-11", "--json").json
        #expect(shown["id"] == changed["id"] && shown["place"]?["name"] == "Library")
        try runner.run("undo")
        #expect(try starts(runner, "2026-12")[1] == "2026-12-11 15:30")
        // It goes and comes back by the day that it is on now.
        try runner.run("event", "delete", "\(ref)@2026-12-11")
        #expect(try starts(runner, "2026-12").count == 2)
        let restored = try runner.run("event", "restore", "\(ref)@2026-12-11", "--json").json
        #expect(restored["id"] == changed["id"])
        #expect(try starts(runner, "2026-12").count == 3)
    }

    @Test("have each date once where they move onto a date that they had")
    func moveByPeriod() throws {
        let runner = try CommandRunner.withChapter()
        let ref = try winterClub(runner)
        try runner.run("event", "edit", "\(ref)@2026-12-03", "place.name=Gym")
        func places() throws -> [[String]] {
            try runner.run("event", "list", "--from", "2026-12", "--to", "2026-12").cells
                .map { [$0[1], $0[5]] }
        }
        let moved = try runner.run("event", "move", ref, "--at", "2026-12-10 15:30")
        #expect(
            try places() == [
                ["2026-12-10 15:30", "Gym"], ["2026-12-17 15:30", "Hall"],
                ["2026-12-31 15:30", ""],
            ])
        #expect(
            moved.errors.contains(
                "Takes place 2026-12-10 15:30, 2026-12-17 15:30, 2026-12-31 15:30 ..."))
        let gym = try runner.run("event", "show", "\(ref)@2026-12-10", "--json").json
        #expect(gym["place"]?["name"] == "Gym")
        // And where they do so again, and back.
        try runner.run("event", "move", ref, "--at", "2026-12-17 16:00")
        #expect(try places().prefix(2).map { $0[0] } == ["2026-12-17 16:00", "2026-12-24 16:00"])
        #expect(try places().prefix(2).map { $0[1] } == ["Gym", "Hall"])
        try runner.run("event", "move", ref, "--at", "2026-12-03 15:30")
        #expect(try places().prefix(2).map { $0[0] } == ["2026-12-03 15:30", "2026-12-10 15:30"])
        #expect(try places().map { $0[1] } == ["Gym", "Hall", "", "", ""])
    }

    @Test("have as many dates after each move, whoever signed up for some")
    func moveCounted() throws {
        let runner = try CommandRunner.withChapter()
        let ref = try runner.ref(
            "event", "add", "Week", "--at", "2026-12-02", "--repeat", "FREQ=DAILY;COUNT=4")
        let ana = try runner.ref("volunteer", "add", "--given", "Ana", "--age-band", "adult")
        try runner.run("event", "signup", "\(ref)@2026-12-02", ana)
        try runner.run("event", "signup", "\(ref)@2026-12-03", ana)
        for day in [3, 5, 4, 2, 1] {
            try runner.run("event", "move", ref, "--at", "2026-12-0\(day)")
            #expect(
                try starts(runner, "2026-12") == (day..<(day + 4)).map { "2026-12-0\($0)" })
        }
        // Who signed up is on the same days as at first.
        for day in ["02", "03"] {
            let shown = try runner.run("event", "show", "\(ref)@2026-12-\(day)").output
            #expect(shown.contains("Ana"))
        }
    }

    @Test("tell the dates that they have, without those left out, with those moved by themselves")
    func tellDates() throws {
        let runner = try CommandRunner.withChapter()
        let ref = try club(runner)
        try runner.run("event", "skip", ref, "2026-10-22")
        try runner.run("event", "move", "\(ref)@2026-10-29", "--at", "2026-10-31 10:00")
        let moved = try runner.run("event", "move", ref, "--at", "2026-10-22 16:00")
        #expect(
            moved.errors.contains(
                "Takes place 2026-10-31 10:00, 2026-11-05 16:00, 2026-11-12 16:00 ..."))
    }

    @Test("move whole by an import that corrects them")
    func importMoved() throws {
        let runner = try CommandRunner.withChapter()
        try winterClub(runner)
        let rows = try runner.run("export", "csv").output
            .replacing("2026-12-03T15:30", with: "2026-12-03T14:00", maxReplacements: 1)
        let read = try runner.run("import", "csv", "-", "--update", input: rows)
        #expect(read.status == 0)
        #expect(
            try starts(runner, "2026-12") == [
                "2026-12-03 14:00", "2026-12-10 14:00", "2026-12-17 14:00", "2026-12-31 14:00",
            ])
        #expect(try runner.run("undo").status == 0)
        #expect(try starts(runner, "2026-12")[0] == "2026-12-03 15:30")
    }

    @Test("are corrected from a calendar that moved them, with what was changed")
    func importMovedCalendar() throws {
        let runner = try CommandRunner.withChapter()
        func calendar(_ time: String) -> String {
            let lines = [
                "BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "UID:club@example.org",
                "SUMMARY:Club", "DTSTART:20261203T\(time)00", "DURATION:PT1H",
                "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20261217T\(time)00", "END:VEVENT",
                "BEGIN:VEVENT", "UID:club@example.org", "RECURRENCE-ID:20261210T\(time)00",
                "SUMMARY:Big club", "DTSTART:20261210T\(time)00", "DURATION:PT1H", "END:VEVENT",
                "END:VCALENDAR", "",
            ]
            return lines.joined(separator: "\r\n")
        }
        try runner.run("import", "ics", "-", input: calendar("1530"))
        let before = try starts(runner, "2026-12")
        #expect(before.count == 3)
        for expected in ["1 corrected", "2 were here already"] {
            let read = try runner.run("import", "ics", "-", "--update", input: calendar("1700"))
            #expect(read.status == 0)
            #expect((read.output + read.errors).contains(expected))
            let rows = try runner.run("event", "list", "--from", "2026-12", "--to", "2026-12")
                .cells
            #expect(rows.map { $0[1].suffix(5) } == ["17:00", "17:00", "17:00"])
            #expect(rows.map { $0[2] } == ["Club", "Big club", "Club"])
        }
    }

    @Test("keep who signed up for a date when they move, and show it once")
    func moveSignups() throws {
        let runner = try CommandRunner.withChapter()
        let ref = try club(runner)
        let ana = try runner.ref("volunteer", "add", "--given", "Ana", "--age-band", "adult")
        try runner.run("event", "signup", "\(ref)@2026-10-29", ana)
        try runner.run("event", "edit", ref, "when.start=17:00", "when.end=18:30")
        #expect(
            try starts(runner, "2026-10") == ["2026-10-22 17:00", "2026-10-29 17:00"])
        let shown = try runner.run("event", "show", "\(ref)@2026-10-29").output
        #expect(shown.contains("Ana"))
        // So does what goes on after a date.
        try runner.run(
            "event", "edit", "\(ref)@2026-10-22", "--this-and-following", "when.start=18:00",
            "when.end=19:00")
        #expect(
            try starts(runner, "2026-10") == ["2026-10-22 18:00", "2026-10-29 18:00"])
    }

    @Test("have no date twice where they go on as another event")
    func splitWithSignups() throws {
        let runner = try CommandRunner.withChapter()
        let ref = try club(runner)
        let ana = try runner.ref("volunteer", "add", "--given", "Ana", "--age-band", "adult")
        try runner.run("event", "signup", "\(ref)@2026-11-12", ana)
        let split = try runner.run(
            "event", "edit", "\(ref)@2026-11-05", "--this-and-following",
            "when.start=2026-11-06 16:00", "when.end=17:00", "--json")
        #expect(try split.json["recurrence_rule"] == "FREQ=WEEKLY;COUNT=3;BYDAY=FR")
        #expect(
            try starts(runner, "2026-11") == [
                "2026-11-06 16:00", "2026-11-12 15:30", "2026-11-20 16:00",
            ])
    }

    @Test("are not moved where their rule cannot go along")
    func refuseMove() throws {
        let runner = try CommandRunner.withChapter()
        let ref = try runner.ref(
            "event", "add", "Board", "--at", "2026-12-01", "--repeat",
            "FREQ=MONTHLY;BYMONTHDAY=1,15")
        let moved = try runner.run("event", "move", ref, "--at", "2026-12-02")
        #expect(moved.status == 2)
        #expect(moved.errors.contains("has no date on Wednesday 2 December 2026"))
        let ruled = try runner.run(
            "event", "edit", ref, "when=2026-12-02", "recurrence_rule=FREQ=MONTHLY;BYDAY=1TH")
        #expect(ruled.errors.contains("Takes place 2026-12-03, 2027-01-07"))
        #expect(try starts(runner, "2026-12") == ["2026-12-03"])
    }

    @Test("lose a date by delete, changed or not, and get it back by restore")
    func deleteOne() throws {
        let runner = try CommandRunner.withChapter()
        let ref = try club(runner)
        try runner.run("event", "edit", "\(ref)@2026-11-05", "place.name=Library")
        let all = try dates(runner)
        for date in ["2026-11-05", "2026-11-12"] {
            let deleted = try runner.run("event", "delete", "\(ref)@\(date)", "--json")
            #expect(deleted.status == 0)
            #expect(try deleted.json["title"] == "Club")
            #expect(
                try dates(runner).map { $0[1] } == all.map { $0[1] }.filter { !$0.hasPrefix(date) })
            let edit = try runner.run("event", "edit", "\(ref)@\(date)", "title=Other")
            #expect(edit.status == 3 && edit.errors.contains("cairn event restore"))
            #expect(try runner.run("event", "restore", "\(ref)@\(date)").status == 0)
            #expect(try dates(runner) == all)
        }
        let shown = try runner.run("event", "show", "\(ref)@2026-11-05", "--json").json
        #expect(shown["place"]?["name"] == "Library")
        // So do skip, and undo of a delete.
        try runner.run("event", "skip", ref, "2026-11-05")
        #expect(try dates(runner).count == 4)
        try runner.run("undo")
        #expect(try dates(runner) == all)
        // Among what was deleted it is called as in the series.
        try runner.run("event", "delete", "\(ref)@2026-11-05")
        let hidden = try runner.run("event", "list", "--deleted").cells
        #expect(hidden.map { $0[1...2] } == [["2026-11-05 15:30", "Club"]])
        #expect(try runner.run("event", "restore", hidden[0][0]).status == 0)
        #expect(try dates(runner) == all)
        // A date that was moved is also known by where it is now.
        try runner.run("event", "move", "\(ref)@2026-11-12", "--at", "2026-11-13 16:00")
        try runner.run("event", "delete", "\(ref)@2026-11-13")
        #expect(try dates(runner).count == 4)
        try runner.run("event", "delete", ref)
        #expect(try runner.run("event", "list").output == "")
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
