internal import CairnModel

/// A line that confirms the bytes since the one before it.
enum CheckLine {
    /// Bytes of the line and its LF.
    static let bytesCount = 77
    private static let digits = 10..<74

    /// Appends the line with its LF.
    static func append(_ hash: Hash, to out: inout [UInt8]) {
        out.append(contentsOf: "{\"check\":\"".utf8)
        hash.appendHex(to: &out)
        out.append(contentsOf: "\"}\n".utf8)
    }

    /// The digest in a line that is written just so; nil for any other, which may be a check too.
    static func digest(in line: UnsafeBufferPointer<UInt8>) -> String? {
        guard line.count == bytesCount - 1,
            line[..<digits.lowerBound].elementsEqual("{\"check\":\"".utf8),
            line[digits.upperBound...].elementsEqual("\"}".utf8),
            line[digits].allSatisfy(isDigit)
        else { return nil }
        return String(decoding: line[digits], as: UTF8.self)
    }

    /// Whether a text is 64 lower-case hex digits.
    static func isDigest(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy(isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }
}
