/// The two codes of a block as it begins with them (RFC 1951, 3.2.7).
struct BlockHeader {
    private let literalLengths: Int
    private let distanceLengths: Int
    /// Lengths of codes, and repeats of them with a count in extra bits.
    private var items: [(symbol: Int, extra: UInt64, extraBits: UInt64)] = []
    private let code: HuffmanCode
    private let codeLengths: Int

    /// The order in which the lengths of the lengths' own code come.
    private static let order = [
        16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
    ]

    init(_ literals: HuffmanCode, _ distances: HuffmanCode) {
        literalLengths = max(257, (literals.lengths.lastIndex { $0 > 0 } ?? 0) + 1)
        distanceLengths = (distances.lengths.lastIndex { $0 > 0 } ?? 0) + 1
        let lengths = literals.lengths[..<literalLengths] + distances.lengths[..<distanceLengths]
        var start = lengths.startIndex
        while start < lengths.endIndex {
            let length = lengths[start]
            let end = lengths[start...].firstIndex { $0 != length } ?? lengths.endIndex
            Self.append(length, times: end - start, to: &items)
            start = end
        }
        var counts = [UInt32](repeating: 0, count: 19)
        for item in items { counts[item.symbol] += 1 }
        let code = HuffmanCode(counts, lengthMax: 7)
        codeLengths = max(4, Self.order.lastIndex { code.lengths[$0] > 0 }! + 1)
        self.code = code
    }

    private static func append(
        _ length: UInt8, times: Int,
        to items: inout [(symbol: Int, extra: UInt64, extraBits: UInt64)]
    ) {
        var left = times
        while left > 0 {
            if length == 0, left >= 11 {
                items.append((18, UInt64(min(left, 138) - 11), 7))
                left -= min(left, 138)
            } else if length == 0, left >= 3 {
                items.append((17, UInt64(left - 3), 3))
                left = 0
            } else if length > 0, left >= 3, left < times {
                // Repeats of the one before it.
                items.append((16, UInt64(min(left, 6) - 3), 2))
                left -= min(left, 6)
            } else {
                items.append((Int(length), 0, 0))
                left -= 1
            }
        }
    }

    var bits: Int {
        14 + 3 * codeLengths
            + items.reduce(0) { $0 + Int(code.lengths[$1.symbol]) + Int($1.extraBits) }
    }

    func write(to out: inout BitWriter) {
        out.put(UInt64(literalLengths - 257), 5)
        out.put(UInt64(distanceLengths - 1), 5)
        out.put(UInt64(codeLengths - 4), 4)
        for symbol in Self.order[..<codeLengths] { out.put(UInt64(code.lengths[symbol]), 3) }
        for item in items {
            out.put(UInt64(code.codes[item.symbol]), UInt64(code.lengths[item.symbol]))
            out.put(item.extra, item.extraBits)
        }
    }
}
