import CairnModel
import Foundation
import Testing

@Suite("Wrong input")
struct WrongInputTests {
    @Test(
        "of every kind gets a sentence, a hint and its exit status, and changes nothing",
        arguments: [
            (["event", "show", "ffff"], 3, "there is no event \"ffff\""),
            (["event", "show", "7f"], 3, "there is no event \"7f\""),
            (["event", "show", "not-a-ref"], 3, "there is no event \"not-a-ref\""),
            (
                ["event", "add", "Talk", "--type", "talk"], 2,
                "type must be one of awareness_event,"
            ),
            (["event", "add", "Talk", "--at", "2026-13-01"], 2, "there is no month 13"),
            (["event", "add", "Talk", "--at", "soonish"], 2, "\"soonish\" is no date or time"),
            (
                ["event", "add", "Talk", "--at", "2026-04-01", "--for", "2h"], 2,
                "\"2026-04-01\" has no"
            ),
            (["event", "add", "Talk", "--for", "2h"], 2, "a length or an end needs a beginning"),
            (["event", "add", "Talk", "--capacity", "many"], 2, "capacity must be"),
            (["event", "add", "Talk", "titel=x"], 2, "an event has no field titel"),
            (["event", "add", "Talk", "summary"], 2, "\"summary\" is not of the form field=value"),
            (["event", "add", "Talk", "-C", "nowhere"], 3, "there is no chapter \"nowhere\""),
            (["event", "add"], 2, "missing expected argument '<title>'"),
            (["event", "list", "--status", "maybe"], 2, "\"maybe\" is no status of an event"),
            (["event", "list", "--from", "someday"], 2, "\"someday\" is no date or time"),
            (["volunteer", "list", "--type", "x"], 2, "a volunteer has no type"),
            (["chapter", "add", "East", "--tz", "Mars/Olympus"], 2, "tz must be"),
            (["volunteer", "add", "--email", "nobody"], 2, "email must be"),
            (["task", "add", "Print", "--assignee", "ffff"], 3, "there is no volunteer \"ffff\""),
            (["event", "list", "--as", "ffff", "--under", "x"], 3, "there is no chapter \"x\""),
            (["event", "list", "--from", "2026-05", "--to", "2026-04"], 2, "--from 2026-05 comes"),
            (["stats", "--from", "2026-05", "--to", "2026-04"], 2, "--from 2026-05 comes after"),
            (["sync", "nope"], 3, "there is no peer \"nope\""),
            (
                ["bundle", "write", "x", "--to", "nope"], 3,
                "there is no peer and no chapter \"nope\""
            ),
            (["token", "revoke", "3"], 3, "there is no token 3"),
        ] as [([String], Int32, String)])
    func refused(arguments: [String], status: Int32, sentence: String) throws {
        let runner = try CommandRunner.withChapter()
        let before = try runner.storeBytes
        let result = try runner.run(arguments)
        #expect(result.status == status)
        #expect(result.output.isEmpty)
        let lines = result.errors.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.first?.hasPrefix("error: \(sentence)") == true, "\(result.errors)")
        #expect(lines.last?.hasPrefix("hint: ") == true)
        #expect(try runner.storeBytes == before)
    }

    @Test(
        "of a field gets an example of that very field, as it was typed",
        arguments: [
            (["event", "add", "Talk", "place.lat_e6=x"], "for example place.lat_e6=39629500"),
            (["event", "add", "Talk", "--type", "talk"], "for example --type awareness_event"),
            (["event", "add", "ab"], "for example \"Night display\""),
            (["event", "add", "Talk", "title/x=y"], "write \"title=Night display\""),
            (
                ["event", "add", "Talk", "capacity"],
                "for example capacity=12; quote what has spaces"
            ),
            (
                ["event", "add", "Talk", "reach=many"],
                "for example reach=170, reach=158..178, or reach=170+ for at least so many"
            ),
            (
                ["event", "add", "Talk", "target/Senator Ö=maybe"],
                "write \"target/Senator Ö=yes\""
            ),
            (
                ["volunteer", "add", "consent/foto=granted"],
                "for example consent/participation=granted"
            ),
            (["volunteer", "add", "consent/photo=sure"], "for example consent/photo=granted"),
            (["volunteer", "add", "--phone", "12"], "for example --phone \"+1 304 555 0100\""),
            (["event", "outcome", "ffff", "--count", "letters"], "write --count letters=52"),
            (["chapter", "add", "East", "--slug", "A_B"], "for example --slug lincoln-high"),
        ] as [([String], String)])
    func examples(arguments: [String], hint: String) throws {
        let result = try CommandRunner.withChapter().run(arguments)
        #expect(result.status == 2)
        #expect(result.errors.hasSuffix("\nhint: \(hint)\n"), "\(result.errors)")
        #expect(!result.errors.contains("`") && !result.errors.contains("~"))
    }

    @Test("that fits several records lists them with longer refs")
    func ambiguous() throws {
        let runner = try CommandRunner.withChapter()
        // Of 2,000 random tails of four hex digits two are alike, but once in 10^12 runs.
        var counts: [String: Int] = [:]
        let batch =
            "[" + (0..<2000).map { #"{"given_name":"V\#($0)"}"# }.joined(separator: ",") + "]"
        let made = try runner.run("volunteer", "add", "-", "--json", input: batch)
        for volunteer in try #require(try made.json.array) {
            let id = try #require(volunteer["id"]?.string)
            counts[String(id.suffix(4)), default: 0] += 1
        }
        let tail = try #require(counts.first { $0.value == 2 }?.key)
        let result = try runner.run("volunteer", "show", tail)
        #expect(result.status == 3)
        #expect(result.errors.hasPrefix("error: \"\(tail)\" may be 2 records: volunteer "))
        #expect(!result.errors.contains("V1"))
        #expect(result.errors.hasSuffix("hint: use one of these longer refs\n"))
        #expect(try runner.run("volunteer", "show", tail, "--json").problem["code"] == "ambiguous")
    }

    @Test("a store that is not there, is a folder, or is something else")
    func noStore() throws {
        let runner = try CommandRunner()
        let missing = try runner.run("event", "list")
        #expect(missing.status == 3)
        #expect(missing.errors.hasPrefix("error: there is no store at \(runner.storePath)\nhint: "))
        let folder = try runner.run("event", "list", "--store", runner.folder.path)
        #expect(folder.status == 1)
        let text = runner.folder.appending(path: "text.db")
        try Data("This is no database at all, but a letter to the mayor.".utf8).write(to: text)
        let other = try runner.run("event", "list", "--store", text.path, "--json")
        #expect(other.status == 1)
        #expect(try other.problem["code"] == "not-a-store")
        #expect(try Data(contentsOf: text).count == 54)
    }

    @Test("a store that may only be read can be read, and refuses writes")
    func readOnly() throws {
        let runner = try CommandRunner.withChapter()
        try runner.run("event", "add", "Night display")
        try permit(0o444, runner.storePath)
        try permit(0o555, runner.folder.path)
        defer { try? permit(0o755, runner.folder.path) }
        #expect(try asOther(runner, ["event", "list"]).cells.count == 1)
        let before = try runner.storeBytes
        let write = try asOther(runner, ["event", "add", "Other"])
        #expect(write.status == 4, "\(write.errors)")
        #expect(write.errors.contains("\nhint: "))
        #expect(try runner.storeBytes == before)
    }

    @Test("a store that may not be read says so")
    func unreadable() throws {
        let runner = try CommandRunner.withChapter()
        try permit(0o000, runner.storePath)
        try permit(0o755, runner.folder.path)
        let result = try asOther(runner, ["event", "list"])
        #expect(result.status == 1)
        #expect(result.errors.hasPrefix("error: \(runner.storePath) "))
    }

    private func permit(_ mode: Int, _ path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    /// Runs a command as somebody whom permissions hold back, which the administrator is not.
    private func asOther(
        _ runner: CommandRunner, _ arguments: [String]
    ) throws -> CommandRunner.Result {
        guard geteuid() == 0 else { return try runner.run(arguments) }
        let identity = ["--reuid=65534", "--regid=65534", "--clear-groups"]
        return try runner.run(
            URL(filePath: "/usr/bin/setpriv"),
            identity + [CommandRunner.executable.path] + arguments)
    }

    @Test("what does not go together is refused as it is typed, and nothing is written")
    func misfits() throws {
        let runner = try CommandRunner.withChapter()
        try runner.run("chapter", "add", "East", "--slug", "east", "--parent", "lincoln")
        let event = try runner.ref("event", "add", "Film", "--at", "2126-04-04 19:00")
        let shift = try runner.ref("shift", "add", event, "--need", "2", "--max", "3")
        let ana = try runner.ref("volunteer", "add", "--given", "Ana", "--family", "R.")
        let digest = try runner.run("digest").output
        let series = try #require(
            try runner.run("event", "show", event, "--json").json["id"]?.string)
        let commands = [
            ["chapter", "edit", "lincoln", "parent=lincoln"],
            ["chapter", "edit", "lincoln", "parent=east"],
            ["event", "edit", event, "series=\(series)", "recurrence_id=2126-04-04T19:00"],
            ["shift", "add", event, "--need", "5", "--max", "2"],
            ["shift", "edit", shift, "max_needed=1"],
            ["volunteer", "edit", ana, "given_name=", "family_name="],
            ["volunteer", "add", "--email", "a@example.org"],
            ["attend", event, "--rest", "asleep"],
        ]
        for command in commands {
            let result = try runner.run(command)
            #expect(result.status == 2, "\(command)")
            #expect(result.errors.contains("hint: "), "\(command)")
        }
        #expect(try runner.run("volunteer", "add", "-", input: "[]").status == 2)
        #expect(try runner.run("digest").output == digest)
        #expect(try runner.run("volunteer", "edit", ana, "family_name=").status == 0)
        #expect(try runner.run("shift", "edit", shift, "max_needed=").status == 0)
        #expect(try runner.run("shift", "edit", shift, "min_needed=9").status == 0)
    }
}
