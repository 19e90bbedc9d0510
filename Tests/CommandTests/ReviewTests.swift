import CairnModel
import Foundation
import Testing

/// Two laptops of one chapter that change the same things and meet by a bundle.
struct TwoLaptops {
    let runner: CommandRunner
    let event: String
    let ana: String
    let ben: String

    init() throws {
        runner = try CommandRunner()
        let made = try runner.run(
            "init", "--name", "Lincoln High", "--tz", "America/New_York", "--slug", "lincoln")
        try #require(made.status == 0, Comment(rawValue: made.errors))
        event = try Self.ref(
            runner,
            "event", "add", "Night display", "--type", "display", "--at", "2026-04-04 19:00",
            "--for", "2h")
        ana = try Self.ref(
            runner,
            "volunteer", "add", "--given", "Ana", "--family", "Ruiz", "--email",
            "ana@example.org")
        ben = try Self.ref(
            runner,
            "volunteer", "add", "--given", "Ben", "--family", "Okafor", "--age-band", "adult")
        try runner.run("bundle", "write", "start.cairn")
        let copied = try runner.run("init", "--from", "start.cairn", "--store", second)
        try #require(copied.status == 0, Comment(rawValue: copied.errors))
    }

    /// The ref of the record that a command makes.
    static func ref(_ runner: CommandRunner, _ arguments: String...) throws -> String {
        let result = try runner.run(arguments + ["--json"])
        try #require(result.status == 0, Comment(rawValue: result.errors))
        return try #require(try result.json["ref"]?.string)
    }

    /// The store of the second laptop.
    var second: String { "second.db" }

    /// The second laptop's work comes to the first.
    func meet() throws {
        let written = try runner.run("bundle", "write", "more.cairn", "--store", second)
        try #require(written.status == 0, Comment(rawValue: written.errors))
        let read = try runner.run("bundle", "read", "more.cairn")
        try #require(read.status == 0, Comment(rawValue: read.errors))
    }

    /// What is open on the first laptop.
    func conflicts(_ more: String...) throws -> [JSON] {
        let result = try runner.run(["conflict", "list", "--json"] + more)
        return try #require(try result.json.array)
    }

    func id(_ field: String) throws -> String {
        try #require(
            try conflicts().first { $0["field"]?.string == field }?["id"]?.string)
    }
}

@Suite("Conflicts and issues on the command line") struct ConflictCommandTests {
    let laptops: TwoLaptops
    var runner: CommandRunner { laptops.runner }

    init() throws {
        laptops = try TwoLaptops()
        try runner.run("event", "edit", laptops.event, "title=At the library")
        try runner.run("volunteer", "edit", laptops.ana, "email=secret.a@example.org")
        try runner.run(
            "event", "edit", laptops.event, "title=Night film", "--store", laptops.second)
        try runner.run(
            "volunteer", "edit", laptops.ana, "email=secret.b@example.org", "--store",
            laptops.second)
        try laptops.meet()
    }

    @Test("list has both conflicts with their members in order, and no value of a person's field")
    func list() throws {
        let rows = try laptops.conflicts()
        #expect(rows.count == 2)
        let title = try #require(rows.first { $0["field"] == "title" })
        #expect(
            title.object?.map(\.key) == [
                "id", "code", "log", "record", "record_id", "field", "state", "values",
            ])
        #expect(title["code"] == "field")
        #expect(title["record"] == "event")
        #expect(title["state"] == "open")
        let values = try #require(title["values"]?.array)
        #expect(
            values[0].object?.map(\.key) == ["letter", "value", "dot", "at", "by", "node"])
        #expect(values.map { $0["letter"] } == ["a", "b"])
        #expect(values.map { $0["value"] } == ["Night film", "At the library"])
        for arguments in [["list"], ["list", "--json"], ["list", "--all"]] {
            let result = try runner.run(["conflict"] + arguments)
            #expect(!(result.output + result.errors).contains("secret"))
            #expect(!(result.output + result.errors).contains("Ana"))
        }
    }

    @Test("show letters the values, the shown one first, with the laptop")
    func show() throws {
        let email = try runner.run("conflict", "show", try laptops.id("email"))
        let lines = email.output.split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("a\tsecret.b@example.org") })
        #expect(lines.contains { $0.hasPrefix("b\tsecret.a@example.org") })
        #expect(lines.first { $0.hasPrefix("a\t") }?.hasSuffix(", shown)") == true)
        let short = try laptops.id("title").prefix(6)
        #expect(try runner.run("conflict", "show", String(short)).status == 0)
    }

    @Test("resolve keeps a letter, and the conflict is listed as resolved from then on")
    func resolveKeep() throws {
        let id = try laptops.id("title")
        let result = try runner.run("conflict", "resolve", id, "--keep", "b", "--json")
        #expect(result.status == 0)
        #expect(try result.json["title"] == "At the library")
        #expect(try laptops.conflicts().count == 1)
        let all = try laptops.conflicts("--all").filter { $0["id"]?.string == id }
        #expect(all.map { $0["state"] } == ["resolved"])
        let again = try runner.run("conflict", "resolve", id, "--keep", "a")
        #expect(again.status == 3)
    }

    @Test("resolve takes another value, and refuses one that the field cannot have")
    func resolveValue() throws {
        let id = try laptops.id("title")
        #expect(try runner.run("conflict", "resolve", id, "--value", "x").status == 2)
        #expect(try runner.run("conflict", "resolve", id, "--keep", "c").status == 2)
        #expect(try runner.run("conflict", "resolve", id).status == 2)
        let result = try runner.run("conflict", "resolve", id, "--value", "Film night", "--json")
        #expect(try result.json["title"] == "Film night")
    }

    @Test("an ordinary edit ends a conflict as overwritten without review")
    func overwritten() throws {
        let id = try laptops.id("title")
        try runner.run("event", "edit", laptops.event, "title=Something else")
        let all = try laptops.conflicts("--all").filter { $0["id"]?.string == id }
        #expect(all.map { $0["state"] } == ["overwritten"])
    }

    @Test("accept settles a conflict with the value that is shown")
    func accept() throws {
        let result = try runner.run("conflict", "accept", try laptops.id("title"), "--json")
        #expect(try result.json["title"] == "Night film")
        #expect(try laptops.conflicts().count == 1)
    }

    @Test("undo of what is in conflict shows the conflict, and how to reach what came before")
    func undoInConflict() throws {
        try runner.run("event", "edit", laptops.event, "summary=One")
        try runner.run("event", "edit", laptops.event, "summary=Two")
        try runner.run("bundle", "write", "two.cairn")
        try runner.run("bundle", "read", "two.cairn", "--store", laptops.second)
        try runner.run("undo")
        try runner.run("event", "edit", laptops.event, "summary=Other", "--store", laptops.second)
        try laptops.meet()
        let id = try laptops.id("summary")
        let refused = try runner.run("undo")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("nothing of it can be taken back: it is in conflict"))
        #expect(refused.errors.contains("hint: cairn conflict show \(id) shows"))
        #expect(refused.errors.contains("cairn undo ENTRY takes it back"))
    }

    @Test("what one deleted and another changed is settled by restored or deleted")
    func editedWhileDeleted() throws {
        let add = try runner.run("task", "add", "Poster", "--json")
        let task = try #require(try add.json["ref"]?.string)
        try runner.run("bundle", "write", "task.cairn")
        try runner.run("bundle", "read", "task.cairn", "--store", laptops.second)
        try runner.run("task", "delete", task, "--store", laptops.second)
        try runner.run("task", "edit", task, "notes=Red paper")
        try laptops.meet()
        let id = try laptops.id("deleted")
        #expect(try runner.run("conflict", "resolve", id, "--value", "perhaps").status == 2)
        let result = try runner.run("conflict", "resolve", id, "--value", "restored", "--json")
        #expect(try result.json["deleted"] == nil)
        #expect(try result.json["notes"] == "Red paper")
        #expect(try laptops.conflicts().allSatisfy { $0["field"] != "deleted" })
    }

    @Test("an over-full shift is an issue until somebody accepts it, and again once it changes")
    func issue() throws {
        let added = try runner.run(
            "shift", "add", laptops.event, "--role", "greeter", "--from", "19:00", "--to",
            "20:00", "--max", "1", "--json")
        let shift = try #require(try added.json["ref"]?.string)
        try runner.run("shift", "signup", shift, laptops.ana)
        try runner.run("shift", "signup", shift, laptops.ben)
        let row = try #require(try laptops.conflicts().first { $0["code"] == "over_capacity" })
        #expect(row["field"] == .null)
        #expect(row["values"] == [])
        let id = try #require(row["id"]?.string)
        #expect(try runner.run("conflict", "resolve", id, "--keep", "a").status == 2)
        #expect(try runner.run("conflict", "accept", id).status == 0)
        #expect(try laptops.conflicts().allSatisfy { $0["code"] != "over_capacity" })
        let all = try laptops.conflicts("--all").filter { $0["id"]?.string == id }
        #expect(all.map { $0["state"] } == ["accepted"])
        let more = try runner.run("volunteer", "add", "--given", "Cem", "--json")
        try runner.run("shift", "signup", shift, try #require(try more.json["ref"]?.string))
        #expect(try laptops.conflicts().contains { $0["id"]?.string == id })
    }

    @Test("an id that fits nothing is exit status 3, one that is none is 2")
    func unknown() throws {
        #expect(try runner.run("conflict", "show", "000000000000").status == 3)
        #expect(try runner.run("conflict", "show", "night").status == 2)
    }
}

@Suite("What conflicts show of a deletion and of a consent")
struct ConflictDetailTests {
    let laptops: TwoLaptops
    var runner: CommandRunner { laptops.runner }

    init() throws { laptops = try TwoLaptops() }

    @Test("what was changed while it was deleted, and by which laptop")
    func editedWhileDeleted() throws {
        try runner.run("event", "delete", laptops.event)
        try runner.run(
            "event", "edit", laptops.event, "title=Night film", "--store", laptops.second)
        try laptops.meet()
        let id = try laptops.id("deleted")
        let lines = try runner.run("conflict", "show", id).output.split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("a\tdeleted") && !$0.contains("shown") })
        #expect(lines.contains { $0.hasPrefix("title\tNight film") && $0.hasSuffix(", shown)") })
        let json = try runner.run("conflict", "show", id, "--json").json
        #expect(json["changed"]?.array?.map { $0["field"] } == ["title"])
        #expect(json["changed"]?.array?.map { $0["value"] } == ["Night film"])
        let event = try runner.run("event", "show", laptops.event, "--json").json
        #expect(event["title"] == "Night film")
        #expect(event["deleted"] == nil)
        try runner.run("conflict", "resolve", id, "--value", "deleted")
        let hidden = try runner.run("event", "show", laptops.event, "--json").json
        #expect(hidden["deleted"] == true)
    }

    @Test("an earlier no to a consent is not called the latest")
    func consent() throws {
        let consent = ["volunteer", "consent", laptops.ana, "photo"]
        _ = try runner.run(consent + ["denied", "--method", "paper"])
        _ = try runner.run(consent + ["granted", "--method", "paper", "--store", laptops.second])
        try laptops.meet()
        let rows = try runner.run("conflict", "list").cells
        #expect(rows.map { $0[4] } == ["2 values, an earlier no is shown"])
    }
}
