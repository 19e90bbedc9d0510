import CairnModel
import Foundation
import Testing

/// What holds for the program as a whole.
@Suite("The program")
struct ProgramTests {
    @Test("says its version")
    func version() throws {
        let result = try CommandRunner().run("--version")
        #expect(result.status == 0)
        #expect(result.output == "cairn 0.1.0\n")
    }

    @Test("answers an unknown option with exit status 2 and a hint")
    func unknownOption() throws {
        let result = try CommandRunner().run("--colour")
        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        #expect(
            result.errors == """
                error: unknown option '--colour'
                hint: cairn --help shows what the command takes

                """)
    }

    @Test(
        "names the command that was perhaps meant",
        arguments: [
            (
                ["evnet", "list"], "error: there is no command cairn evnet",
                "did you mean cairn event?"
            ),
            (
                ["event", "ad", "X"], "error: there is no command cairn event ad",
                "did you mean cairn event add?"
            ),
            (
                ["event", "ad", "X", "--store", "x.db"],
                "error: there is no command cairn event ad", "did you mean cairn event add?"
            ),
            (
                ["--store", "x.db", "task", "lst", "--mine"],
                "error: there is no command cairn task lst", "did you mean cairn task list?"
            ),
            (["--json", "xyz"], #"{"type":"about:blank""#, "cairn --help lists the commands"),
        ])
    func unknownCommand(arguments: [String], start: String, hint: String) throws {
        let result = try CommandRunner().run(arguments)
        #expect(result.status == 2)
        #expect(result.errors.hasPrefix(start))
        #expect(result.errors.contains(hint))
    }

    @Test("says how a value that begins with a hyphen is written")
    func hyphen() throws {
        let result = try CommandRunner().run("event", "move", "7f3a", "--at", "-2d")
        #expect(result.status == 2)
        #expect(
            result.errors.hasSuffix(
                "hint: a value that begins with - is written with =, for example --at=-2d\n"))
        let runner = try CommandRunner.withChapter()
        let event = try runner.ref("event", "add", "Night display", "--at", "2026-04-04 19:00")
        #expect(try runner.run("event", "move", event, "--at=-2d").status == 0)
    }

    @Test("takes the store and the form of its output before the noun, and in lines")
    func commonOptions() throws {
        let runner = try CommandRunner.withChapter()
        for title in ["One", "Two"] { try runner.run("event", "add", title) }
        let path = runner.storePath
        runner.environment["CAIRN_STORE"] = "/nowhere/at/all.db"
        #expect(try runner.run("--store", path, "event", "list").cells.count == 2)
        #expect(try runner.run("event", "--store=\(path)", "list").cells.count == 2)
        let lines = try runner.run("--jsonl", "event", "list", "--store", path).output
        let titles = try lines.split(separator: "\n").map { try JSON(reading: $0.utf8)["title"] }
        #expect(titles == ["One", "Two"])
        let info = try runner.run("info", "--jsonl", "--store", path).output
        #expect(info.hasPrefix("{") && info.hasSuffix("}\n"))
        #expect(try runner.run("me", "--jsonl", "--store", path).output.isEmpty)
        #expect(try runner.run("me", "--json", "--store", path).output == "null\n")
    }

    @Test("takes the chapter joined to -C, and asks for a value that is missing")
    func joinedAndMissing() throws {
        let runner = try CommandRunner.withChapter()
        try runner.run("event", "add", "One")
        for arguments in [["-Clincoln", "event", "list"], ["event", "list", "-Clincoln"]] {
            #expect(try runner.run(arguments).cells.map { $0[2] } == ["One"])
        }
        let missing = try runner.run("--store")
        #expect(missing.status == 2)
        #expect(missing.errors.hasPrefix("error: --store has no value\nhint: "))
    }

    @Test("prints a problem object where JSON was asked for")
    func problem() throws {
        let problem = try CommandRunner().run("event", "list", "--colour", "--json").problem
        #expect(problem["type"] == "about:blank")
        #expect(problem["code"] == "usage")
        #expect(problem["hint"] == "cairn event list --help shows what the command takes")
    }

    @Test("makes completions for three shells", arguments: ["bash", "zsh", "fish"])
    func completions(shell: String) throws {
        let result = try CommandRunner().run("--generate-completion-script", shell)
        #expect(result.status == 0)
        #expect(result.output.contains("letter_writing"))
    }

    @Test("leaves quietly where nobody reads its output")
    func closedPipe() throws {
        let runner = try CommandRunner.withChapter()
        try runner.run("event", "add", "Night display")
        let process = runner.process(CommandRunner.executable, ["event", "list"])
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try output.fileHandleForReading.close()
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 0)
        try errors.fileHandleForWriting.close()
        #expect(errors.fileHandleForReading.availableData.isEmpty)
    }

    @Test("says when its output cannot be written")
    func fullDevice() throws {
        let runner = try CommandRunner.withChapter()
        try runner.run("event", "add", "Night display")
        let result = try runner.run(
            URL(filePath: "/bin/sh"),
            ["-c", "\"$0\" event list > /dev/full", CommandRunner.executable.path])
        #expect(result.status == 1)
        #expect(result.errors.hasPrefix("error: the output cannot be written: "))
    }

    @Test("leaves with 130 when it is interrupted, and changes nothing")
    func interrupted() throws {
        let runner = try CommandRunner.withChapter()
        let before = try runner.storeBytes
        let process = runner.process(CommandRunner.executable, ["volunteer", "add", "-"])
        let input = Pipe()
        process.standardInput = input
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        // Until it is ready to be interrupted, which the system tells.
        while !catchesInterrupts(process.processIdentifier), process.isRunning {}
        process.interrupt()
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 130)
        #expect(try runner.storeBytes == before)
    }

    private func catchesInterrupts(_ id: Int32) -> Bool {
        guard let text = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("SigCgt:") }),
            let mask = UInt64(line.dropFirst(7).drop { $0.isWhitespace }, radix: 16)
        else { return false }
        return mask & 2 != 0
    }
}
