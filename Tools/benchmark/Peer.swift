import CairnModel
import CairnStore
import CairnSync
import Foundation

/// One side: a store in a file of its own, made anew.
struct Peer {
    let store: Store
    let path: String

    init(_ name: String, in folder: String, isDurable: Bool = true) throws {
        path = "\(folder)/\(name).db"
        for suffix in ["", "-journal", "-wal", "-shm", "-node"] { unlink(path + suffix) }
        store = try Store.create(path, surroundings: .bench(isDurable: isDurable))
    }

    var bytes: Int {
        (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    }

    /// Takes lines in batches, as an exchange would.
    func receive(_ lines: [[UInt8]]) throws {
        var start = 0
        while start < lines.count {
            let end = min(start + 5_000, lines.count)
            for received in try store.receive(Array(lines[start..<end]), isAllowed: { _ in true })
            where received.outcome != .applied {
                throw BenchError("a line of the workload was not taken: \(received.outcome)")
            }
            start = end
        }
    }

    /// Performs edits in batches of 500, each durable before the next.
    func perform(_ edits: [Edit]) throws {
        for start in stride(from: 0, to: edits.count, by: 500) {
            let batch = Array(edits[start..<min(start + 500, edits.count)])
            try store.perform { _ in Intent(batch, by: nil) }
        }
    }

    /// Performs edits as one command.
    func importAll(_ edits: [Edit]) throws {
        try store.performMany(Intent(edits, by: nil)) { _ in }
    }
}

/// What stops a measurement.
struct BenchError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

extension Surroundings {
    static func bench(isDurable: Bool) -> Surroundings {
        Surroundings(
            wall: { Int64(Date().timeIntervalSince1970 * 1000) },
            random: { count in (0..<count).map { _ in .random(in: 0...255) } },
            machine: "bench", laptop: "Bench", software: "cairn bench", isDurable: isDurable)
    }
}
