/// Keys of the index of lists: kind, then the time by which a list of the kind is ordered, records
/// without one last.
///
/// A key orders as the texts do as far as it goes: each of the first eleven characters takes four
/// bits, up to the first that is none of a date. Records with one key are ordered by their texts.
enum ListKey {
    private static let momentBits: UInt64 = 0xFFF_FFFF_FFFF

    /// Of a record without a time, and the last key of its kind.
    static func untimed(_ kind: Int64) -> UInt64 { key(kind, momentBits) }

    /// Of a record with a time; texts that begin alike may share it.
    static func timed(_ kind: Int64, _ moment: some Collection<UInt8>) -> UInt64 {
        var bits: UInt64 = 0
        var shift: UInt64 = 40
        for byte in moment.prefix(11) {
            let (digit, goesOn) = digit(byte)
            bits |= digit << shift
            if !goesOn || shift == 0 { break }
            shift -= 4
        }
        return key(kind, min(bits, momentBits - 1))
    }

    /// All keys of a kind.
    static func all(_ kind: Int64) -> ClosedRange<UInt64> { key(kind, 0)...untimed(kind) }

    private static func key(_ kind: Int64, _ bits: UInt64) -> UInt64 {
        (UInt64(kind) & 0xF_FFFF) << 44 | bits
    }

    /// In the order of the bytes; behind one that stands for several bytes a key says no more.
    private static func digit(_ byte: UInt8) -> (UInt64, goesOn: Bool) {
        switch byte {
        case ..<0x2D: (1, false)
        case 0x2D: (2, true)
        case 0x2E, 0x2F: (3, false)
        case 0x30...0x39: (UInt64(byte - 0x30) + 4, true)
        default: (14, false)
        }
    }
}
