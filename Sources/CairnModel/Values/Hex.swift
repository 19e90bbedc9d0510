/// Lower-case hexadecimal.
package enum Hex {
    static let digits: [UInt8] = Array("0123456789abcdef".utf8)

    /// One digit.
    @inline(__always)
    static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

    /// For each byte the value of the digit that it is, 0xFF for any other; to be fetched once for
    /// many digits.
    nonisolated(unsafe) static let values: UnsafePointer<UInt8> = {
        let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
        for byte in UInt8(0)...255 { table[Int(byte)] = value(byte) ?? 0xFF }
        return UnsafePointer(table)
    }()

    /// Two digits a byte.
    package static func text(_ bytes: some Sequence<UInt8>) -> String {
        var out: [UInt8] = []
        for byte in bytes {
            out.append(digits[Int(byte >> 4)])
            out.append(digits[Int(byte & 15)])
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The value of one lower-case digit, nil for any other byte.
    @inline(__always)
    static func value(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
