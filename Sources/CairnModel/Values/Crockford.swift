/// Crockford's base32 in lower case: digits and letters without i, l, o and u.
package enum Crockford {
    static let alphabet: [UInt8] = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    /// The first `count` characters of the bytes, five bits each.
    ///
    /// - Precondition: the bytes hold at least `5 * count` bits.
    package static func text(_ bytes: [UInt8], count: Int) -> String {
        precondition(bytes.count * 8 >= count * 5)
        var out: [UInt8] = []
        var bits: UInt32 = 0
        var held = 0
        for byte in bytes where out.count < count {
            bits = bits << 8 | UInt32(byte)
            held += 8
            while held >= 5, out.count < count {
                held -= 5
                out.append(alphabet[Int(bits >> UInt32(held) & 31)])
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
