import CairnModel
import Foundation
import Simulation
import Testing

/// Histories of several laptops with everything that goes wrong, each from its seed.
///
/// `CAIRN_SEEDS=17..17` runs seed 17 alone; the text of a failure is its trace.
@Suite struct SimulationTests {
    /// Some seeds that run one after the other; its description stands in the test's name.
    struct Batch: CustomTestStringConvertible {
        let seeds: ClosedRange<UInt64>
        var testDescription: String { "seeds \(seeds.lowerBound) to \(seeds.upperBound)" }

        static let all: [Batch] = {
            let wish = ProcessInfo.processInfo.environment["CAIRN_SEEDS"] ?? "1..500"
            let bounds = wish.split(separator: ".").compactMap { UInt64($0) }
            let first = bounds.first ?? 1
            let last = max(first, bounds.last ?? first)
            return stride(from: first, through: last, by: 10).map {
                Batch(seeds: $0...min($0 + 9, last))
            }
        }()
    }

    @Test(
        "stores that exchange show the same, lose nothing and never diverge", arguments: Batch.all)
    func histories(batch: Batch) {
        for seed in batch.seeds {
            if let failure = Simulation(seed: seed).run().failure { Issue.record("\(failure)") }
        }
    }
}
