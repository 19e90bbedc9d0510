import CairnModel
import Testing

@Suite("Search")
struct SearchCommandTests {
    @Test("lists what it finds of all kinds, and where")
    func lists() throws {
        let runner = try CommandRunner.withChapter()
        let event = try runner.ref(
            "event", "add", "Night display", "--at", "2027-04-04 19:00", "--venue", "City Library")
        let task = try runner.ref("task", "add", "Ask the library", "--due", "2027-04-02")
        let ana = try runner.ref("volunteer", "add", "--given", "Zoë", "--family", "Roe")
        #expect(
            try runner.run("search", "librar").cells == [
                ["task", task, "2027-04-02", "Ask the library", ""],
                ["event", event, "2027-04-04 19:00", "Night display", "place: City Library"],
            ])
        #expect(try runner.run("search", "night", "disp").cells.map { $0[1] } == [event])
        #expect(try runner.run("search", "zoe").cells.map { $0[1] } == [ana])
        let json = try runner.run("search", "library", "--kind", "event", "--json").json
        #expect(json.array?.map { $0["record"] } == ["event"])
        #expect(json.array?.first?["ref"]?.string == event)
        try runner.run("event", "delete", event)
        #expect(try runner.run("search", "display").cells.isEmpty)
        #expect(try runner.run("search", "display", "--deleted").cells.map { $0[1] } == [event])
    }

    @Test("finds nothing without an error, and says what it does not take")
    func nothing() throws {
        let runner = try CommandRunner.withChapter()
        for text in ["nothing", "\"", "NEAR(", "*"] {
            let result = try runner.run("search", text)
            #expect(result.status == 0)
            #expect(result.output.isEmpty)
            #expect(try runner.run("search", text, "--json").json == [])
        }
        let wrong = try runner.run("search", "x", "--kind", "signup")
        #expect(wrong.status == 2)
        #expect(wrong.errors.contains("hint: --kind is one of"))
        #expect(try runner.run("search").status == 2)
    }

    @Test("is of all chapters, of one, or of a branch")
    func chapters() throws {
        let runner = try CommandRunner.withChapter()
        try runner.run("event", "add", "Lincoln fair", "--at", "2027-04-04 19:00")
        try runner.run("chapter", "add", "Grant High", "--slug", "grant", "--tz", "UTC")
        try runner.run("event", "add", "Grant fair", "--at", "2027-04-05 19:00", "-C", "grant")
        func titles(_ arguments: String...) throws -> [[String]] {
            try runner.run(["search", "fair"] + arguments).cells.map { [$0[3], $0[5]] }
        }
        #expect(
            try titles() == [["Grant fair", "Grant High"], ["Lincoln fair", "Lincoln High"]])
        #expect(try titles("-C", "grant") == [["Grant fair", "Grant High"]])
        #expect(try titles("--under", "lincoln") == [["Lincoln fair", "Lincoln High"]])
        #expect(try titles("--limit", "1").count == 1)
    }
}
