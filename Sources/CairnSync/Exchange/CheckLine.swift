internal import CairnModel

/// A line that confirms the bytes since the one before it.
enum CheckLine {
    /// Bytes of the line and its LF.
    static let bytesCount = 77

    /// The line with its LF.
    static func bytes(_ digest: String) -> [UInt8] { Array("{\"check\":\"\(digest)\"}\n".utf8) }

    /// Whether a text is 64 lower-case hex digits.
    static func isDigest(_ text: String) -> Bool {
        text.utf8.count == 64
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
