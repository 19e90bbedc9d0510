import CairnModel
import CairnStore
import CairnSync

extension StorePhases {
    private static let exchanges = 21

    /// Exchanges of two level stores, and with one changed field; the first wait for the disk
    /// where they write, the others are the engine's own time.
    ///
    /// Those that do not wait are stores opened anew: as many exchanges as are measured go before, so
    /// that they know their files as well as the stores that the phases before were measured on.
    func latency(_ a: Peer, _ b: Peer, _ report: inout Report) throws {
        try measured(a.store, b.store).add(to: &report, "with the disk")
        let quickA = try Store.open(a.path, surroundings: .bench(isDurable: false))
        let quickB = try Store.open(b.path, surroundings: .bench(isDurable: false))
        _ = try measured(quickA, quickB)
        try measured(quickA, quickB).add(to: &report, "engine")
    }

    private func measured(_ a: Store, _ b: Store) throws -> Latency {
        var latency = Latency()
        var level = try Exchange(caller: a, server: b)
        for _ in 0..<Self.exchanges {
            level = try Exchange(caller: a, server: b, remembered: level.remembered)
            latency.noop.append((level.calling + level.serving).wall * 1e6)
        }
        latency.noopBytes = max(level.sentBytes, level.answeredBytes)
        for index in 0..<Self.exchanges {
            var edit = workload.edits[0][index]
            let field = edit.kind == "volunteer" ? "given_name" : "title"
            edit.set = [(field, .string("Changed again \(Int.random(in: 0...9_999_999))"))]
            try a.perform { _ in Intent([edit], by: nil) }
            level = try Exchange(caller: a, server: b, remembered: level.remembered)
            latency.change.append((level.calling + level.serving).wall * 1e6)
        }
        return latency
    }
}

/// Wall microseconds of each exchange.
private struct Latency {
    var noop: [Double] = []
    /// Each way.
    var noopBytes = 0
    var change: [Double] = []

    func add(to report: inout Report, _ name: String) {
        report.add("no-op exchange, \(name), microseconds", noop.median)
        report.add("no-op exchange, \(name), bytes each way", Double(noopBytes))
        report.add("one-change exchange, \(name), microseconds", change.median)
    }
}
