import CairnModel
import Foundation

/// How fast entry lines are read, every strict rule on, beside Foundation on the same lines.
enum ReaderPhase {
    static func run(_ workload: Workload, _ report: inout Report) throws {
        var author = LineAuthor()
        let lines = workload.creates.prefix(20_000).map { author.line($0) }
        let rate = try cairn(lines, atLeast: 0.5)
        report.add("reader, workload's lines, MB/s", rate / 1e6)
        let examples = try examples()
        let exampleRate = try cairn(examples, atLeast: 0.3)
        report.add("reader, design's lines, MB/s", exampleRate / 1e6)
        for (name, others) in [
            ("JSONSerialization", serialization), ("JSONDecoder", decoder),
        ] as [(String, ([[UInt8]]) throws -> Double)] {
            report.add(
                "reader, workload's lines, times \(name)",
                rate / (try others(Array(lines.prefix(2_000)))))
            report.add(
                "reader, design's lines, times \(name)", exampleRate / (try others(examples)))
        }
    }

    /// The entries that the protocol shows.
    private static func examples() throws -> [[UInt8]] {
        let text = try String(contentsOfFile: "Schema/Protocol.md", encoding: .utf8)
        let lines = text.utf8.split(separator: 0x0A)
            .filter { $0.starts(with: "{\"at\":".utf8) }.map { Array($0) }
        if lines.isEmpty { throw BenchError("Schema/Protocol.md shows no entry") }
        return lines
    }

    /// Bytes a second of CPU time.
    private static func cairn(_ lines: [[UInt8]], atLeast seconds: Double) throws -> Double {
        var reader = EntryReader()
        return try rate(lines, atLeast: seconds) { line in
            try line.withUnsafeBufferPointer { try reader.read($0) }
        }
    }

    private static func serialization(_ lines: [[UInt8]]) throws -> Double {
        let data = lines.map { Data($0) }
        return try rate(data, atLeast: 0.3) { _ = try JSONSerialization.jsonObject(with: $0) }
    }

    private static func decoder(_ lines: [[UInt8]]) throws -> Double {
        let data = lines.map { Data($0) }
        let decoder = JSONDecoder()
        return try rate(data, atLeast: 0.3) { _ = try decoder.decode(DecodedEntry.self, from: $0) }
    }

    private static func rate<Line: Collection>(
        _ lines: [Line], atLeast seconds: Double, _ read: (Line) throws -> Void
    ) throws -> Double {
        let bytes = lines.reduce(0) { $0 + $1.count }
        var passes = 0
        let start = Seconds.now()
        while true {
            for line in lines { try read(line) }
            passes += 1
            let spent = (Seconds.now() - start).cpu
            if spent >= seconds { return Double(bytes * passes) / spent }
        }
    }
}
