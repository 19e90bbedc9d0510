internal import CairnModel

/// An exchange as bytes, read and composed a second time from Schema/Protocol.md section 8.
enum ExchangeText {
    /// Lines with their LF; what stands after the last LF is cut off.
    static func lines(_ bytes: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var start = 0
        for (index, byte) in bytes.enumerated() where byte == 0x0A {
            lines.append(Array(bytes[start...index]))
            start = index + 1
        }
        return lines
    }

    static func sort(of line: [UInt8]) -> String {
        guard line.count <= 262_145 || line.starts(with: Array("{\"cairn\"".utf8)),
            let json = try? JSON(reading: line.dropLast())
        else { return "bad-line" }
        return ["cairn", "check", "end", "ops"].first { json[$0] != nil } ?? "skipped"
    }

    static func entries(_ bytes: [UInt8]) -> [[UInt8]] {
        lines(bytes).filter { sort(of: $0) == "ops" }.map { Array($0.dropLast()) }
    }

    /// The hello line with its LF.
    static func hello(_ bytes: [UInt8]) -> [UInt8] { lines(bytes).first ?? [] }

    /// An exchange with those sections of entry lines (without LF).
    static func compose(hello: [UInt8], sections: [[[UInt8]]]) -> [UInt8] {
        var out = hello + check(hello)
        for section in sections where !section.isEmpty {
            let bytes = Array(section.map { $0 + [0x0A] }.joined())
            out += bytes + check(bytes)
        }
        let count = sections.reduce(0) { $0 + $1.count }
        return out + Array("{\"end\":true,\"entries\":\(count),\"more\":false}\n".utf8)
    }

    private static func check(_ bytes: [UInt8]) -> [UInt8] {
        Array("{\"check\":\"\(hex(bytes))\"}\n".utf8)
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        var hash = Hash()
        hash.update(bytes)
        return hash.hex()
    }

    /// The entry lines, without LF, that a reader may apply: those of sections whose check came
    /// and fits, before the end. Nil where the first line is no hello and nothing may be read.
    static func confirmed(_ bytes: [UInt8]) -> [[UInt8]] {
        var (section, waiting, taken): ([UInt8], [[UInt8]], [[UInt8]]) = ([], [], [])
        for line in lines(bytes) {
            switch sort(of: line) {
            case "check":
                let value = (try? JSON(reading: line.dropLast()))?["check"]?.string
                if value == hex(section) { taken += waiting }
                (section, waiting) = ([], [])
                continue
            case "end":
                return taken
            case "ops":
                waiting.append(Array(line.dropLast()))
            default: break
            }
            section += line
        }
        return taken
    }
}
