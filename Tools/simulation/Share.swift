import Foundation
import Synchronization

/// Child processes that share the seeds: each plays every so-manieth.
enum Share {
    /// Adds every outcome to the report, as they come.
    static func run(
        _ seeds: ClosedRange<UInt64>, processes: Int, fault: String, into report: Report
    ) -> Report {
        let shared = Mutex(report)
        DispatchQueue.concurrentPerform(iterations: processes) { number in
            let child = Process()
            child.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            child.arguments = [
                "--share", "\(seeds.lowerBound + UInt64(number))", "\(seeds.upperBound)",
                "\(processes)", fault,
            ]
            let pipe = Pipe()
            child.standardOutput = pipe
            do { try child.run() } catch { return }
            var waiting = Data()
            while case let data = pipe.fileHandleForReading.availableData, !data.isEmpty {
                waiting += data
                while let feed = waiting.firstIndex(of: 0x0A) {
                    let line = String(decoding: waiting[..<feed], as: UTF8.self)
                    waiting = Data(waiting[(feed + 1)...])
                    if let outcome = Outcome(line) { shared.withLock { $0.take(outcome) } }
                }
            }
            child.waitUntilExit()
        }
        return shared.withLock { $0 }
    }
}
