package import CairnModel
package import CairnStore
package import Foundation

/// A folder that is deleted with its last reference.
package final class TemporaryFolder: Sendable {
    package let url: URL

    package init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "cairn-\(UUID())")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// The path of a file in it.
    package func file(_ name: String) -> String { url.appending(path: name).path }
}

extension Surroundings {
    /// A real clock and real chance, and disks that nobody waits for.
    package static func testing(
        machine: String = "machine", wall: (@Sendable () -> Int64)? = nil
    ) -> Surroundings {
        Surroundings(
            wall: wall ?? { Int64(Date().timeIntervalSince1970 * 1000) },
            random: { count in (0..<count).map { _ in UInt8.random(in: 0...255) } },
            machine: machine, laptop: "Test laptop", software: "cairn test", isDurable: false)
    }
}

extension RecordID {
    /// A record id that nobody else has.
    package static func new() -> RecordID {
        .version7(
            milliseconds: Int64(Date().timeIntervalSince1970 * 1000),
            random: (.random(in: 0...(.max)), .random(in: 0...(.max))))
    }
}
