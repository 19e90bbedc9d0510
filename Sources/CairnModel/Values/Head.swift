/// The head of a line: 22 characters of base64url, the first 132 bits of its SHA-256.
///
/// Ordered as its text is, which is not the order of its bits.
package struct Head: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let high: UInt64
    package let low: UInt64
    /// The last four bits, in the upper half of the byte.
    package let tail: UInt8

    package init(high: UInt64, low: UInt64, tail: UInt8) {
        self.high = high
        self.low = low
        self.tail = tail & 0xF0
    }

    /// The first bits of a digest.
    ///
    /// - Precondition: there are at least 17 bytes.
    package init(digest: UnsafeRawBufferPointer) {
        self.init(
            high: UInt64(bigEndian: digest.loadUnaligned(as: UInt64.self)),
            low: UInt64(bigEndian: digest.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
            tail: digest[16])
    }

    /// The text form; nil for anything but 22 characters of base64url.
    package init?(_ text: some StringProtocol) {
        var copy = String(text)
        guard let head = copy.withUTF8({ Head(utf8: $0) }) else { return nil }
        self = head
    }

    /// The text form as bytes; nil for anything else.
    @inline(__always)
    package init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count == 22 else { return nil }
        let values = Base64URL.values
        var seen: UInt8 = 0
        @inline(__always)
        func bits(_ index: Int) -> UInt64 {
            let value = values[Int(bytes[index])]
            seen |= value
            return UInt64(value)
        }
        var high: UInt64 = 0
        for index in 0..<10 { high = high << 6 | bits(index) }
        let middle = bits(10)
        high = high << 4 | middle >> 2
        var low = middle & 3
        for index in 11..<21 { low = low << 6 | bits(index) }
        let last = bits(21)
        low = low << 2 | last >> 4
        guard seen < 64 else { return nil }
        let tail = UInt8(truncatingIfNeeded: last << 4)
        self.init(high: high, low: low, tail: tail)
    }

    /// The 17 bytes that a store keeps.
    package var bytes: [UInt8] {
        [high, low].flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - $0 * 8)) }
        } + [tail]
    }

    package var description: String {
        var out: [UInt8] = []
        append(to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    /// Appends the text form.
    package func append(to out: inout [UInt8]) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 22) { text in
            for place in 0..<10 {
                text[place] = Base64URL.character(high >> UInt64(58 - place * 6) & 63)
            }
            text[10] = Base64URL.character(high << 2 & 63 | low >> 62)
            for place in 0..<10 {
                text[place + 11] = Base64URL.character(low >> UInt64(56 - place * 6) & 63)
            }
            text[21] = Base64URL.character(low << 4 & 63 | UInt64(tail >> 4))
            out.append(contentsOf: UnsafeBufferPointer(text))
        }
    }

    /// The first six characters, which a dot carries.
    package var mark: Mark { Mark(bits: high >> 28) }

    package static func < (left: Head, right: Head) -> Bool {
        left != right && left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
    }
}

/// The first six characters of a head, 36 bits.
package struct Mark: Hashable, Sendable, CustomStringConvertible {
    package let bits: UInt64

    package init(bits: UInt64) { self.bits = bits & (1 << 36 - 1) }

    /// Six characters of base64url; nil for anything else.
    @inline(__always)
    package init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count == 6 else { return nil }
        let values = Base64URL.values
        var seen: UInt8 = 0
        var bits: UInt64 = 0
        for index in 0..<6 {
            let value = values[Int(bytes[index])]
            seen |= value
            bits = bits << 6 | UInt64(value)
        }
        guard seen < 64 else { return nil }
        self.bits = bits
    }

    package var description: String {
        String(
            decoding: (0..<6).map { Base64URL.alphabet[Int(bits >> UInt64(30 - $0 * 6) & 63)] },
            as: UTF8.self)
    }
}
