import CairnModel
import Testing

@Suite("Importing a list again")
struct ImportCommandTests {
    private let list = "id,title,when\n1,Night display,2026-04-04\n2,Casting,2026-04-05\n"
    private let corrected = "id,title,when\n1,Night film,2026-04-04\n2,Casting,2026-04-05\n"

    private func titles(_ runner: CommandRunner) throws -> [String] {
        try runner.run("event", "list").cells.map { $0[2] }
    }

    @Test("says which rows say something else than what is here, and leaves that alone")
    func tells() throws {
        let runner = try CommandRunner.withChapter()
        try runner.run("import", "csv", "-", input: list)
        let same = try runner.run("import", "csv", "-", input: list)
        #expect(!same.errors.contains("something else"))
        let again = try runner.run("import", "csv", "-", input: corrected)
        #expect(again.status == 0)
        #expect(again.errors.contains("1 of those here already says something else in the file"))
        #expect(again.errors.contains("line 2 (title)") && again.errors.contains("--update"))
        #expect(!again.errors.contains("Night film"))
        #expect(try titles(runner) == ["Night display", "Casting"])
        let json = try runner.run("import", "csv", "-", "--json", input: corrected).json
        let row = json["differing"]?.array?.first
        #expect(row?["line"] == 2 && row?["fields"] == ["title"])
        #expect(json["unchanged"] == 2)
    }

    @Test("writes what the file says where that is asked for, and undo takes it back")
    func updates() throws {
        let runner = try CommandRunner.withChapter()
        try runner.run("import", "csv", "-", input: list)
        let tried = try runner.run(
            "import", "csv", "-", "--update", "--dry-run", input: corrected)
        #expect(tried.errors.contains("Would import 0 events, 1 corrected, 1 was here already."))
        #expect(try titles(runner) == ["Night display", "Casting"])
        let json = try runner.run(
            "import", "csv", "-", "--update", "--json", input: corrected
        ).json
        #expect(json["updated"] == 1 && json["unchanged"] == 1 && json["imported"] == 0)
        #expect(json["differing"] == nil)
        #expect(try titles(runner) == ["Night film", "Casting"])
        try runner.run("undo")
        #expect(try titles(runner) == ["Night display", "Casting"])
    }

    @Test("leaves a refused consent, a blocked volunteer and a conflict as they are, and says so")
    func keepsDecisions() throws {
        let laptops = try TwoLaptops()
        let runner = laptops.runner
        let people = "id,given name,photo consent,status,grade\n1,Eva,granted,active,5\n"
        let arguments = ["import", "csv", "-", "--kind", "volunteer", "--map", "status=status"]
        #expect(try runner.run(arguments, input: people).status == 0)
        let found = try runner.run("volunteer", "list", "--json").json.array ?? []
        let eva = try #require(found.first { $0["given_name"] == "Eva" }?["ref"]?.string)
        try runner.run("volunteer", "consent", eva, "photo", "withdrawn", "--method", "phone")
        try runner.run("volunteer", "edit", eva, "status=blocked")
        let corrected = people.replacing(",5\n", with: ",6\n")
        let left = try runner.run(arguments, input: corrected)
        #expect(left.errors.contains("line 2 (grade). They were left"))
        #expect(left.errors.contains("--update does not change that either"))
        let done = try runner.run(arguments + ["--update"], input: corrected)
        #expect(
            done.errors.contains(
                "line 2 (consent/photo, denied or withdrawn here), line 2 (status, blocked here)"))
        let after = try runner.run("volunteer", "show", eva, "--json").json
        #expect(after["consent"]?["photo"]?["state"] == "withdrawn")
        #expect(after["status"] == "blocked" && after["grade"] == ["value": "6"])
        let json = try runner.run(arguments + ["--update", "--json"], input: corrected).json
        #expect(json["updated"] == nil)
        #expect(json["differing"]?.array?.map { $0["fields"] } == [["consent/photo", "status"]])
    }

    @Test("ends no conflict that is open here")
    func keepsConflicts() throws {
        let laptops = try TwoLaptops()
        let runner = laptops.runner
        let sheet = try runner.run("export", "csv").output
            .replacing("Night display", with: "Night walk")
        try runner.run("event", "edit", laptops.event, "title=Film", "capacity=9")
        try runner.run("event", "edit", laptops.event, "title=Talk", "--store", laptops.second)
        try laptops.meet()
        let id = try laptops.id("title")
        let done = try runner.run("import", "csv", "-", "--update", input: sheet)
        #expect(done.status == 0 && done.errors.contains("line 2 (title, in conflict here)"))
        #expect(try laptops.id("title") == id)
    }

    @Test("of a calendar says the same of what another program wrote")
    func calendars() throws {
        let runner = try CommandRunner.withChapter()
        func event(_ day: String) -> String {
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:one\nSUMMARY:Night display\n"
                + "DTSTART;VALUE=DATE:\(day)\nEND:VEVENT\nEND:VCALENDAR\n"
        }
        try runner.run("import", "ics", "-", input: event("20260404"))
        let moved = try runner.run("import", "ics", "-", input: event("20260405"))
        #expect(moved.errors.contains("line 2 (when)"))
        try runner.run("import", "ics", "-", "--update", input: event("20260405"))
        #expect(try runner.run("event", "list").cells.map { $0[1] } == ["2026-04-05"])
    }
}
