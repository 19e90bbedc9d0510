import CairnModel
import Testing

@Suite("Shifts")
struct ShiftTests {
    /// A chapter with an event on 4 April and three volunteers with consent.
    private struct Scene {
        let runner: CommandRunner
        let event: String
        let people: [String]

        init() throws {
            runner = try CommandRunner.withChapter()
            event = try runner.ref("event", "add", "Night display", "--at", "2126-04-04 19:00")
            let runner = runner
            people = try ["Ana", "Ben", "Zoe"].map {
                try runner.ref("volunteer", "add", "--given", $0, "--age-band", "adult")
            }
        }
    }

    @Test("take a bare time on the day of their event, into the night too")
    func times() throws {
        let scene = try Scene()
        let shift = try scene.runner.run(
            "shift", "add", scene.event, "--role", "greeter", "--from", "22:00", "--to", "1am",
            "--need", "2", "--max", "3", "--json"
        ).json
        #expect(
            shift.removing("event").fields.compactText == """
                {"role":"greeter","when":{"start":"2126-04-04T22:00:00-04:00",\
                "end":"2126-04-05T01:00:00-04:00","tz":"America/New_York"},\
                "min_needed":2,"max_needed":3,"status":"open"}
                """)
        #expect(
            try scene.runner.run("shift", "list").cells[0][1...] == [
                "2126-04-04 22:00-01:00", "Night display", "greeter", "0 of 3", "2", "open",
            ])
    }

    @Test(
        "take a bare time in words on the day of their event",
        arguments: [("noon", "1pm"), ("12h", "13h"), ("12:00", "13 Uhr")])
    func timesInWords(from: String, to: String) throws {
        let scene = try Scene()
        let shift = try scene.runner.run(
            "shift", "add", scene.event, "--role", "cook", "--from", from, "--to", to, "--json"
        ).json
        #expect(shift["when"]?["start"] == "2126-04-04T12:00:00-04:00")
        #expect(shift["when"]?["end"] == "2126-04-04T13:00:00-04:00")
    }

    @Test("put whoever comes after the last place on a waiting list, and move up")
    func waitingList() throws {
        let scene = try Scene()
        let shift = try scene.runner.ref("shift", "add", scene.event, "--max", "1")
        let standings = try scene.people.map {
            try scene.runner.run("shift", "signup", shift, $0)
        }
        #expect(standings.map { $0.cells[0][3] } == ["registered", "waitlisted 1", "waitlisted 2"])
        #expect(standings[0].errors.isEmpty)
        #expect(standings[1].status == 0)
        #expect(
            standings[1].errors
                == "warning: every place is taken, so this signup goes on the waiting list.\n")
        try scene.runner.run("shift", "leave", shift, scene.people[0])
        let after = try scene.runner.run("shift", "show", shift, "--json").json["signups"]
        #expect(
            after?.array?.map { $0["standing"] } == ["registered", "waitlisted", "cancelled"])
        // Who is in takes no further place, and is told that alone.
        let again = try scene.runner.run("shift", "signup", shift, scene.people[1])
        #expect(again.errors == "warning: this volunteer is signed up already.\n")
        // Who comes back queues again, in the same record.
        let back = try scene.runner.run("shift", "signup", shift, scene.people[0])
        #expect(back.cells[0][3] == "waitlisted 2")
        #expect(back.cells[0][0] == standings[0].cells[0][0])
    }

    @Test("give a signup the id that follows from shift and volunteer")
    func derivedID() throws {
        let scene = try Scene()
        let shift = try scene.runner.run("shift", "add", scene.event, "--json").json
        let signup = try scene.runner.run(
            "shift", "signup", try #require(shift["ref"]?.string), scene.people[0], "--json"
        ).json
        let names = [shift["id"], signup["volunteer"]].compactMap { $0?.string }
        #expect(
            signup["id"]?.string
                == RecordID.derived(kind: "signup", parents: names).description)
    }

    @Test("warn about a minor without consent and about two things at one time")
    func warnings() throws {
        let scene = try Scene()
        let child = try scene.runner.ref("volunteer", "add", "--given", "Kit")
        let shifts = try (0..<2).map { _ in
            try scene.runner.ref("shift", "add", scene.event, "--from", "19:00", "--for", "1h")
        }
        #expect(
            try scene.runner.run("shift", "signup", shifts[0], child).errors
                == "warning: no consent to take part is recorded for this minor.\n")
        try scene.runner.run("volunteer", "consent", child, "participation", "granted")
        #expect(
            try scene.runner.run("shift", "signup", shifts[1], child).errors
                == "warning: this volunteer is registered for something else at that time.\n")
    }

    @Test("are what people sign up for where an event has some")
    func eventWithShifts() throws {
        let scene = try Scene()
        let signup = ["event", "signup", scene.event, scene.people[0]]
        #expect(try scene.runner.run(signup).cells[0][2...] == ["Night display", "registered", ""])
        let shift = try scene.runner.ref("shift", "add", scene.event)
        let refused = try scene.runner.run(signup)
        #expect(refused.status == 2)
        #expect(refused.errors.contains("hint: for example cairn shift signup \(shift) REF"))
    }

    @Test("keep attendance: by name, for the rest, and for who came without a signup")
    func attendance() throws {
        let scene = try Scene()
        let shift = try scene.runner.ref("shift", "add", scene.event)
        for person in scene.people.prefix(2) {
            try scene.runner.run("shift", "signup", shift, person)
        }
        let result = try scene.runner.run(
            "attend", scene.event, "--no-show", scene.people[0], "--late", scene.people[2],
            "--rest", "present")
        #expect(result.status == 0)
        #expect(
            result.cells.map { [$0[1], $0[2], $0[4]] } == [
                ["Zoe", "Night display", "late"], ["Ana", "shift", "no_show"],
                ["Ben", "shift", "present"],
            ])
        #expect(try scene.runner.run("attend", scene.event, "--rest", "late").output.isEmpty)
    }

    @Test("are on a sheet for the door, with who waits")
    func sheet() throws {
        let scene = try Scene()
        let shift = try scene.runner.ref(
            "shift", "add", scene.event, "--role", "greeter", "--max", "1")
        let refs = try scene.people.prefix(2).map {
            try scene.runner.ref("shift", "signup", shift, $0)
        }
        #expect(
            try scene.runner.run("event", "sheet", scene.event).output == """
                Night display
                Thursday 4 April 2126, 19:00 (America/New_York)

                greeter
                [ ] \(refs[0])  Ana
                [ ] \(refs[1])  Ben (waits, place 1)

                """)
    }

    @Test("are cancelled, deleted and restored")
    func course() throws {
        let scene = try Scene()
        let shift = try scene.runner.ref("shift", "add", scene.event, "--label", "Late")
        #expect(try scene.runner.run("shift", "cancel", shift).cells[0].last == "cancelled")
        #expect(try scene.runner.run("shift", "edit", shift, "status=open").status == 0)
        try scene.runner.run("shift", "delete", shift)
        #expect(try scene.runner.run("shift", "list").output.isEmpty)
        try scene.runner.run("shift", "restore", shift)
        #expect(try scene.runner.run("shift", "list", "--event", scene.event).cells.count == 1)
    }

    @Test("warn of a second signup without a word of a waiting list, and with codes in JSON")
    func codes() throws {
        let scene = try Scene()
        let shift = try scene.runner.ref("shift", "add", scene.event, "--max", "1")
        func signUp(_ person: String) throws -> (codes: [JSON?], record: JSON) {
            let result = try scene.runner.run("shift", "signup", shift, person, "--json")
            let warnings = try result.errors.split(separator: "\n").map {
                try JSON(reading: $0.utf8)
            }
            return (warnings.map { $0["code"] }, try result.json)
        }
        let first = try signUp(scene.people[0])
        #expect(first.codes.isEmpty)
        #expect(first.record["standing"] == "registered")
        #expect(try signUp(scene.people[0]).codes == ["already_signed_up"])
        let second = try signUp(scene.people[1])
        #expect(second.codes == ["full"])
        #expect(second.record["standing"] == "waitlisted")
        #expect(second.record["waitlist_place"] == 1)
        #expect(try signUp(scene.people[1]).codes == ["already_signed_up", "full"])
        try scene.runner.run("volunteer", "edit", scene.people[2], "status=blocked")
        #expect(try signUp(scene.people[2]).codes == ["full", "adviser_only"])
        let told = try scene.runner.run("shift", "signup", shift, scene.people[2])
        #expect(told.errors.contains("this volunteer is blocked, so an adviser has to decide."))
    }

    @Test("are out of the lists with their event, and delete says that nothing is erased")
    func deletedEvent() throws {
        let scene = try Scene()
        let shift = try scene.runner.ref("shift", "add", scene.event, "--role", "greeter")
        let deleted = try scene.runner.run("event", "delete", scene.event)
        #expect(
            deleted.errors == "It is hidden, not erased: it stays in the log. cairn event restore "
                + "\(scene.event) shows it again.\n")
        #expect(try scene.runner.run("event", "delete", scene.event, "--json").errors.isEmpty)
        #expect(try scene.runner.run("shift", "list").output.isEmpty)
        try scene.runner.run("event", "restore", scene.event)
        #expect(try scene.runner.run("shift", "list").cells.map { $0[0] } == [shift])
    }

    @Test("take a bare time in a field on the day of their event, and beside an option")
    func timesInFields() throws {
        let scene = try Scene()
        for words in [
            ["when.start=20:00", "when.end=20:30"], ["--from", "20:00", "when.end=20:30"],
            ["--from", "20:00", "--for", "30m"],
        ] {
            let shift = try scene.runner.run(
                ["shift", "add", scene.event, "--role", "cook", "--json"] + words)
            #expect(try shift.json["when"]?["start"] == "2126-04-04T20:00:00-04:00")
            #expect(try shift.json["when"]?["end"] == "2126-04-04T20:30:00-04:00")
        }
        let bare = try scene.runner.ref("shift", "add", scene.event, "--role", "cook")
        let edited = try scene.runner.run("shift", "edit", bare, "when.start=20:00", "--json").json
        #expect(edited["when"]?["start"] == "2126-04-04T20:00:00-04:00")
        // Of a date of a series that has no record yet too.
        let series = try scene.runner.ref(
            "event", "add", "Club", "--at", "2126-04-05 15:00", "--repeat", "daily")
        let date = try scene.runner.run(
            "shift", "add", "\(series)@2126-04-07", "when.start=15:00", "--json"
        ).json
        #expect(date["when"]?["start"] == "2126-04-07T15:00:00-04:00")
    }

    @Test("are refused where they end before they begin, or as they do")
    func wrongEnds() throws {
        let scene = try Scene()
        for end in ["11:00", "12:00"] {
            let shift = try scene.runner.run(
                "shift", "add", scene.event, "--from", "12:00", "--to", end)
            #expect(shift.status == 2)
            #expect(shift.errors.contains("it ends when") || shift.errors.contains("ends before"))
        }
        #expect(try scene.runner.run("shift", "list").output == "")
    }
}
