import CairnModel
import CairnStore
import Foundation
import TestSupport
import Testing

/// What another program wrote into a bundle, shown on this laptop.
@Suite("Text and values from somebody's bundle")
struct ForeignTextTests {
    let runner: CommandRunner
    let chapter: RecordID
    let title = "Night\u{1B}[2J\tdisplay\nerror: forged\u{7}"

    init() throws {
        runner = try CommandRunner.withChapter()
        let made = try runner.run("chapter", "show", "lincoln", "--json").json
        chapter = try #require(made["id"]?.string.flatMap { RecordID($0) })
    }

    /// Writes past the checks of this program.
    private func write(
        _ kind: String, in log: RecordID? = nil, _ set: [(field: String, value: JSON)]
    ) throws -> String {
        let store = try Store.open(runner.storePath, surroundings: .testing())
        let id = RecordID.new()
        try store.perform { _ in
            Intent([Edit(.create, log: log ?? chapter, kind: kind, id: id, set: set)], by: nil)
        }
        return id.description
    }

    private func isHarmless(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" || $0 == "\t" }
            && !text.contains("\nerror: forged")
    }

    @Test("a title keeps to its cell, and nothing in it acts on a terminal")
    func titles() throws {
        let event = try write("event", [("title", .string(title))])
        let volunteer = try runner.ref("volunteer", "add", "--given", "Ana")
        try runner.run("event", "signup", event, volunteer)
        let commands = [
            ["event", "list"], ["event", "show", event], ["event", "sheet", event],
            ["search", "display"], ["history", event], ["log", "--values"],
            ["event", "edit", event, "summary=x"], ["undo"], ["conflict", "list"],
        ]
        for command in commands {
            let result = try runner.run(command)
            #expect(result.status == 0, "\(command)")
            #expect(isHarmless(result.output + result.errors), "\(command)")
        }
        #expect(try runner.run("event", "list").cells.map(\.count) == [6])
    }

    @Test("a chapter's name too, in what a bundle shows and a second store says")
    func chapterNames() throws {
        let store = try Store.open(runner.storePath, surroundings: .testing())
        try store.perform { _ in
            let set: [(field: String, value: JSON)] = [("name", .string(title))]
            return Intent(
                [Edit(.write, log: chapter, kind: "chapter", id: chapter, set: set)], by: nil)
        }
        try runner.run("bundle", "write", "a.cairn")
        let commands = [
            ["chapter", "tree"], ["chapter", "list"], ["bundle", "show", "a.cairn"],
            ["init", "--from", "a.cairn", "--store", "other.db"], ["bundle", "read", "a.cairn"],
        ]
        for command in commands {
            let result = try runner.run(command)
            #expect(result.status == 0, "\(command) \(result.errors)")
            #expect(isHarmless(result.output + result.errors), "\(command)")
        }
    }

    @Test("a person's record in a chapter's log is listed, and log shows no value of it")
    func misplacedPerson() throws {
        let id = try write("volunteer", [("given_name", "Secretana")])
        let issues = try #require(try runner.run("conflict", "list", "--json").json.array)
        #expect(issues.map { $0["code"] } == ["invalid_value"])
        #expect(issues.map { $0["record_id"] } == [.string(id)])
        for arguments in [["log"], ["log", "--jsonl"], ["log", "--json"]] {
            #expect(try !runner.run(arguments).output.contains("Secretana"))
        }
        #expect(try runner.run("log", "--jsonl", "--values").output.contains("Secretana"))
    }

    @Test("numbers below nothing count as not said, and are listed")
    func numbers() throws {
        let event = try write("event", [("title", "Film")])
        let when: JSON = ["start": "2026-04-04T19:00", "tz": "Mars/Phobos"]
        _ = try write(
            "shift", [("event", .string(event)), ("max_needed", -1), ("when", when)])
        _ = try write(
            "task",
            [
                ("title", "Paint"), ("max_assignees", -3),
                ("assignee/notauuid", ["state": "claimed"]),
            ])
        #expect(try runner.run("shift", "list").cells[0][4] == "0")
        let issues = try #require(try runner.run("conflict", "list", "--json").json.array)
        #expect(issues.allSatisfy { $0["code"] == "invalid_value" })
        #expect(
            Set(issues.compactMap { $0["field"]?.string })
                == ["max_needed", "when", "max_assignees", "assignee/notauuid"])
    }

    @Test("a circle of parents is listed and hangs nothing")
    func circle() throws {
        let east = try runner.run("chapter", "add", "East", "--slug", "east", "--json").json
        let id = try #require(east["id"]?.string.flatMap { RecordID($0) })
        let store = try Store.open(runner.storePath, surroundings: .testing())
        try store.perform { _ in
            Intent(
                [(chapter, id), (id, chapter)].map { own, above in
                    Edit(
                        .write, log: own, kind: "chapter", id: own,
                        set: [("parent", .string("\(above)"))])
                }, by: nil)
        }
        let rows = try runner.run("conflict", "list").cells
        #expect(rows.map { $0[1] } == ["dependency_cycle"])
        #expect(rows.map { $0[3] } == ["parent"])
        for command in [
            ["chapter", "tree"], ["chapter", "list", "--under", "east"], ["stats"],
            ["event", "list", "--under", "lincoln"], ["bundle", "write", "b.cairn"],
        ] {
            #expect(try runner.run(command).status == 0, "\(command)")
        }
        #expect(try runner.run("chapter", "tree").cells.count == 2)
    }
}
