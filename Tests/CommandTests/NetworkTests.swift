import CairnModel
import Foundation
import TestSupport
import Testing

/// Real processes on loopback: a server and laptops.
@Suite("The network", .serialized)
struct NetworkTests {
    /// A server's process; it ends with the test.
    final class Serving {
        private let process: Process
        private let log: URL
        let url: String

        init(_ runner: CommandRunner, port: Int = 0) throws {
            log = runner.folder.appending(path: "serve-\(UUID().uuidString)")
            try Data().write(to: log)
            process = runner.process(
                CommandRunner.executable, ["serve", "--port", "\(port)"])
            process.standardError = try FileHandle(forWritingTo: log)
            try process.run()
            var address: String?
            for _ in 0..<200 where address == nil {
                usleep(50_000)
                let text = try String(contentsOf: log, encoding: .utf8)
                address = text.split(separator: "\n").first { $0.hasPrefix("Serving ") }?
                    .split(separator: " ").first { $0.hasPrefix("http://") }
                    .map { String($0.dropLast()) }
            }
            guard let address else {
                throw CommandRunner.Unexpected(
                    text: try String(contentsOf: log, encoding: .utf8))
            }
            url = address
        }

        deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

        var port: Int { Int(url.split(separator: ":").last ?? "") ?? 0 }
        var text: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

        /// Ends it as an operator does; its exit status.
        func stop(_ signal: Int32 = SIGTERM) -> Int32 {
            kill(process.processIdentifier, signal)
            process.waitUntilExit()
            return process.terminationStatus
        }
    }

    static func state() throws -> CommandRunner {
        let runner = try CommandRunner()
        let made = try runner.run(
            "init", "--name", "State", "--tz", "America/New_York", "--slug", "state",
            "--type", "state_campaign")
        #expect(made.status == 0)
        return runner
    }

    static func invitation(_ runner: CommandRunner, _ arguments: String...) throws -> String {
        let result = try runner.run(["invite"] + arguments)
        #expect(result.status == 0, "\(result.errors)")
        return result.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @Test("takes a school in, exchanges, and says so in figures")
    func joinAndSync() throws {
        let (state, school) = (try Self.state(), try CommandRunner.withChapter())
        let server = try Serving(state)
        let joined = try school.run(
            "join", try Self.invitation(state, "--new"), "--name", "state")
        #expect(joined.status == 0, "\(joined.errors)")
        #expect(joined.errors.contains("Joined state"))
        let event = try school.ref("event", "add", "Night display", "--at", "2026-04-04")
        let dry = try school.run("sync", "--dry-run", "--json").json
        #expect(dry.array?.first?["would_send"] == 1)
        #expect(try state.run("event", "show", event).status == 3)
        let figures = try #require(try school.run("sync", "--json").json.array?.first)
        #expect(figures["agreed"] == true)
        #expect(figures["sent"] == 1)
        #expect(figures["refused"] == [])
        #expect(try state.run("event", "show", event).status == 0)
        #expect(
            try state.run("chapter", "tree").cells.map { $0[0] } == ["State", "  Lincoln High"])
        #expect(server.stop() == 0)
        #expect(!server.text.contains("Night"))
        #expect(!server.text.contains("/join/"))
    }

    @Test("without a server leaves the work alone, with exit status 7")
    func offline() throws {
        let (state, school) = (try Self.state(), try CommandRunner.withChapter())
        let server = try Serving(state)
        try school.run("join", try Self.invitation(state, "--new"), "--name", "state")
        #expect(server.stop(SIGINT) == 0)
        try school.run("event", "add", "Night display")
        let result = try school.run("sync")
        #expect(result.status == 7)
        #expect(result.errors.contains("cannot be reached"))
        #expect(result.errors.contains("your work is safe on this laptop"))
        let status = try school.run("status", "--json", "--exit-code")
        #expect(status.status == 8)
        let peer = try #require(try status.json["peers"]?.array?.first)
        #expect(peer["failure"] == "unreachable")
        #expect(peer["waiting"] == 1)
        #expect(peer["succeeded_at"]?.string != nil)
    }

    @Test(
        "that breaks the answers off is told, with exit status 6, and what is sent is not counted")
    func brokenOff() throws {
        let school = try CommandRunner.withChapter()
        let stick = school.folder.appending(path: "stick.cairn").path
        try school.run("bundle", "write", stick)
        let second = try CommandRunner()
        #expect(try second.run("init", "--from", stick).status == 0)
        for name in ["One", "Two", "Three"] { try second.run("event", "add", name) }
        #expect(try second.run("bundle", "write", stick + "2").status == 0)
        let exchange = [UInt8](try Data(contentsOf: URL(filePath: stick + "2")))
        let server = try FixedServer(
            FixedServer.exchange(Array(exchange.prefix(exchange.count * 6 / 10))))
        let token = school.folder.appending(path: "token")
        try Data("token".utf8).write(to: token)
        let added = try school.run(
            "peer", "add", "state", "http://127.0.0.1:\(server.port)", "--token-file", token.path)
        #expect(added.status == 0, "\(added.errors)")
        try school.run("event", "add", "Own")
        let result = try school.run("sync")
        #expect(result.status == 6)
        #expect(result.output == "state: sent 0, received 0\n")
        #expect(result.errors.contains("did not get to its end: what it answers breaks off"))
        #expect(try school.run("status", "--exit-code").status == 8)
    }

    @Test("says of a reader's own work that it stays on the laptop, with exit status 6")
    func reader() throws {
        let state = try Self.state()
        let server = try Serving(state)
        let reader = try CommandRunner.withChapter()
        try reader.run(
            "join", try Self.invitation(state, "--chapter", "state", "--role", "reader"), "--name",
            "state")
        #expect(try reader.run("sync").status == 0)
        let added = try reader.run("event", "add", "Readers work", "--chapter", "state")
        #expect(added.status == 0, "\(added.errors)")
        for _ in 0..<2 {
            let result = try reader.run("sync")
            #expect(result.status == 6)
            #expect(result.errors.contains("lets it read these chapters and not write to them"))
        }
        #expect(try reader.run("sync", "--json").json.array?.first?["kept"] == 1)
        #expect(try reader.run("status").output.contains("1 entry written here stays"))
        withExtendedLifetime(server) {}
    }

    @Test("refuses a laptop whose token was taken back, with exit status 4")
    func revoked() throws {
        let (state, school) = (try Self.state(), try CommandRunner.withChapter())
        let server = try Serving(state)
        try school.run("join", try Self.invitation(state, "--new"), "--name", "state")
        let tokens = try state.run("token", "list", "--json").json
        #expect(tokens.array?.first?["token"] == 1)
        #expect(try state.run("token", "revoke", "1").status == 0)
        let result = try school.run("sync")
        #expect(result.status == 4)
        #expect(result.errors.contains("ask the coordinator for a new invitation"))
        withExtendedLifetime(server) {}
    }

    @Test("keeps names of volunteers in the chapter, and tokens out of others' reach")
    func privacy() throws {
        let (state, school) = (try Self.state(), try CommandRunner.withChapter())
        try school.run("volunteer", "add", "--given", "Anastasia", "--family", "Quetzal")
        let server = try Serving(state)
        try school.run("join", try Self.invitation(state, "--new"), "--name", "state")
        #expect(try state.storeBytes.range(of: Data("Quetzal".utf8)) == nil)
        let stick = school.folder.appending(path: "stick.cairn")
        #expect(try school.run("bundle", "write", stick.path, "--to", "state").status == 0)
        #expect(try Data(contentsOf: stick).range(of: Data("Quetzal".utf8)) == nil)
        #expect(try school.run("peer", "share", "state", "people", "on").status == 0)
        #expect(try school.run("bundle", "write", stick.path, "--to", "state").status == 0)
        #expect(try Data(contentsOf: stick).range(of: Data("Quetzal".utf8)) != nil)
        #expect(try school.run("sync").status == 0)
        #expect(try state.storeBytes.range(of: Data("Quetzal".utf8)) != nil)
        let token = school.storePath + "-tokens"
        let mode = try FileManager.default.attributesOfItem(atPath: token)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        withExtendedLifetime(server) {}
    }

    @Test("makes a store for a second laptop of a chapter")
    func secondLaptop() throws {
        let (state, laptop) = (try Self.state(), try CommandRunner())
        let event = try state.ref("event", "add", "Open day")
        let server = try Serving(state)
        let joined = try laptop.run("join", try Self.invitation(state, "--chapter", "state"))
        #expect(joined.status == 0, "\(joined.errors)")
        #expect(try laptop.run("event", "show", event).status == 0)
        #expect(
            try laptop.run("digest", "--json").json == state.run("digest", "--json").json)
        withExtendedLifetime(server) {}
    }

    @Test("leaves no store behind where an invitation lets nobody in")
    func failedJoin() throws {
        let (state, laptop) = (try Self.state(), try CommandRunner())
        let server = try Serving(state)
        let result = try laptop.run("join", "\(server.url)/join/0123456789abcdefghjkmnpq")
        #expect(result.status == 4)
        #expect(result.errors.contains("there is no such invitation"))
        #expect(!FileManager.default.fileExists(atPath: laptop.storePath))
        #expect(try laptop.run("join", "https://example.org/").status == 2)
    }

    @Test("does not serve on an open address without TLS")
    func openAddress() throws {
        let result = try Self.state().run("serve", "--host", "0.0.0.0")
        #expect(result.status == 2)
        #expect(result.errors.contains("--insecure"))
    }

    @Test("brings three processes to one state, through cuts and a kill of each")
    func threeProcesses() throws {
        let runners = [
            try Self.state(), try CommandRunner.withChapter(), try CommandRunner.withChapter(),
        ]
        let (state, first) = (runners[0], runners[1])
        let second = try CommandRunner()
        var server = try Serving(state)
        let port = server.port
        try first.run("join", try Self.invitation(state, "--new"), "--name", "state")
        try second.run(
            "join", try Self.invitation(state, "--chapter", "lincoln"), "--name", "state")
        let event = try first.ref("event", "add", "Film night")
        #expect(try first.run("sync").status == 0)
        #expect(try second.run("sync").status == 0)

        // The network is cut, and all three write, the same field among others.
        #expect(server.stop(SIGKILL) == SIGKILL)
        for (index, runner) in [state, first, second].enumerated() {
            try runner.run(
                "event", "edit", event, "title=Title \(index)", "-C", "lincoln")
            try runner.run("event", "add", "Alone \(index)", "-C", "lincoln")
            #expect(try runner === state || runner.run("sync").status == 7)
        }
        server = try Serving(state, port: port)
        try killWhileSyncing(first)
        try killWhileSyncing(second)
        for _ in 0..<2 {
            #expect(try first.run("sync").status == 0)
            #expect(try second.run("sync").status == 0)
        }
        let digests = try [state, first, second].map { try lincolnDigest($0) }
        #expect(Set(digests).count == 1)
        for runner in [state, first, second] {
            let conflicts = try runner.run("conflict", "list", "--json").json.array ?? []
            #expect(conflicts.count == 1)
            #expect(conflicts.first?["values"]?.array?.count == 3)
        }
        withExtendedLifetime(server) {}
    }

    private func killWhileSyncing(_ runner: CommandRunner) throws {
        let process = runner.process(CommandRunner.executable, ["sync"])
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        usleep(40_000)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    private func lincolnDigest(_ runner: CommandRunner) throws -> String {
        let chapter = try runner.run("chapter", "show", "lincoln", "--json").json["log"]?.string
        return try runner.run("digest", "--json").json[chapter ?? ""]?.string ?? "none"
    }
}
