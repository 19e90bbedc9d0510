import CairnModel
import CairnStore
import CairnSync

extension StorePhases {
    private static let exchanges = 21

    /// Exchanges of two level stores, and with one changed field; the first wait for the disk
    /// where they write, the others are the engine's own time.
    func latency(_ a: Peer, _ b: Peer, _ report: inout Report) throws {
        let quickA = try Store.open(a.path, surroundings: .bench(isDurable: false))
        let quickB = try Store.open(b.path, surroundings: .bench(isDurable: false))
        try latency(a.store, b.store, "with the disk", &report)
        try latency(quickA, quickB, "engine", &report)
    }

    private func latency(
        _ a: Store, _ b: Store, _ name: String, _ report: inout Report
    ) throws {
        var level = try Exchange(caller: a, server: b)
        var noop: [Double] = []
        for _ in 0..<Self.exchanges {
            level = try Exchange(caller: a, server: b, remembered: level.remembered)
            noop.append((level.calling + level.serving).wall * 1e6)
        }
        report.add("no-op exchange, \(name), microseconds", noop.median)
        report.add(
            "no-op exchange, \(name), bytes each way",
            Double(max(level.sentBytes, level.answeredBytes)))
        var change: [Double] = []
        for index in 0..<Self.exchanges {
            var edit = workload.edits[0][index]
            let field = edit.kind == "volunteer" ? "given_name" : "title"
            edit.set = [(field, .string("Changed again \(Int.random(in: 0...9_999_999))"))]
            try a.perform { _ in Intent([edit], by: nil) }
            level = try Exchange(caller: a, server: b, remembered: level.remembered)
            change.append((level.calling + level.serving).wall * 1e6)
        }
        report.add("one-change exchange, \(name), microseconds", change.median)
    }
}
