import CairnModel
import CairnStore
import CairnSync
import Foundation

/// How much memory reading a bundle takes, in a process of its own.
enum MemoryPhase {
    static func run(_ workload: Workload, _ plan: Plan, _ report: inout Report) throws {
        let peer = try Peer("writer", in: plan.folder)
        var author = LineAuthor()
        try peer.receive(workload.creates.map { author.line($0) })
        let bundle = "\(plan.folder)/all.cairn"
        var logs = BundleLogs()
        logs.takesAll = true
        unlink(bundle)
        let written = try BundleWriter.write(
            peer.store, logs, since: nil, wall: Surroundings.bench(isDurable: true).wall(),
            to: BundleTarget(bundle)
        ) { _ in }
        let output = try Child.output(
            CommandLine.arguments[0], ["read-bundle", bundle, plan.folder])
        guard let peak = Double(String(decoding: output, as: UTF8.self).prefix { $0 != "\n" })
        else { throw BenchError("the reading process told no peak") }
        report.add("reading a bundle, entries", Double(written.entries))
        report.add("reading a bundle, peak MiB", peak / 1_048_576)
        unlink(bundle)
    }

    /// The other process: reads a bundle into a new store and prints its peak.
    static func readBundle(_ bundle: String, into folder: String) throws {
        let peer = try Peer("reader", in: folder)
        let result = try BundleReader.read(
            BundleSource(bundle), into: peer.store, takes: { _ in true }, progress: { _, _ in })
        if result.isIncomplete { throw BenchError("the bundle was not read wholly") }
        print(Memory.peakBytes)
    }
}
