import CairnModel
import Foundation
import Testing

/// An exchange between two real processes, one of which has no room left on its disk.
@Suite("A full disk on the network")
struct FullDiskNetworkTests {
    /// A small file system, for the time of a test.
    private final class Disk {
        let folder: URL

        init(_ runner: CommandRunner, size: String) throws {
            folder = runner.folder.appending(path: "disk")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try #require(
                try FullDiskTests.shell(
                    "mount", "-t", "tmpfs", "-o", "size=\(size)", "tmpfs", folder.path) == 0)
            runner.environment["CAIRN_STORE"] = folder.appending(path: "store.db").path
        }

        deinit { _ = try? FullDiskTests.shell("umount", folder.path) }

        var filler: String { folder.appending(path: "filler").path }

        func makeRoom() throws {
            unlink(filler)
            #expect(try FullDiskTests.shell("mount", "-o", "remount,size=60m", folder.path) == 0)
        }
    }

    private static let events = 6_000

    /// Adds events of some 600 bytes each.
    private func addEvents(_ runner: CommandRunner) throws {
        let report = String(repeating: "A long report of what everybody saw there. ", count: 12)
        let rows = (0..<Self.events).map { "Event number \($0),2026-05-01,\($0) \(report)" }
        try (["title,date,description"] + rows).joined(separator: "\n").write(
            to: runner.folder.appending(path: "events.csv"), atomically: true, encoding: .utf8)
        let result = try runner.run("import", "csv", "events.csv", "--kind", "event")
        #expect(result.status == 0, "\(result.errors)")
    }

    private func digest(_ runner: CommandRunner, _ log: String) throws -> String {
        try runner.run("digest", "--json").json[log]?.string ?? "none"
    }

    @Test(
        "of the server says so, keeps what it has, lets others read, and goes on with more room",
        .enabled(
            if: FullDiskTests.canMount, "a small file system can only be mounted by root"))
    func serverIsFull() throws {
        let (state, school) = (try CommandRunner(), try CommandRunner.withChapter())
        let other = try CommandRunner()
        let disk = try Disk(state, size: "2m")
        #expect(
            try state.run("init", "--name", "State", "--tz", "UTC", "--slug", "state").status == 0)
        let server = try NetworkTests.Serving(state)
        let open = try NetworkTests.invitation(state, "--new")
        #expect(try school.run("join", open, "--name", "state").status == 0)
        let own = try NetworkTests.invitation(state, "--chapter", "state")
        #expect(try other.run("join", own, "--name", "state").status == 0)
        let event = try state.ref("event", "add", "Open day", "-C", "state")
        try addEvents(school)

        let refused = try school.run("sync")
        #expect(refused.status == 7)
        #expect(refused.errors.contains("error: the disk of \(server.url) is full"))
        #expect(refused.errors.contains("your work is safe on this laptop"))
        #expect(server.text.contains("POST /v1/sync 507"))
        FullDiskTests.fill(disk.filler)
        let again = try school.run("sync", "--json")
        #expect(again.status == 7)
        let read = try other.run("sync")
        #expect(read.status == 0, "\(read.errors)")
        #expect(try other.run("event", "show", event).status == 0)
        #expect(try state.run("doctor").status == 0)

        try disk.makeRoom()
        let late = try school.run("sync")
        #expect(late.status == 0, "\(late.errors)")
        let log = try school.run("chapter", "show", "lincoln", "--json").json["log"]?.string ?? ""
        #expect(try digest(school, log) == digest(state, log))
        #expect(server.stop() == 0)
    }

    @Test(
        "of a laptop says so, keeps what came, and the next sync completes",
        .enabled(
            if: FullDiskTests.canMount, "a small file system can only be mounted by root"))
    func laptopIsFull() throws {
        let (state, laptop) = (try NetworkTests.state(), try CommandRunner())
        let disk = try Disk(laptop, size: "2m")
        let server = try NetworkTests.Serving(state)
        let own = try NetworkTests.invitation(state, "--chapter", "state")
        #expect(try laptop.run("join", own, "--name", "state").status == 0)
        try addEvents(state)

        let refused = try laptop.run("sync")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("error: the disk is full"))
        #expect(refused.errors.contains("hint: make room"))
        #expect(refused.errors.split(separator: "\n").count == 2)
        #expect(try laptop.run("doctor").status == 0)

        try disk.makeRoom()
        let late = try laptop.run("sync")
        #expect(late.status == 0, "\(late.errors)")
        #expect(try laptop.run("digest", "--json").json == state.run("digest", "--json").json)
        withExtendedLifetime(server) {}
    }
}
