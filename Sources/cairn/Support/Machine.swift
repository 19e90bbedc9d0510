import CairnStore
import Foundation

/// The world around a store: the wall clock, randomness, and which machine this is.
enum Machine {
    static var surroundings: Surroundings {
        Surroundings(
            wall: wall, random: random, machine: mark, laptop: laptop, software: Version.text)
    }

    /// Milliseconds since 1970.
    @Sendable static func wall() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    @Sendable static func random(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// The machine's own mark, the same from one start to the next.
    static var mark: String {
        let text = try? String(contentsOfFile: "/etc/machine-id", encoding: .utf8)
        let id = text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        return id.isEmpty ? hostName : id
    }

    /// The laptop, as its people call it: `$CAIRN_LAPTOP`, else the name it has in the network.
    static var laptop: String { Environment.value("CAIRN_LAPTOP") ?? hostName }

    private static var hostName: String {
        var bytes = [CChar](repeating: 0, count: 256)
        guard gethostname(&bytes, bytes.count - 1) == 0 else { return "laptop" }
        let end = bytes.firstIndex(of: 0) ?? bytes.count
        return String(decoding: bytes[..<end].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
