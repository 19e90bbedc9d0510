/// Collects content lines: each ends with CRLF, and none has more than 75 octets (RFC 5545, 3.1).
struct ICSBuffer {
    private(set) var bytes: [UInt8] = []

    static let lineBytesMax = 75

    /// Adds a content line, folded where it is longer, never inside a character.
    mutating func add(_ line: String) {
        var room = Self.lineBytesMax
        for character in line.unicodeScalars {
            let width = UTF8.width(character)
            if width > room {
                bytes += [0x0D, 0x0A, 0x20]
                room = Self.lineBytesMax - 1
            }
            bytes.append(contentsOf: UTF8.encode(character)!)
            room -= width
        }
        bytes += [0x0D, 0x0A]
    }

    mutating func add(_ name: String, text: String?) {
        guard let text, !text.isEmpty else { return }
        add("\(name):\(ICSText.escaped(text))")
    }
}
