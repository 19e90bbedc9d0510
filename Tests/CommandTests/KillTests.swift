import CairnModel
import CairnStore
import Foundation
import TestSupport
import Testing

/// Processes killed with SIGKILL while they write, at many places.
@Suite("A command that is killed", .serialized)
struct KillTests {
    private static let rows = 4_000
    /// More than two batches of reading.
    private static let entries = 11_000

    /// What the kills of one kind hit.
    private struct Tally {
        /// Kills after the first commit and before the last; others come on top.
        var between = 0
    }

    @Test("an import killed anywhere loses nothing it committed, and running it again completes it")
    func importing() throws {
        let runner = try CommandRunner()
        try runner.run("init", "--name", "Lincoln High", "--tz", "America/New_York")
        let fresh = try Data(contentsOf: URL(filePath: runner.storePath))
        let sidecar = try Data(contentsOf: URL(filePath: runner.storePath + "-node"))
        let lines = (0..<Self.rows).map { "Event \($0),2026-04-\(pad($0 % 28 + 1, 2))" }
        let file = runner.folder.appending(path: "events.csv")
        try (["title,date"] + lines).joined(separator: "\n").write(
            to: file, atomically: true, encoding: .utf8)
        let command = ["import", "csv", "events.csv", "--kind", "event", "--json"]
        var tally = Tally()
        for round in 0..<60 where tally.between < 28 {
            try fresh.write(to: URL(filePath: runner.storePath))
            try sidecar.write(to: URL(filePath: runner.storePath + "-node"))
            try kill(runner, command, round: round, of: Self.rows, &tally)
            let again = try runner.run(command)
            #expect(again.status == 0)
            let imported = try #require(try again.json["imported"]?.integer)
            let unchanged = try #require(try again.json["unchanged"]?.integer)
            #expect(imported + unchanged == Int64(Self.rows))
            #expect(try events(runner) == Self.rows)
        }
        #expect(tally.between == 28)
    }

    @Test(
        "a bundle read that is killed anywhere loses nothing it committed, and reading completes it"
    )
    func reading() throws {
        let author = try CommandRunner()
        let file = author.folder.appending(path: "lincoln.cairn").path
        try write(entries: Self.entries, by: author, to: file)
        let reader = try CommandRunner()
        try reader.run("init", "--name", "West Virginia", "--tz", "America/New_York")
        let fresh = try Data(contentsOf: URL(filePath: reader.storePath))
        let wanted = try shared(author)
        let command = ["bundle", "read", file, "--accept-new"]
        var tally = Tally()
        for round in 0..<60 where tally.between < 22 {
            try fresh.write(to: URL(filePath: reader.storePath))
            try kill(reader, command, round: round, of: Self.entries, &tally)
            #expect(try reader.run(command).status == 0)
            #expect(try shared(reader, with: wanted) == wanted)
        }
        #expect(tally.between == 22)
    }

    /// Starts a command, waits until some of its commits are on the disk, and kills it; then the
    /// store opens, is sound and holds what was committed.
    private func kill(
        _ runner: CommandRunner, _ command: [String], round: Int, of total: Int,
        _ tally: inout Tally
    ) throws {
        let before = size(runner.storePath)
        var process = try SpawnedProcess(
            CommandRunner.executable.path, command, in: runner.folder.path,
            environment: [
                "HOME": runner.folder.path, "CAIRN_STORE": runner.storePath, "LANG": "C.UTF-8",
            ])
        // The file grows with each commit: the first is awaited, then some time more or less.
        let growth = UInt64(20_000)
        var spun = 0
        while process.isRunning, size(runner.storePath) < before + growth, spun < 60_000 {
            usleep(500)
            spun += 1
        }
        usleep(UInt32(round % 20 * 2_000))
        process.send(SIGKILL)
        let end = process.wait()
        let doctor = try runner.run("doctor")
        #expect(doctor.status == 0, "\(doctor.output)\(doctor.errors)")
        let held = try events(runner)
        if held > 0, held < total, end == .signal(SIGKILL) {
            tally.between += 1
        }
    }

    private func events(_ runner: CommandRunner) throws -> Int {
        let store = try Store.open(runner.storePath, surroundings: .testing())
        return try store.read { try $0.counts() }.filter { $0.kind == "event" }
            .reduce(0) { $0 + $1.records - $1.hidden }
    }

    private func size(_ path: String) -> UInt64 {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? NSNumber)?.uint64Value ?? 0
    }

    private func shared(_ runner: CommandRunner, with other: [String: String]? = nil) throws
        -> [String: String]
    {
        var digests: [String: String] = [:]
        for (log, digest) in try runner.run("digest", "--json").json.object ?? [] {
            if other == nil || other?[log] != nil { digests[log] = digest.string }
        }
        return digests
    }

    /// A bundle of many small entries, so that reading it takes several commits.
    private func write(entries: Int, by author: CommandRunner, to file: String) throws {
        let store = try Store.create(author.storePath, surroundings: .testing())
        let log = RecordID.new()
        try store.setHome(log)
        var envelope = EntryWriter.Envelope(
            log: log, node: NodeID("0123456789abcdef")!, seq: 1, prev: nil,
            at: Timestamp(milliseconds: 1_775_000_000_000), by: nil)
        var lines: [[UInt8]] = []
        for number in 0...entries {
            let isChapter = number == 0
            let operation = EntryWriter.Operation(
                kind: isChapter ? "chapter" : "event", id: isChapter ? log : .new(),
                set: isChapter
                    ? [("name", "Lincoln High"), ("tz", "UTC")]
                    : [("title", .string("Event \(number)"))])
            let line = EntryWriter.line(
                envelope, operations: [EntryWriter.bytes(of: operation)][...])
            lines.append(line)
            envelope.seq += 1
            envelope.prev = line.withUnsafeBytes { Hash.head(of: $0) }
        }
        let received = try store.receive(lines, isAllowed: { _ in true })
        #expect(received.allSatisfy { $0.outcome == .applied })
        #expect(try author.run("bundle", "write", file).status == 0)
    }
}
