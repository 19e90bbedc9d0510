import CairnModel
import CairnStore
import Testing

@testable import cairn

@Suite("Chapters")
struct ChapterTests {
    @Test("have a log of their own and stand in a tree")
    func tree() throws {
        let runner = try CommandRunner.withChapter()
        let state = try runner.run(
            "chapter", "add", "West Virginia", "--type", "state_campaign", "--slug", "wv-state",
            "--region", "WV", "--json"
        ).json
        #expect(
            state.fields.compactText == """
                {"name":"West Virginia","slug":"wv-state","type":"state_campaign",\
                "status":"active","tz":"America/New_York","place":{"region":"WV"}}
                """)
        #expect(state["id"] == state["log"])
        #expect(try runner.run("chapter", "edit", "lincoln", "parent=wv-state").status == 0)
        #expect(
            try runner.run("chapter", "tree").cells.map { $0[0] } == [
                "West Virginia", "  Lincoln High",
            ])
        let depths = try runner.run("chapter", "tree", "--json").json.array?.map { $0["depth"] }
        #expect(depths == [0, 1])
        #expect(try runner.run("chapter", "list", "--under", "lincoln").cells.count == 1)
        #expect(try runner.run("chapter", "list", "--type", "state_campaign").cells.count == 1)
    }

    @Test("in a circle of parents are shown once each")
    func circle() throws {
        let runner = try CommandRunner.withChapter()
        try runner.run("chapter", "add", "Eastwood", "--slug", "eastwood", "--parent", "lincoln")
        try runner.run("chapter", "edit", "lincoln", "parent=eastwood")
        #expect(try runner.run("chapter", "tree").cells.count == 2)
        #expect(try runner.run("event", "list", "--under", "lincoln").status == 0)
    }

    @Test("take what is written to them, by --chapter and the environment")
    func whichChapter() throws {
        let runner = try CommandRunner.withChapter()
        let other = try runner.run("chapter", "add", "Eastwood", "--slug", "eastwood", "--json")
            .json
        let event = try runner.run("event", "add", "There", "-C", "eastwood", "--json").json
        #expect(event["log"] == other["id"])
        #expect(try runner.run("event", "list").output.isEmpty)
        runner.environment["CAIRN_CHAPTER"] = "eastwood"
        #expect(try runner.run("event", "list").cells.count == 1)
    }

    @Test("are listed together under a branch, with the chapter of each record")
    func branch() throws {
        let runner = try CommandRunner.withChapter()
        try runner.run("chapter", "add", "Eastwood", "--slug", "eastwood", "--parent", "lincoln")
        try runner.run("event", "add", "Here", "--at", "2026-04-01")
        try runner.run("event", "add", "There", "--at", "2026-04-02", "-C", "eastwood")
        #expect(
            try runner.run("event", "list", "--under", "lincoln").cells.map { [$0[2], $0[6]] } == [
                ["Here", "Lincoln High"], ["There", "Eastwood"],
            ])
    }

    @Test("are named where a write could go to several of them")
    func severalWithoutHome() throws {
        let runner = try CommandRunner()
        let store = try Store.create(runner.storePath, surroundings: Machine.surroundings)
        for (number, name) in [(1, "lincoln"), (2, "eastwood")] as [(UInt64, String)] {
            let id = RecordID(high: 7, low: number)
            let fields: [(field: String, value: JSON)] = [
                ("name", .string(name)), ("slug", .string(name)), ("tz", "UTC"),
            ]
            try store.perform { _ in
                Intent([Edit(.create, log: id, kind: "chapter", id: id, set: fields)], by: nil)
            }
        }
        let result = try runner.run("event", "add", "Night display")
        #expect(result.status == 2)
        #expect(
            result.errors == """
                error: this could go to several chapters: lincoln or eastwood
                hint: say which one with --chapter

                """)
        #expect(try runner.run("event", "add", "Night display", "-C", "lincoln").status == 0)
        // Without a chapter of its own a store lists all that it holds.
        #expect(try runner.run("event", "list").cells.map { $0.last } == ["lincoln"])
    }

    @Test("cannot share a slug")
    func slugs() throws {
        let result = try CommandRunner.withChapter().run(
            "chapter", "add", "Other", "--slug", "lincoln")
        #expect(result.status == 2)
        #expect(result.errors.hasSuffix("hint: choose another --slug\n"))
    }
}
