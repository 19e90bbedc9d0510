/// A UUID in the form 8-4-4-4-12 of lower-case hex: the id of a record or of a log.
///
/// Ordered as its text is, which is also the order of its bytes.
package struct RecordID: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Sixteen bytes, the first the most significant.
    ///
    /// - Precondition: there are at least sixteen.
    package init(bytes: some Collection<UInt8>) {
        var words: (UInt64, UInt64) = (0, 0)
        var count = 0
        for byte in bytes {
            if count < 8 { words.0 = words.0 << 8 | UInt64(byte) }
            if (8..<16).contains(count) { words.1 = words.1 << 8 | UInt64(byte) }
            count += 1
        }
        precondition(count >= 16)
        self.init(high: words.0, low: words.1)
    }

    /// The text form; nil for anything but 36 characters of lower-case hex and hyphens.
    package init?(_ text: some StringProtocol) {
        var copy = String(text)
        guard let id = copy.withUTF8({ RecordID(utf8: $0) }) else { return nil }
        self = id
    }

    /// The text form as bytes; nil for anything else.
    @inline(__always)
    package init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count == 36 else { return nil }
        guard bytes[8] == 0x2D, bytes[13] == 0x2D, bytes[18] == 0x2D, bytes[23] == 0x2D else {
            return nil
        }
        let values = Hex.values
        var seen: UInt8 = 0
        @inline(__always)
        func digits(_ from: Int, _ count: Int, _ word: UInt64) -> UInt64 {
            var word = word
            for index in from..<(from + count) {
                let value = values[Int(bytes[index])]
                seen |= value
                word = word << 4 | UInt64(value & 15)
            }
            return word
        }
        let high = digits(14, 4, digits(9, 4, digits(0, 8, 0)))
        let low = digits(24, 12, digits(19, 4, 0))
        guard seen < 16 else { return nil }
        self.init(high: high, low: low)
    }

    /// Version 7 (RFC 9562): Unix milliseconds, then 74 random bits.
    package static func version7(milliseconds: Int64, random: (UInt64, UInt64)) -> RecordID {
        let time = UInt64(bitPattern: milliseconds) & 0xFFFF_FFFF_FFFF
        return RecordID(
            high: time << 16 | 0x7000 | random.0 & 0x0FFF,
            low: 1 << 63 | random.1 >> 2)
    }

    /// Version 8, derived: the first 16 bytes of SHA-256 over `cairn`, the kind and the parents,
    /// TAB between; the same parents give the same id on every node.
    package static func derived(kind: String, parents: [String]) -> RecordID {
        let digest = Hash.bytes(of: (["cairn", kind] + parents).joined(separator: "\t"))
        let plain = RecordID(bytes: digest)
        return RecordID(
            high: plain.high & ~0xF000 | 0x8000,
            low: plain.low & ~(3 << 62) | 1 << 63)
    }

    /// The people log of the chapter that has this id.
    package var peopleLog: RecordID { .derived(kind: "people", parents: [description]) }

    package var description: String {
        var out: [UInt8] = []
        out.reserveCapacity(36)
        append(to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    /// Appends the text form.
    package func append(to out: inout [UInt8]) {
        withUnsafeTemporaryAllocation(byteCount: 36, alignment: 8) { text in
            func put(_ digits: UInt64, _ first: Int, _ second: Int) {
                let halves = (UInt32(digits >> 32), UInt32(truncatingIfNeeded: digits))
                text.storeBytes(of: halves.0.bigEndian, toByteOffset: first, as: UInt32.self)
                text.storeBytes(of: halves.1.bigEndian, toByteOffset: second, as: UInt32.self)
            }
            put(Hex.digits(high >> 32), 0, 4)
            put(Hex.digits(high), 9, 14)
            put(Hex.digits(low >> 32), 19, 24)
            put(Hex.digits(low), 28, 32)
            (text[8], text[13], text[18], text[23]) = (0x2D, 0x2D, 0x2D, 0x2D)
            out.append(contentsOf: text)
        }
    }

    /// Sixteen bytes, the first the most significant.
    package var bytes: [UInt8] {
        [high, low].flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - $0 * 8)) }
        }
    }

    /// The last characters of the text without hyphens, what a `ref` is a tail of.
    package var digits: String { description.replacing("-", with: "") }

    package static func < (left: RecordID, right: RecordID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}
