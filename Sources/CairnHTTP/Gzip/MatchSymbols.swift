/// The symbols for lengths and distances of matches, and what their extra bits say (RFC 1951,
/// 3.2.5).
enum MatchSymbols {
    struct Entry {
        let symbol: Int
        let extra: UInt64
        let extraBits: UInt64
    }

    /// By length, 3 to 258.
    nonisolated(unsafe) static let lengths: UnsafePointer<Entry> = {
        let table = UnsafeMutablePointer<Entry>.allocate(capacity: 259)
        table.initialize(repeating: Entry(symbol: 0, extra: 0, extraBits: 0), count: 259)
        var base = 3
        for symbol in 257..<285 {
            let bits = symbol < 265 ? 0 : (symbol - 261) / 4
            for extra in 0..<(1 << bits) {
                table[base + extra] = Entry(
                    symbol: symbol, extra: UInt64(extra), extraBits: UInt64(bits))
            }
            base += 1 << bits
        }
        // The longest has a symbol of its own.
        table[258] = Entry(symbol: 285, extra: 0, extraBits: 0)
        return UnsafePointer(table)
    }()

    /// - Parameter distance: 1 to 32,768.
    @inline(__always)
    static func distances(_ distance: Int) -> Entry {
        let place = UInt64(distance &- 1)
        if place < 4 { return Entry(symbol: Int(place), extra: 0, extraBits: 0) }
        // Two symbols for each power of two.
        let bits = UInt64(62 &- place.leadingZeroBitCount)
        return Entry(
            symbol: Int(2 &* bits &+ place >> bits), extra: place & (1 << bits &- 1),
            extraBits: bits)
    }
}
