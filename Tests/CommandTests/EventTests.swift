import CairnModel
import Testing

@Suite("Events")
struct EventTests {
    @Test("are added with every flag, and printed with the names of the vocabulary")
    func add() throws {
        let result = try CommandRunner.withChapter().run(
            "event", "add", "Night display", "--type", "display", "--at", "2026-04-04 19:00",
            "--for", "2h", "--venue", "Art room", "--locality", "Morgantown", "--region", "WV",
            "--capacity", "40", "--tag", "music", "--tag", "Kunst & Kultur", "--status",
            "confirmed", "visibility=public", "--json")
        #expect(result.status == 0)
        #expect(
            try result.json.fields.compactText == """
                {"title":"Night display","type":"display","status":"confirmed",\
                "when":{"start":"2026-04-04T19:00:00-04:00","end":"2026-04-04T21:00:00-04:00",\
                "tz":"America/New_York"},\
                "place":{"name":"Art room","locality":"Morgantown","region":"WV"},\
                "visibility":"public","capacity":40,"tag":["music","Kunst & Kultur"]}
                """)
    }

    @Test("say how their time was read, on standard error")
    func reading() throws {
        let result = try CommandRunner.withChapter().run(
            "event", "add", "Night display", "--at", "4 Apr 2026 19:00", "--until", "21:30")
        #expect(
            result.errors == """
                Read as Saturday 4 April 2026, 19:00 to 21:30 (America/New_York)

                """)
        #expect(
            result.cells[0][1...] == ["2026-04-04 19:00", "Night display", "", "tentative", ""])
    }

    @Test("are listed by their time, in a pipe tab-separated without a header")
    func list() throws {
        let runner = try CommandRunner.withChapter()
        let late = try runner.ref("event", "add", "Late", "--at", "2026-05-01", "--type", "rally")
        let early = try runner.ref("event", "add", "Early one", "--at", "2026-04-01 10:00")
        let some = try runner.ref("event", "add", "Some time")
        #expect(
            try runner.run("event", "list").output == """
                \(early)\t2026-04-01 10:00\tEarly one\t\ttentative\t
                \(late)\t2026-05-01\tLate\trally\ttentative\t
                \(some)\t\tSome time\t\ttentative\t

                """)
        func titles(_ arguments: String...) throws -> [String] {
            try runner.run(["event", "list"] + arguments).cells.map { $0[2] }
        }
        #expect(try titles("--to", "2026-04") == ["Early one"])
        #expect(try titles("--from", "2026-04-01", "--to", "2026-04-01") == ["Early one"])
        #expect(try titles("--from", "2026-04-02") == ["Late"])
        #expect(try titles("--type", "rally") == ["Late"])
        #expect(try titles("--status", "held").isEmpty)
    }

    @Test("are edited field by field: members, elements, and cleared")
    func edit() throws {
        let runner = try CommandRunner.withChapter()
        let ref = try runner.ref(
            "event", "add", "Night display", "--locality", "Morgantown", "--region", "WV",
            "--summary", "Lights", "--tag", "film")
        let result = try runner.run(
            "event", "edit", ref, "place.locality=Wheeling", "summary=", "tag/film=",
            "tag/music=true", "--json")
        #expect(
            try result.json.fields.compactText == """
                {"title":"Night display","status":"tentative",\
                "place":{"locality":"Wheeling","region":"WV"},"tag":["music"]}
                """)
    }

    @Test("are confirmed, postponed with their length, cancelled and reported")
    func course() throws {
        let runner = try CommandRunner.withChapter()
        let ref = try runner.ref(
            "event", "add", "Night display", "--at", "2026-04-04 19:00", "--for", "2h")
        func field(_ name: String, _ arguments: String...) throws -> JSON? {
            try runner.run(arguments + ["--json"]).json[name]
        }
        #expect(try field("status", "event", "confirm", ref) == "confirmed")
        let moved = try runner.run(
            "event", "postpone", ref, "--at", "2026-04-11", "--json"
        ).json
        #expect(moved["status"] == "postponed")
        #expect(moved["when"]?["start"] == "2026-04-11T19:00:00-04:00")
        #expect(moved["when"]?["end"] == "2026-04-11T21:00:00-04:00")
        #expect(
            try field("cancelled_reason", "event", "cancel", ref, "--reason", "Snow") == "Snow")
        let reported = try runner.run(
            "event", "outcome", ref, "--reach", "158..178", "--basis", "estimated", "--count",
            "students=40", "--json"
        ).json
        #expect(reported["status"] == "reported")
        #expect(reported["reach"] == ["basis": "estimated", "high": 178, "low": 158])
        #expect(reported["count"] == ["students": ["high": 40, "low": 40]])
        #expect(try field("cancelled_reason", "event", "confirm", ref) == nil)
        try runner.run("event", "edit", ref, "count/students=40+")
        #expect(try runner.run("event", "show", ref).output.contains("students: at least 40\n"))
    }

    @Test("are changed by all that a command says of a field together, whatever its order")
    func editTogether() throws {
        let runner = try CommandRunner.withChapter()
        let ref = try runner.ref(
            "event", "add", "Night display", "--at", "2026-12-05 10:00", "--for", "2h",
            "reach=158..178")
        let edit = try runner.run(
            "event", "edit", ref, "when.start=2026-12-05T14:00", "when.end=2026-12-05T15:00",
            "reach.low=200", "reach.high=300")
        #expect(
            edit.errors == """
                Read as Saturday 5 December 2026, 14:00 to 15:00 (America/New_York)

                """)
        #expect(edit.status == 0)
        let shown = try runner.run("event", "show", ref, "--json").json
        #expect(shown["when"]?["end"] == "2026-12-05T15:00:00-05:00")
        #expect(shown["reach"] == ["high": 300, "low": 200])
    }

    @Test("stay on their own day, in their own zone, where they are moved by a time alone")
    func moveByTime() throws {
        let runner = try CommandRunner.withChapter()
        func start(_ arguments: String...) throws -> JSON? {
            try runner.run(arguments + ["--json"]).json["when"]?["start"]
        }
        let timed = try runner.ref(
            "event", "add", "Night display", "--at", "2126-12-05 10:00 Europe/Berlin", "--for",
            "2h")
        #expect(try start("event", "move", timed, "--at", "11h") == "2126-12-05T11:00:00+01:00")
        #expect(
            try start("event", "postpone", timed, "--at", "noon") == "2126-12-05T12:00:00+01:00")
        let day = try runner.ref("event", "add", "Casting", "--at", "2126-12-05")
        #expect(try start("event", "move", day, "--at", "16:00") == "2126-12-05T16:00:00-05:00")
        let some = try runner.ref("event", "add", "Some time")
        let refused = try runner.run("event", "move", some, "--at", "16:00")
        #expect(refused.status == 2 && refused.errors.contains("no day yet"))
    }

    @Test("of several days are told as days, and listed on each of them")
    func wholeDays() throws {
        let runner = try CommandRunner.withChapter()
        try runner.run("event", "add", "Camp", "--at", "2026-05-01", "--until", "2026-05-03")
        try runner.run("event", "add", "Long film", "--at", "2026-05-01 20:00", "--for", "26h")
        try runner.run(
            "event", "add", "Exhibit", "--at", "2026-04-06", "--for", "3d", "--repeat", "weekly")
        func listed(_ from: String, _ to: String) throws -> [String] {
            try runner.run("event", "list", "--from", from, "--to", to).cells
                .map { "\($0[2]) \($0[1])" }
        }
        let camp = "Camp 2026-05-01 to 2026-05-03"
        let film = "Long film 2026-05-01 20:00"
        #expect(try listed("2026-05-02", "2026-05-02") == [camp, film])
        #expect(try listed("2026-05-03", "2026-05-03") == [camp])
        #expect(
            try listed("2026-05-06", "2026-05-06") == ["Exhibit 2026-05-04 to 2026-05-06"])
        #expect(try listed("2026-05-07", "2026-05-10").isEmpty)
    }

    @Test("say where the clocks make something else of their time")
    func clocks() throws {
        let runner = try CommandRunner.withChapter()
        let skipped = try runner.run("event", "add", "Early", "--at", "2026-03-08 02:30")
        #expect(skipped.errors.contains("warning: the clocks go forward over 02:30"))
        let long = try runner.run(
            "event", "add", "Late", "--at", "2026-11-01 00:30", "--for", "2h", "--json")
        #expect(try long.json["when"]?["end"] == "2026-11-01T02:30:00-05:00")
        #expect(long.errors.contains("it lasts 3 hours"))
        let second = try runner.run("event", "add", "Night", "--at", "2026-11-01T06:30:00Z")
        #expect(second.status == 2)
        #expect(second.errors.contains("comes twice"))
    }

    @Test("tell a program of the clocks as of any other warning, and undo adds no plain words")
    func clocksForPrograms() throws {
        let runner = try CommandRunner.withChapter()
        let added = try runner.run(
            "event", "add", "Early", "--at", "2026-03-08 02:30", "--json")
        #expect(try added.problem["title"] == "Warning")
        #expect(try added.problem["code"] == "clock_change")
        let undone = try runner.run("undo", "--json")
        #expect(undone.status == 0 && undone.errors.isEmpty)
    }

    @Test("need no more people than they have places for")
    func needOverCapacity() throws {
        let runner = try CommandRunner.withChapter()
        let ref = try runner.ref("event", "add", "Night display", "--capacity", "4")
        let refused = try runner.run("event", "edit", ref, "capacity=2", "min_needed=5")
        #expect(refused.status == 2)
        #expect(refused.errors.contains("min_needed is 5, but capacity has places for 2"))
        #expect(try runner.run("event", "edit", ref, "min_needed=4").status == 0)
    }

    @Test("last as long as one option says, and say so where two do")
    func twoLengths() throws {
        let runner = try CommandRunner.withChapter()
        let refused = try runner.run(
            "event", "add", "Talk", "--at", "2026-04-04 11:00", "--for", "2h", "--until", "15:00")
        #expect(refused.status == 2)
        #expect(refused.errors.contains("with --for or --until, not with both"))
    }

    @Test("are hidden by delete and come back with restore")
    func deleteAndRestore() throws {
        let runner = try CommandRunner.withChapter()
        let ref = try runner.ref("event", "add", "Night display")
        #expect(try runner.run("event", "delete", ref).status == 0)
        #expect(try runner.run("event", "list").output.isEmpty)
        #expect(try runner.run("event", "list", "--deleted").cells.map { $0[0] } == [ref])
        let edit = try runner.run("event", "edit", ref, "title=Other")
        #expect(edit.status == 3)
        #expect(edit.errors.contains("hint: cairn event restore \(ref) brings it back"))
        #expect(try runner.run("event", "restore", ref).cells[0][2] == "Night display")
        #expect(try runner.run("event", "list").cells.count == 1)
    }

    @Test("show their shifts, signups and tasks")
    func show() throws {
        let runner = try CommandRunner.withChapter()
        let event = try runner.ref("event", "add", "Night display", "--at", "2026-04-04 19:00")
        let shift = try runner.ref("shift", "add", event, "--role", "greeter")
        let ana = try runner.ref("volunteer", "add", "--given", "Ana")
        try runner.run("shift", "signup", shift, ana)
        try runner.run("task", "add", "Print flyers", "--event", event)
        let text = try runner.run("event", "show", event).output
        #expect(text.contains("when\tSaturday 4 April 2026, 19:00 (America/New_York)\n"))
        #expect(text.contains("\n\nShifts\n\(shift)\t"))
        #expect(text.contains("\tAna\tregistered\t\n"))
        #expect(text.contains("\tPrint flyers\topen\t"))
        let json = try runner.run("event", "show", event, "--json").json
        #expect(json["shifts"]?.array?.first?["signups"]?.array?.first?["standing"] == "registered")
        #expect(json["tasks"]?.array?.first?["title"] == "Print flyers")
        #expect(json["conflicts"] == [])
    }

    @Test("take their shifts along where they move, in one command")
    func moveShifts() throws {
        let runner = try CommandRunner.withChapter()
        let ref = try runner.ref("event", "add", "Fair", "--at", "2126-12-05 10:00", "--for", "4h")
        try runner.run("shift", "add", ref, "--role", "cook", "--from", "9:00", "--to", "11:00")
        try runner.run(
            "shift", "add", ref, "--role", "driver", "--from", "2126-12-03 18:00", "--for", "1h")
        func shifts() throws -> [String] { try runner.run("shift", "list").cells.map { $0[1] } }
        let before = try shifts()
        #expect(before == ["2126-12-03 18:00-19:00", "2126-12-05 09:00-11:00"])
        let commands = [
            ["move", ref, "--at", "2126-12-12 11:00"],
            ["postpone", ref, "--at", "2126-12-12 11:00"],
            ["edit", ref, "when.start=2126-12-12 11:00", "when.end=2126-12-12 15:00"],
        ]
        for command in commands {
            let moved = try runner.run(["event"] + command)
            #expect(moved.errors.contains("1 shift moves along."))
            #expect(try shifts() == ["2126-12-03 18:00-19:00", "2126-12-12 10:00-12:00"])
            try runner.run("undo")
            #expect(try shifts() == before)
        }
        let longer = try runner.run("event", "edit", ref, "when.end=15:00")
        #expect(!longer.errors.contains("along"))
        #expect(try shifts() == before)
    }

    @Test("have what an option and fields say of their time together")
    func optionAndFields() throws {
        let runner = try CommandRunner.withChapter()
        let camp = try runner.run(
            "event", "add", "Camp", "--at", "2027-08-05", "--until", "2027-08-07",
            "when.all_day=true", "--json")
        #expect(try camp.json["when"]?["all_day"] == true)
        let zoned = try runner.run(
            "event", "add", "Call", "--at", "2027-08-05 10:00", "when.tz=UTC")
        #expect(zoned.errors == "Read as Thursday 5 August 2027, 10:00 (UTC)\n")
        let task = try runner.run("task", "add", "Call", "--due", "2026-12-01 9:00", "due.tz=UTC")
        #expect(task.status == 0)
        #expect(task.errors == "Read as Tuesday 1 December 2026, 09:00 (UTC)\n")
    }

    @Test("of several days stay so where they move, and history says them as days")
    func moveDays() throws {
        let runner = try CommandRunner.withChapter()
        let camp = try runner.ref(
            "event", "add", "Camp", "--at", "2027-07-04", "--until", "2027-07-06")
        let moved = try runner.run("event", "move", camp, "--at", "11:00")
        #expect(moved.status == 2)
        #expect(moved.errors.contains("it takes several days"))
        #expect(try runner.run("event", "edit", camp, "when.start=2027-07-04T10:00").status == 2)
        try runner.run("event", "move", camp, "--at", "2027-07-11")
        let history = try runner.run("history", camp).output
        #expect(history.contains("Sunday 11 July 2027 to Tuesday 13 July 2027"))
    }
}
