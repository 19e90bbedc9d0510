import CairnModel
import Foundation
import Testing

@Suite("Tasks")
struct TaskTests {
    @Test("are added with assignees, steps and what comes before")
    func add() throws {
        let runner = try CommandRunner.withChapter()
        let first = try runner.run("task", "add", "Buy paper", "--json").json
        let ana = try runner.run("volunteer", "add", "--given", "Ana", "--json").json
        let result = try runner.run(
            "task", "add", "Print flyers", "--due", "2026-04-02", "--priority", "high",
            "--assignee", try #require(ana["ref"]?.string), "--depends",
            try #require(first["ref"]?.string), "--claimable", "--check", "Ask Ms. K.", "--json")
        let task = try result.json
        #expect(task["due"] == ["date": "2026-04-02"])
        #expect(task["claim_policy"] == "claimable")
        #expect(task["depends"] == .array([try #require(first["id"])]))
        let anaID = try #require(ana["id"]?.string)
        #expect(task["assignee"]?[anaID]?["state"] == "offered")
        let steps = try #require(task["check"]?.object)
        #expect(steps.map(\.value) == [["done": false, "position": 1, "text": "Ask Ms. K."]])
    }

    @Test("are listed by urgency: open ones, unless more is asked for")
    func list() throws {
        let runner = try CommandRunner.withChapter()
        for (title, due) in [("Later", "2026-05-02"), ("Sooner", "2026-05-01")] {
            try runner.run("task", "add", title, "--due", due)
        }
        let done = try runner.ref("task", "add", "Whenever")
        let before = try runner.ref("task", "add", "First")
        try runner.run("task", "add", "Blocked", "--depends", before)
        try runner.run("task", "done", done)
        func titles(_ arguments: String...) throws -> [String] {
            try runner.run(["task", "list"] + arguments).cells.map { $0[2] }
        }
        #expect(try titles() == ["Sooner", "Later", "First", "Blocked"])
        #expect(try titles("--status", "done") == ["Whenever"])
        #expect(try titles("--all").count == 5)
        #expect(try runner.run("task", "list").cells[3][3] == "open, blocked")
    }

    @Test("without a status are open, wherever that is filtered or shown")
    func absentStatus() throws {
        let runner = try CommandRunner.withChapter()
        try Data("id,title\n1,Flyers\n2,Tape\n".utf8)
            .write(to: runner.folder.appending(path: "t.csv"))
        try runner.run("import", "csv", "t.csv", "--kind", "task")
        try runner.run("task", "add", "Paint")
        for arguments in [["task", "list"], ["task", "list", "--status", "open"]] {
            #expect(try runner.run(arguments).cells.map { $0[3] } == ["open", "open", "open"])
        }
        let shown = try runner.run("task", "list", "--json").json.array ?? []
        #expect(shown.map { $0["status"] } == ["open", "open", "open"])
        try runner.run("volunteer", "add", "--given", "Ana")
        let listed = try runner.run("volunteer", "list", "--status", "active").cells
        #expect(listed.map { $0[5] } == ["active"])
        try runner.run("chapter", "add", "East", "--slug", "east")
        #expect(try runner.run("chapter", "list", "--status", "active").cells.count == 2)
    }

    @Test("say in every list's JSON whether they are blocked or contested")
    func derivedJSON() throws {
        let runner = try CommandRunner.withChapter()
        let first = try runner.ref("task", "add", "Buy paper")
        try runner.run("task", "add", "Print flyers", "--depends", first)
        let rows = try #require(try runner.run("task", "list", "--json").json.array)
        #expect(rows.map { $0["title"] } == ["Buy paper", "Print flyers"])
        #expect(rows.map { $0["blocked"] } == [false, true])
        #expect(rows.map { $0["contested"] } == [false, false])
    }

    @Test("take me for whoever works on this laptop, and tell times with their offset")
    func assigneeMe() throws {
        let runner = try CommandRunner.withChapter()
        let refused = try runner.run("task", "add", "Paint", "--assignee", "me")
        #expect(refused.status == 2)
        #expect(refused.errors.contains("hint: cairn me REF"))
        let ana = try runner.run("volunteer", "add", "--given", "Ana", "--json").json
        try runner.run("me", try #require(ana["ref"]?.string))
        let task = try runner.run("task", "add", "Paint", "--assignee", "me", "--json").json
        let part = task["assignee"]?[try #require(ana["id"]?.string)]
        #expect(part?["state"] == "offered")
        let at = try #require(part?["at"]?.string)
        #expect(at.hasSuffix(":00-04:00") || at.hasSuffix(":00-05:00"))
        #expect(try runner.run("task", "list", "--assignee", "me").cells.count == 1)
        #expect(try runner.run("task", "list", "--mine", "--as", "me").cells.count == 1)
    }

    @Test("are mine where I was asked or took them")
    func mine() throws {
        let runner = try CommandRunner.withChapter()
        let refused = try runner.run("task", "list", "--mine")
        #expect(refused.status == 2)
        #expect(refused.errors.contains("hint: cairn me REF"))
        let ana = try runner.ref("volunteer", "add", "--given", "Ana")
        let ben = try runner.ref("volunteer", "add", "--given", "Ben")
        try runner.run("me", ana)
        let task = try runner.ref("task", "add", "Print flyers", "--assignee", ana)
        try runner.run("task", "add", "Set up", "--assignee", ben)
        #expect(try runner.run("task", "list", "--mine").cells.map { $0[2] } == ["Print flyers"])
        #expect(try runner.run("task", "claim", task).cells[0].last == "Ana")
        try runner.run("task", "release", task)
        #expect(try runner.run("task", "list", "--mine").output.isEmpty)
    }

    @Test("that are given to who has them already stay as they are, with the place in the queue")
    func assignedAgain() throws {
        let runner = try CommandRunner.withChapter()
        let people = try ["Ana", "Ben"].map { try runner.ref("volunteer", "add", "--given", $0) }
        let task = try runner.ref("task", "add", "Bring lanterns", "--claimable")
        for person in people { try runner.run("task", "claim", task, "--as", person) }
        let before = try runner.run("task", "show", task, "--json").json
        for more in [[], ["--accepted"]] {
            let again = try runner.run(["task", "assign", task, people[0]] + more)
            #expect(again.status == 0)
            #expect(again.errors.contains("Nothing was written: it says that already."))
        }
        let after = try runner.run("task", "show", task, "--json").json
        #expect(after["assignee"] == before["assignee"])
        #expect(after["modified_at"] == before["modified_at"])
        let offered = try runner.ref("task", "add", "Paint", "--assignee", people[0])
        let said = try runner.run("task", "assign", offered, people[0], "--accepted", "--json")
        #expect(try said.json["assignee"]?.object?.map { $0.value["state"] } == ["accepted"])
    }

    @Test("that two take are contested, and both are told in which order")
    func contested() throws {
        let runner = try CommandRunner.withChapter()
        let people = try ["Ana", "Ben"].map { try runner.ref("volunteer", "add", "--given", $0) }
        let task = try runner.ref("task", "add", "Bring lanterns", "--claimable")
        #expect(try runner.run("task", "claim", task, "--as", people[0]).errors.isEmpty)
        let second = try runner.run("task", "claim", task, "--as", people[1])
        #expect(second.status == 0)
        #expect(second.errors == "warning: this task was taken by Ana and Ben, in this order.\n")
        #expect(try runner.run("task", "show", task, "--json").json["contested"] == true)
    }

    @Test("that are given out cannot be taken")
    func notClaimable() throws {
        let runner = try CommandRunner.withChapter()
        let ana = try runner.ref("volunteer", "add", "--given", "Ana")
        let task = try runner.ref("task", "add", "Count the money")
        let result = try runner.run("task", "claim", task, "--as", ana, "--json")
        #expect(result.status == 4)
        #expect(try result.problem["code"] == "not-permitted")
    }

    @Test("have steps to tick off, and warn when something else comes first")
    func steps() throws {
        let runner = try CommandRunner.withChapter()
        let first = try runner.ref("task", "add", "Buy paper")
        let task = try runner.ref(
            "task", "add", "Print", "--check", "Two", "--check", "One", "--depends", first)
        #expect(try runner.run("task", "check", task, "2").status == 0)
        #expect(
            try runner.run("task", "show", task).output.contains(
                "\nSteps\n1\tno\tTwo\n2\tyes\tOne\n"))
        #expect(try runner.run("task", "check", task, "3").status == 3)
        let start = try runner.run("task", "start", task)
        #expect(start.status == 0)
        #expect(
            start.errors == "warning: this task waits for 1 other that is not done: \(first).\n")
    }
}
