extension JSON {
    /// The canonical form (RFC 8785): no white space, keys in ascending byte order, the shortest
    /// escapes. Keys are ASCII wherever the form matters, so byte order is UTF-16 order.
    package var canonical: [UInt8] {
        var out: [UInt8] = []
        write(to: &out, sorted: true, indent: nil)
        return out
    }

    /// The canonical form as text.
    package var canonicalText: String { String(decoding: canonical, as: UTF8.self) }

    /// One line, members in their own order.
    package var compactText: String {
        var out: [UInt8] = []
        write(to: &out, sorted: false, indent: nil)
        return String(decoding: out, as: UTF8.self)
    }

    /// Indented by two spaces, members in their own order.
    package var prettyText: String {
        var out: [UInt8] = []
        write(to: &out, sorted: false, indent: 0)
        return String(decoding: out, as: UTF8.self)
    }

    /// Appends the canonical form.
    package func writeCanonical(to out: inout [UInt8]) {
        write(to: &out, sorted: true, indent: nil)
    }

    private func write(to out: inout [UInt8], sorted: Bool, indent: Int?) {
        switch self {
        case .null: out.append(contentsOf: "null".utf8)
        case .bool(let flag): out.append(contentsOf: (flag ? "true" : "false").utf8)
        case .integer(let number): out.append(contentsOf: String(number).utf8)
        case .number(let number): out.append(contentsOf: "\(number)".utf8)
        case .string(let text): Self.write(text, to: &out)
        case .array(let items):
            Self.writeList(items, open: "[", close: "]", to: &out, indent: indent) {
                $0.write(to: &$1, sorted: sorted, indent: $2)
            }
        case .object(var members):
            if sorted, !Self.isAscending(members) {
                members.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            }
            Self.writeList(members, open: "{", close: "}", to: &out, indent: indent) {
                Self.write($0.key, to: &$1)
                $1.append(0x3A)
                if indent != nil { $1.append(0x20) }
                $0.value.write(to: &$1, sorted: sorted, indent: $2)
            }
        }
    }

    private static func writeList<Item>(
        _ items: [Item], open: Unicode.Scalar, close: Unicode.Scalar, to out: inout [UInt8],
        indent: Int?, item: (Item, inout [UInt8], Int?) -> Void
    ) {
        out.append(UInt8(ascii: open))
        for (index, element) in items.enumerated() {
            if index > 0 { out.append(0x2C) }
            if let indent { Self.newLine(indent + 1, to: &out) }
            item(element, &out, indent.map { $0 + 1 })
        }
        if let indent, !items.isEmpty { newLine(indent, to: &out) }
        out.append(UInt8(ascii: close))
    }

    private static func newLine(_ indent: Int, to out: inout [UInt8]) {
        out.append(0x0A)
        out.append(contentsOf: repeatElement(0x20, count: indent * 2))
    }

    private static func write(_ text: String, to out: inout [UInt8]) {
        var text = text
        out.append(0x22)
        text.withUTF8 { bytes in
            var start = 0
            for (at, byte) in bytes.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
                out.append(contentsOf: bytes[start..<at])
                escape(byte, to: &out)
                start = at + 1
            }
            out.append(contentsOf: bytes[start...])
        }
        out.append(0x22)
    }

    private static func escape(_ byte: UInt8, to out: inout [UInt8]) {
        switch byte {
        case 0x22, 0x5C: out.append(contentsOf: [0x5C, byte])
        case 0x08: out.append(contentsOf: [0x5C, 0x62])
        case 0x09: out.append(contentsOf: [0x5C, 0x74])
        case 0x0A: out.append(contentsOf: [0x5C, 0x6E])
        case 0x0C: out.append(contentsOf: [0x5C, 0x66])
        case 0x0D: out.append(contentsOf: [0x5C, 0x72])
        default:
            out.append(contentsOf: "\\u00".utf8)
            out.append(Hex.digit(byte >> 4))
            out.append(Hex.digit(byte & 15))
        }
    }

    /// Whether the members stand in ascending order of their names' bytes already.
    private static func isAscending(_ members: [(key: String, value: JSON)]) -> Bool {
        for (left, right) in zip(members, members.dropFirst())
        where !left.key.utf8.lexicographicallyPrecedes(right.key.utf8) { return false }
        return true
    }
}
