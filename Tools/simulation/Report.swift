import Foundation
import Simulation

/// What all histories brought together.
struct Report {
    private static let tracesMax = 5

    private let wanted: Int
    private let begin = Date()
    private var done = 0
    private var failed: [UInt64] = []
    private var counts: [Trouble: Int] = [:]

    init(_ seeds: ClosedRange<UInt64>) { wanted = seeds.count }

    /// Whether every seed was played and none failed.
    var isGood: Bool { done == wanted && failed.isEmpty }

    mutating func take(_ outcome: Outcome) {
        done += 1
        counts.merge(outcome.counts, uniquingKeysWith: +)
        if let failure = outcome.failure {
            failed.append(outcome.seed)
            if failed.count <= Self.tracesMax { Swift.print(failure + "\n") }
        }
        if done.isMultiple(of: max(1, wanted / 20)) { progress() }
    }

    private func progress() {
        let seconds = Date().timeIntervalSince(begin)
        Swift.print("\(done) of \(wanted) histories, \(failed.count) failed, \(Int(seconds)) s")
        fflush(nil)
    }

    func print() {
        progress()
        if done < wanted { Swift.print("a process ended early: \(wanted - done) are missing") }
        if !failed.isEmpty {
            Swift.print("failed: \(failed.sorted().map(String.init).joined(separator: " "))")
        }
        for trouble in Trouble.allCases {
            let count = String(counts[trouble] ?? 0)
            let space = String(repeating: " ", count: max(0, 9 - count.count))
            Swift.print("\(space)\(count)  \(trouble.rawValue)")
        }
    }
}
