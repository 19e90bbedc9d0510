import CairnModel
import Foundation
import Testing

@Suite("Bundles on the command line")
struct BundleCommandTests {
    let school: CommandRunner
    let state: CommandRunner

    init() throws {
        (school, state) = (try CommandRunner(), try CommandRunner())
        try school.run(
            "init", "--name", "Lincoln High", "--tz", "America/New_York", "--slug", "lincoln")
        try state.run("init", "--name", "State", "--tz", "America/New_York", "--slug", "state")
        try school.run("event", "add", "Night display", "--at", "2026-04-04 19:00")
        try school.run(
            "volunteer", "add", "--given", "Ana", "--guardian-name", "Dana", "--guardian-email",
            "dana@example.org")
    }

    private func path(_ name: String, of runner: CommandRunner) -> String {
        runner.folder.appending(path: name).path
    }

    private func count(_ runner: CommandRunner, _ kind: String) throws -> Int {
        try runner.run(kind, "list", "--json", "--chapter", "lincoln").json.array?.count ?? -1
    }

    @Test("a bundle goes from one store to another, and says what is inside")
    func carries() throws {
        let written = try school.run("bundle", "write", "l.cairn")
        #expect(written.status == 0)
        #expect(written.output.hasPrefix("Wrote l.cairn: "))
        #expect(
            written.errors
                == "Lincoln High: 1 event, 1 volunteer with guardian contacts. "
                + "Anyone who finds this file can read it.\n")
        let read = try state.run("bundle", "read", path("l.cairn", of: school))
        #expect(read.status == 0)
        #expect(read.errors == "New in this store: Lincoln High.\n")
        let again = try state.run("bundle", "read", path("l.cairn", of: school), "--json")
        let figures = try #require(try again.json.array?.first)
        #expect(figures["applied"] == 0)
        #expect(figures["known"]?.integer ?? 0 > 0)
        #expect(figures["refused"] == [])
        #expect(
            try school.run("digest", "--json").json.object?.allSatisfy { log in
                try state.run("digest", "--json").json[log.key] == log.value
            } == true)
    }

    @Test("standard output and input carry a bundle")
    func streams() throws {
        let written = try school.run("bundle", "write", "-")
        #expect(written.output.hasPrefix("{\"cairn\":1,"))
        #expect(try state.run("bundle", "read", "-", input: written.output).status == 0)
        #expect(
            try state.run("bundle", "show", "-", input: written.output).output.contains("\t1\t"))
    }

    @Test("show tells what is inside and needs no store")
    func shows() throws {
        try school.run("bundle", "write", "l.cairn")
        let empty = try CommandRunner()
        let shown = try empty.run("bundle", "show", path("l.cairn", of: school), "--json")
        #expect(shown.status == 0)
        let chapter = try #require(try shown.json["chapters"]?.array?.first)
        #expect(chapter["name"] == "Lincoln High")
        #expect(chapter["counts"]?["event"] == 1)
        #expect(chapter["guardian_contacts"] == 1)
        #expect(try shown.json["partial"] == false)
    }

    @Test("a bundle for the state leaves the school's people out")
    func recipient() throws {
        try state.run("bundle", "write", "s.cairn", "--no-people")
        try school.run("bundle", "read", path("s.cairn", of: state))
        let written = try school.run("bundle", "write", "to.cairn", "--to", "state")
        #expect(written.status == 0)
        #expect(!written.errors.contains("volunteer"))
        let text = try String(contentsOfFile: path("to.cairn", of: school), encoding: .utf8)
        #expect(!text.contains("Ana"))
        #expect(!text.contains("dana@example.org"))
    }

    @Test(
        "a damaged, a cut and an incomplete bundle exit with 6, say why, and a good copy mends it")
    func damage() throws {
        try school.run("bundle", "write", "one.cairn")
        try school.run("event", "add", "Second", "--at", "2026-05-04 19:00")
        try school.run("bundle", "write", "two.cairn", "--since", path("one.cairn", of: school))
        let good = path("one.cairn", of: school)
        var bytes = try Data(contentsOf: URL(filePath: good))
        let early = try state.run("bundle", "read", path("two.cairn", of: school))
        #expect(early.status == 6)
        #expect(early.errors.contains("earlier entries"))
        #expect(early.errors.contains("hint: read the earlier bundle first"))
        try bytes.prefix(bytes.count - 50).write(to: state.folder.appending(path: "cut.cairn"))
        let cut = try state.run("bundle", "read", "cut.cairn")
        #expect(cut.status == 6)
        #expect(cut.errors.contains("ends too early"))
        let other = try CommandRunner()
        try other.run("init", "--name", "Other", "--tz", "America/New_York")
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: other.folder.appending(path: "bad.cairn"))
        let bad = try other.run("bundle", "read", "bad.cairn")
        #expect(bad.status == 6)
        #expect(bad.errors.contains("is damaged in lines 3 to "))
        #expect(try other.run("bundle", "show", "bad.cairn").status == 6)
        #expect(try other.run("bundle", "read", good).status == 0)
        #expect(try other.run("bundle", "read", path("two.cairn", of: school)).status == 0)
        #expect(try count(other, "event") == 2)
    }

    @Test("one bad file among several stops no other")
    func severalFiles() throws {
        try school.run("bundle", "write", "l.cairn")
        try Data("no bundle\n".utf8).write(to: state.folder.appending(path: "x.cairn"))
        let read = try state.run(
            "bundle", "read", "x.cairn", "gone.cairn", path("l.cairn", of: school))
        #expect(read.status == 3)
        #expect(read.errors.contains("error: x.cairn cannot be read as a bundle"))
        #expect(read.errors.contains("error: there is no file gone.cairn"))
        #expect(read.output.contains("new entries"))
    }

    @Test("--only takes one chapter of many, by its name or slug")
    func only() throws {
        try school.run("bundle", "write", "l.cairn")
        try state.run("bundle", "read", path("l.cairn", of: school))
        try state.run("bundle", "write", "all.cairn", "--all")
        let other = try CommandRunner()
        try other.run("init", "--name", "Other", "--tz", "America/New_York")
        let all = path("all.cairn", of: state)
        let read = try other.run("bundle", "read", all, "--only", "lincoln high", "--json")
        #expect(read.status == 0)
        #expect(try read.json.array?.first?["left_out"]?.integer ?? 0 > 0)
        let names = try other.run("chapter", "list", "--json").json.array?.map { $0["name"] }
        #expect(names?.contains("Lincoln High") == true)
        #expect(names?.contains("State") == false)
        #expect(try other.run("bundle", "read", all, "--only", "nobody").status == 3)
    }

    @Test("nothing but a bundle is ever written over")
    func overwriting() throws {
        let written = try school.run("bundle", "write", "store.db")
        #expect(written.status == 1)
        #expect(written.errors.contains("store.db is there already and is no bundle"))
        #expect(try school.run("event", "list").status == 0)
        try school.run("bundle", "write", "l.cairn")
        #expect(try school.run("bundle", "write", "l.cairn").status == 0)
    }

    @Test("init --from makes a second store of the chapter")
    func initialises() throws {
        try school.run("bundle", "write", "l.cairn")
        let second = try CommandRunner()
        let started = try second.run("init", "--from", path("l.cairn", of: school))
        #expect(started.status == 0)
        #expect(started.output == "Started a second store of Lincoln High.\n")
        #expect(try second.run("event", "list", "--json").json.array?.count == 1)
        #expect(try second.run("volunteer", "list", "--json").json.array?.count == 1)
        try second.run("event", "add", "From the second", "--at", "2026-05-04 19:00")
        try second.run("bundle", "write", "back.cairn")
        #expect(try school.run("bundle", "read", path("back.cairn", of: second)).status == 0)
        #expect(try school.run("event", "list", "--json").json.array?.count == 2)
        let missing = try CommandRunner().run("init", "--from", "gone.cairn")
        #expect(missing.status == 3)
    }

    @Test("on a laptop without a store, read names the way to make one of the bundle")
    func noStore() throws {
        try school.run("bundle", "write", "l.cairn")
        let read = try CommandRunner().run("bundle", "read", "l.cairn")
        #expect(read.status == 3)
        #expect(
            read.errors.contains("hint: cairn init --from l.cairn makes a store of the chapter"))
    }

    @Test("init --from a cut or a damaged file says that it is, and makes no store")
    func brokenStart() throws {
        try school.run("bundle", "write", "l.cairn")
        var bytes = try Data(contentsOf: URL(filePath: path("l.cairn", of: school)))
        let second = try CommandRunner()
        try bytes.prefix(bytes.count / 2).write(to: second.folder.appending(path: "cut.cairn"))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: second.folder.appending(path: "bad.cairn"))
        for (file, word) in [("cut.cairn", "ends too early"), ("bad.cairn", "is damaged")] {
            let started = try second.run("init", "--from", file)
            #expect(started.status == 1)
            #expect(started.errors.hasPrefix("error: \(file) \(word)"))
            #expect(started.errors.contains("\nhint: copy the file again"))
            #expect(!FileManager.default.fileExists(atPath: second.storePath))
        }
    }

    @Test("a bundle of changes is of a chapter, by its name where a store here knows it")
    func changes() throws {
        try school.run("bundle", "write", "one.cairn")
        try school.run("event", "add", "Second", "--at", "2026-05-04 19:00")
        try school.run("volunteer", "add", "--given", "Ben")
        try school.run("bundle", "write", "two.cairn", "--since", "one.cairn")
        let known = try school.run("bundle", "show", "two.cairn")
        #expect(known.cells[0][0] == "Lincoln High")
        let stranger = try CommandRunner()
        let shown = try stranger.run("bundle", "show", path("two.cairn", of: school))
        #expect(shown.cells[0][0].wholeMatch(of: /chapter [0-9a-f]{4}/) != nil)
        #expect(shown.cells[0][1...4] == ["1", "0", "0", "1"])
        let read = try state.run("bundle", "read", path("two.cairn", of: school))
        #expect(read.errors.contains(/earlier entries of chapter [0-9a-f]{4} that/))
    }

    @Test("a second store that has written nothing has nothing to send, and says why")
    func nothingWritten() throws {
        try school.run("bundle", "write", "l.cairn")
        let second = try CommandRunner()
        try second.run("init", "--from", path("l.cairn", of: school))
        let sends = { try second.run("status").cells.first { $0[0] == "to send" }?[1] }
        #expect(try sends() == "nothing: nothing was written on this laptop yet")
        try second.run("event", "add", "Third")
        try second.run("bundle", "write", "back.cairn")
        #expect(try sends() == "nothing: all that was written here has left in a bundle")
    }

    @Test("help shows examples")
    func help() throws {
        for verb in ["write", "read", "show"] {
            let result = try school.run("bundle", verb, "--help")
            #expect(result.status == 0)
            #expect(result.output.contains("cairn bundle \(verb) "))
        }
    }
}
