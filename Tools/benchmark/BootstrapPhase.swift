import CairnModel
import CairnStore
import CairnSync
import Foundation

/// A second laptop that takes everything from a server over loopback, beside one that reads the same
/// entries from a file: whole processes, the clock on the wall.
struct BootstrapPhase {
    private let plan: Plan
    private let bundle: String

    static func run(_ workload: Workload, _ plan: Plan, _ report: inout Report) throws {
        let phase = BootstrapPhase(plan: plan, bundle: "\(plan.folder)/all.cairn")
        let server = try phase.server(workload)
        defer { unlink(phase.bundle) }
        let file = try Seconds.of {
            _ = try Child.output(
                CommandLine.arguments[0], ["read-bundle", phase.bundle, plan.folder])
        }
        let network = try phase.join(server.path, workload.chapter)
        report.add("bootstrap from a file, seconds", file.wall)
        report.add("bootstrap over HTTP, seconds", network)
        report.add("bootstrap over HTTP, times the file", network / file.wall)
    }

    private init(plan: Plan, bundle: String) { (self.plan, self.bundle) = (plan, bundle) }

    /// A store with everything in entries of one operation, and a bundle of it.
    private func server(_ workload: Workload) throws -> Peer {
        let peer = try Peer("server", in: plan.folder)
        var author = LineAuthor()
        try peer.receive(workload.creates.map { author.line($0) })
        let chapter = Edit(
            .create, log: workload.chapter, kind: "chapter", id: workload.chapter,
            set: [("name", .string("Lincoln High")), ("tz", .string("America/New_York"))])
        try peer.store.perform { _ in Intent([chapter], by: nil) }
        try peer.store.setHome(workload.chapter)
        var logs = BundleLogs()
        logs.takesAll = true
        unlink(bundle)
        _ = try BundleWriter.write(
            peer.store, logs, since: nil, wall: Surroundings.bench(isDurable: true).wall(),
            to: BundleTarget(bundle)
        ) { _ in }
        return peer
    }

    /// Seconds that `cairn join` takes.
    private func join(_ served: String, _ chapter: RecordID) throws -> Double {
        let port = Int.random(in: 20_000...60_000)
        let url = "http://127.0.0.1:\(port)"
        let serving = Process()
        serving.executableURL = URL(filePath: plan.cairn)
        serving.arguments = ["serve", "--port", "\(port)", "--store", served]
        serving.standardError = FileHandle.nullDevice
        serving.standardOutput = FileHandle.nullDevice
        try serving.run()
        defer {
            serving.terminate()
            serving.waitUntilExit()
        }
        try waitForServer(port)
        let invited = try Child.output(
            plan.cairn,
            ["invite", "--chapter", chapter.description, "--json", "--url", url]
                + ["--store", served])
        guard let invitation = try JSON(reading: Array(invited))["url"]?.string else {
            throw BenchError("cairn invite printed no address")
        }
        let joined = "\(plan.folder)/joined.db"
        for suffix in ["", "-journal", "-node"] { unlink(joined + suffix) }
        let seconds = try Seconds.of {
            _ = try Child.output(
                plan.cairn, ["join", invitation, "--share-people", "--store", joined])
        }
        return try isSame(served, joined) ? seconds.wall : .nan
    }

    private func waitForServer(_ port: Int) throws {
        for _ in 0..<400 {
            if Self.isOpen(port) { return }
            usleep(50_000)
        }
        throw BenchError("cairn serve does not answer on port \(port)")
    }

    /// Whether somebody listens there.
    private static func isOpen(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private func isSame(_ served: String, _ joined: String) throws -> Bool {
        let digests = try [served, joined].map {
            try Child.output(plan.cairn, ["digest", "--store", $0])
        }
        if digests[0] != digests[1] { throw BenchError("the joined store is not level") }
        return true
    }
}
