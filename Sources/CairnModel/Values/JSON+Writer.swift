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
    package var compact: [UInt8] {
        var out: [UInt8] = []
        write(to: &out, sorted: false, indent: nil)
        return out
    }

    /// That line as text.
    package var compactText: String { String(decoding: compact, as: UTF8.self) }

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
        case .object(let members):
            let inOrder =
                !sorted || Self.isAscending(members)
                ? members
                : members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            Self.writeList(inOrder, open: "{", close: "}", to: &out, indent: indent) {
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
        for index in items.indices {
            if index > 0 { out.append(0x2C) }
            if let indent { Self.newLine(indent + 1, to: &out) }
            item(items[index], &out, indent.map { $0 + 1 })
        }
        if let indent, !items.isEmpty { newLine(indent, to: &out) }
        out.append(UInt8(ascii: close))
    }

    private static func newLine(_ indent: Int, to out: inout [UInt8]) {
        out.append(0x0A)
        out.append(contentsOf: repeatElement(0x20, count: indent * 2))
    }

    /// Appends a string in quotes, in its shortest escapes.
    static func write(_ text: String, to out: inout [UInt8]) {
        let isWritten: Void? = text.utf8.withContiguousStorageIfAvailable {
            writeQuoted($0, to: &out)
        }
        if isWritten == nil {
            Array(text.utf8).withUnsafeBufferPointer { writeQuoted($0, to: &out) }
        }
    }

    private static func writeQuoted(
        _ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]
    ) {
        guard plainEnd(of: bytes, from: 0) == bytes.count else {
            out.append(0x22)
            writeEscaped(bytes, to: &out)
            out.append(0x22)
            return
        }
        // The common case, in one piece.
        out.append(addingCapacity: bytes.count + 2) { room in
            room.withUnsafeMutableBufferPointer { room, count in
                room.initializeElement(at: 0, to: 0x22)
                _ = room[1...].initialize(fromContentsOf: bytes)
                room.initializeElement(at: bytes.count + 1, to: 0x22)
                count = bytes.count + 2
            }
        }
    }

    private static func writeEscaped(
        _ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]
    ) {
        var start = 0
        while true {
            let stop = plainEnd(of: bytes, from: start)
            out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<stop]))
            if stop == bytes.count { break }
            escape(bytes[stop], to: &out)
            start = stop + 1
        }
    }

    /// The place of the next byte that needs an escape, eight bytes a step.
    private static func plainEnd(of bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var at = start
        while at + 8 <= bytes.count {
            let word = UInt64(
                littleEndian: UnsafeRawPointer(bytes.baseAddress! + at)
                    .loadUnaligned(as: UInt64.self))
            let quote = word ^ (ones &* 0x22)
            let slash = word ^ (ones &* 0x5C)
            // A byte's high bit comes up where the byte is a quote, a backslash or under 0x20.
            let stop =
                ((quote &- ones) & ~quote | (slash &- ones) & ~slash
                    | (word &- ones &* 0x20) & ~word) & (ones &* 0x80)
            if stop != 0 { return at + (stop.trailingZeroBitCount >> 3) }
            at += 8
        }
        while at < bytes.count, bytes[at] >= 0x20, bytes[at] != 0x22, bytes[at] != 0x5C { at += 1 }
        return at
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
        for place in members.indices.dropFirst()
        where !members[place - 1].key.precedesInBytes(members[place].key) { return false }
        return true
    }
}

extension String {
    /// Whether the UTF-8 bytes of this text come before those of another.
    func precedesInBytes(_ other: String) -> Bool {
        var (left, right) = (self, other)
        return left.withUTF8 { left in
            right.withUTF8 { right in
                for place in 0..<min(left.count, right.count) where left[place] != right[place] {
                    return left[place] < right[place]
                }
                return left.count < right.count
            }
        }
    }
}
