import CairnModel
import Foundation
import Testing

/// Writes to a real file system that has no room left.
@Suite("A full disk")
struct FullDiskTests {
    /// Mounting a small file system takes a system that lets us.
    static let canMount = getuid() == 0 && (try? shell("mount", "--version")) == 0

    @Test(
        "stops a write with one sentence and a hint, changes nothing, and lets it through later",
        .enabled(if: canMount, "a small file system can only be mounted by root"))
    func refusesWrites() throws {
        let runner = try CommandRunner()
        let disk = runner.folder.appending(path: "disk")
        try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: true)
        try #require(
            try Self.shell("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.path) == 0)
        defer { _ = try? Self.shell("umount", disk.path) }
        runner.environment["CAIRN_STORE"] = disk.appending(path: "store.db").path
        #expect(try runner.run("init", "--name", "Lincoln High", "--tz", "UTC").status == 0)
        let filler = disk.appending(path: "filler")
        Self.fill(filler.path)
        let digest = try runner.run("digest").output

        let long = String(repeating: "a long report ", count: 1_200)
        let refused = try runner.run("event", "add", "Night display", "description=\(long)")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("error: the disk is full"))
        #expect(refused.errors.contains("hint: make room"))
        #expect(try runner.run("digest").output == digest)
        #expect(try runner.run("doctor").status == 0)
        let bundle = try runner.run("bundle", "write", disk.appending(path: "b.cairn").path)
        #expect(bundle.status == 1)
        #expect(bundle.errors.contains("disk is full"))

        try FileManager.default.removeItem(at: filler)
        #expect(
            try runner.run("event", "add", "Night display", "description=\(long)").status == 0)
        #expect(try runner.run("doctor").status == 0)
    }

    @Test(
        "keeps what an import had committed, and running it again completes it",
        .enabled(if: canMount, "a small file system can only be mounted by root"))
    func keepsBatches() throws {
        let runner = try CommandRunner()
        let disk = runner.folder.appending(path: "disk")
        try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: true)
        try #require(
            try Self.shell("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.path) == 0)
        defer { _ = try? Self.shell("umount", disk.path) }
        runner.environment["CAIRN_STORE"] = disk.appending(path: "store.db").path
        #expect(try runner.run("init", "--name", "Lincoln High", "--tz", "UTC").status == 0)
        let rows = (0..<6_000).map { "Event number \($0),2026-05-01" }
        try (["title,date"] + rows).joined(separator: "\n").write(
            to: runner.folder.appending(path: "e.csv"), atomically: true, encoding: .utf8)
        let first = try runner.run("import", "csv", "e.csv", "--kind", "event")
        #expect(first.status == 1)
        #expect(first.errors.contains("error: the disk is full"))
        #expect(try runner.run("doctor").status == 0)
        #expect(
            try Self.shell("mount", "-o", "remount,size=30m", disk.path) == 0)
        let again = try runner.run("import", "csv", "e.csv", "--kind", "event", "--json")
        let (imported, unchanged) = (
            try again.json["imported"]?.integer ?? 0, try again.json["unchanged"]?.integer ?? 0
        )
        #expect(imported + unchanged == 6_000)
        #expect(unchanged > 0)
    }

    /// Takes all the room that is left.
    static func fill(_ path: String) {
        let file = open(path, O_WRONLY | O_CREAT, 0o600)
        defer { close(file) }
        let block = [UInt8](repeating: 1, count: 4096)
        while write(file, block, block.count) == block.count {}
    }

    static func shell(_ words: String...) throws -> Int32 {
        var process = try SpawnedProcess(
            "/usr/bin/env", words, in: "/", environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"])
        return process.wait().number
    }
}
