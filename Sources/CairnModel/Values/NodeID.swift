/// The name of one incarnation of one store: 16 characters of `[0-9a-z]`.
///
/// Ordered as its text is.
package struct NodeID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The ASCII bytes, the first the most significant.
    package let high: UInt64
    package let low: UInt64

    /// The text form; nil for anything but 16 characters of `[0-9a-z]`.
    package init?(_ text: some StringProtocol) {
        var copy = String(text)
        guard let node = copy.withUTF8({ NodeID(utf8: $0) }) else { return nil }
        self = node
    }

    /// The text form as bytes; nil for anything else.
    @inline(__always)
    package init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count == 16 else { return nil }
        var words: (UInt64, UInt64) = (0, 0)
        for index in 0..<16 {
            let byte = bytes[index]
            guard byte >= 0x30 && byte <= 0x39 || byte >= 0x61 && byte <= 0x7A else { return nil }
            if index < 8 {
                words.0 = words.0 << 8 | UInt64(byte)
            } else {
                words.1 = words.1 << 8 | UInt64(byte)
            }
        }
        (high, low) = words
    }

    /// A new id from 80 random bits.
    ///
    /// - Precondition: there are at least ten bytes.
    package init(random: [UInt8]) {
        self = NodeID(Crockford.text(random, count: 16))!
    }

    package var description: String {
        var out: [UInt8] = []
        append(to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    /// Appends the text form.
    package func append(to out: inout [UInt8]) {
        withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { out.append(contentsOf: $0) }
    }

    package static func < (left: NodeID, right: NodeID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}
