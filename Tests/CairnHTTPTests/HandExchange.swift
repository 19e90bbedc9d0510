import CairnModel

/// Writes an exchange by hand, right or wrong.
struct HandExchange {
    var hello: JSON = [
        "cairn": 1, "node": "k3x9q2m7v5t1h8d4", "time": "2026-04-03T15:04:06Z",
        "have": .object([]),
    ]
    var lines: [[UInt8]] = []
    var more = false

    init(_ lines: [[UInt8]] = []) { self.lines = lines }

    /// Hello, check, the lines with a check, end.
    var bytes: [UInt8] {
        var bytes = Self.section([Array(hello.compactText.utf8)])
        if !lines.isEmpty { bytes += Self.section(lines) }
        return bytes + end
    }

    var end: [UInt8] {
        Array("{\"end\":true,\"entries\":\(lines.count),\"more\":\(more)}\n".utf8)
    }

    /// Lines and the check that confirms them.
    static func section(_ lines: [[UInt8]], check: String? = nil) -> [UInt8] {
        var bytes: [UInt8] = []
        for line in lines { bytes += line + [0x0A] }
        var hash = Hash()
        hash.update(bytes)
        return bytes + Array("{\"check\":\"\(check ?? hash.hex())\"}\n".utf8)
    }
}
