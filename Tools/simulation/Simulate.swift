import CairnModel
import Foundation
import Simulation

/// Plays histories of seeds: `simulate FIRST..LAST [PROCESSES]`. A history runs in one thread, so
/// there are as many processes as cores; each tells its results as lines of JSON.
@main struct Simulate {
    static func main() {
        let words = Array(CommandLine.arguments.dropFirst())
        if words.first == "--share", words.count == 5 {
            let numbers = words.dropFirst().compactMap { UInt64($0) }
            return play(numbers[0], numbers[1], step: numbers[2], fault: words[4])
        }
        guard let range = seeds(words.first ?? "1..1000") else {
            print("usage: simulate FIRST..LAST [PROCESSES]")
            exit(2)
        }
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let processes = words.dropFirst().first.flatMap { Int($0) } ?? cores
        let fault = words.dropFirst(2).first ?? "-"
        let report = Share.run(range, processes: processes, fault: fault, into: Report(range))
        report.print()
        exit(report.isGood ? 0 : 1)
    }

    private static func seeds(_ text: String) -> ClosedRange<UInt64>? {
        let bounds = text.split(separator: ".").compactMap { UInt64($0) }
        guard let first = bounds.first, let last = bounds.last, first <= last else { return nil }
        return first...last
    }

    /// Plays every `step`th seed and tells each result.
    private static func play(_ first: UInt64, _ last: UInt64, step: UInt64, fault: String) {
        for seed in stride(from: first, through: last, by: Int(step)) {
            let result = Outcome(seed: seed, result: run(seed, fault))
            print(result.json.compactText)
            fflush(nil)
        }
    }

    private static func run(_ seed: UInt64, _ fault: String) -> Simulation.Result {
        #if FAULTS
            let fault = Fault.allCases.first { "\($0)" == fault }
            return Fault.$active.withValue(fault) { Simulation(seed: seed).run() }
        #else
            return Simulation(seed: seed).run()
        #endif
    }
}
