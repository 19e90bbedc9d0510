import Foundation

/// One line on standard error that says how far something is; only on a terminal, and only once
/// it has lasted over a second.
final class Progress {
    private let label: String
    private let start = Clock.seconds()
    private var shownAt = 0.0
    private let patienceSeconds = 1.0
    private let pauseSeconds = 0.1

    /// Seconds that only ever grow.
    private enum Clock {
        static func seconds() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_MONOTONIC, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }
    }

    init(_ label: String) { self.label = label }

    /// Says how many are done, of how many where that is known.
    func show(_ done: Int, of total: Int? = nil) {
        show(total.map { "\(done) of \($0)" } ?? "\(done)")
    }

    func show(_ text: String) {
        let now = Clock.seconds()
        guard Console.errors.isTerminal, now - start > patienceSeconds,
            now - shownAt > pauseSeconds
        else { return }
        shownAt = now
        Console.errors.write("\(TerminalText.lineStart)\(label): \(text)")
    }

    /// Takes the line away.
    func end() {
        if shownAt > 0 { Console.errors.write(TerminalText.lineStart) }
    }
}
