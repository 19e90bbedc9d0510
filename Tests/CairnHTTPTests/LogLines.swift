import Logging
import Synchronization

/// What a server logs, kept for a test to look at.
final class LogLines: Sendable {
    private let held = Mutex<[String]>([])

    var all: [String] { held.withLock { $0 } }
    var logger: Logger { Logger(label: "test") { _ in Handler(lines: self) } }

    private struct Handler: LogHandler {
        let lines: LogLines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            lines.held.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") }
        }
    }
}
