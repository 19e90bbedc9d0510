import CairnModel
import Simulation

/// What became of one seed, as one process tells it to another.
struct Outcome {
    let seed: UInt64
    let failure: String?
    let counts: [Trouble: Int]

    init(seed: UInt64, result: Simulation.Result) {
        (self.seed, failure, counts) = (seed, result.failure, result.counts)
    }

    init?(_ line: some StringProtocol) {
        guard let json = try? JSON(reading: line.utf8), let seed = json["seed"]?.integer else {
            return nil
        }
        (self.seed, failure) = (UInt64(seed), json["failure"]?.string)
        var counts: [Trouble: Int] = [:]
        for (name, count) in json["counts"]?.object ?? [] {
            if let trouble = Trouble(rawValue: name) {
                counts[trouble] = count.integer.map(Int.init)
            }
        }
        self.counts = counts
    }

    var json: JSON {
        [
            "seed": .integer(Int64(seed)), "failure": failure.map { .string($0) } ?? .null,
            "counts": .object(counts.map { ($0.key.rawValue, .integer(Int64($0.value))) }),
        ]
    }
}
