/// Finds what was said before: the last 32 KiB of a text, with places of equal beginnings in chains
/// (the way of gzip's own hash chains, RFC 1951, section 4).
///
/// Matches have five bytes at least: in entry lines shorter ones are mostly chance, between ids and
/// heads that look random.
struct MatchFinder {
    struct Match {
        var length: Int
        var distance: Int
    }

    static let lengthMin = 5
    static let lengthMax = 258
    private static let distanceMax = 32 * 1024
    /// Candidates that are looked at, and the length from which on no better one is looked for.
    private static let candidatesMax = 8
    static let lengthGood = 48
    private static let roomBytes = 8 * distanceMax
    /// Bytes that may be read behind the text.
    private static let paddingBytes = 16
    private static let hashBits = 16
    /// Before everything that can be reached.
    private static let nowhere = Int32(-2 * distanceMax)

    /// The text as far as it is remembered, and what was added and is not packed.
    private let text: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    /// The last place of each hash, and of each place the one before it with the same hash.
    private let heads: UnsafeMutablePointer<Int32>
    private let chains: UnsafeMutablePointer<Int32>

    init() {
        text = .allocate(capacity: Self.roomBytes + Self.paddingBytes)
        heads = .allocate(capacity: 1 << Self.hashBits)
        heads.initialize(repeating: Self.nowhere, count: 1 << Self.hashBits)
        chains = .allocate(capacity: Self.distanceMax)
        chains.initialize(repeating: Self.nowhere, count: Self.distanceMax)
    }

    func deallocate() {
        text.deallocate()
        heads.deallocate()
        chains.deallocate()
    }

    @inline(__always)
    subscript(place: Int) -> UInt8 { text[place] }

    /// Adds bytes as far as there is room.
    ///
    /// - Returns: how many.
    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let added = min(bytes.count, Self.roomBytes - count)
        if added > 0 { (text + count).update(from: bytes.baseAddress!, count: added) }
        count += added
        return added
    }

    /// Forgets what no match before `place` on reaches any more.
    ///
    /// - Returns: by how much places are lower from now on.
    mutating func forget(before place: Int) -> Int {
        let cut = (place - Self.distanceMax) / Self.distanceMax * Self.distanceMax
        if cut <= 0 { return 0 }
        text.update(from: text + cut, count: count - cut)
        count -= cut
        for table in [
            UnsafeMutableBufferPointer(start: heads, count: 1 << Self.hashBits),
            UnsafeMutableBufferPointer(start: chains, count: Self.distanceMax),
        ] {
            for index in table.indices {
                table[index] = max(table[index] &- Int32(cut), Self.nowhere)
            }
        }
        return cut
    }

    @inline(__always)
    private func word(_ place: Int) -> UInt64 {
        UnsafeRawPointer(text + place).loadUnaligned(as: UInt64.self).littleEndian
    }

    @inline(__always)
    private func half(_ place: Int) -> UInt32 {
        UnsafeRawPointer(text + place).loadUnaligned(as: UInt32.self)
    }

    /// Of the five bytes from a place on.
    @inline(__always)
    private func hash(_ place: Int) -> Int {
        // Multiplied by the golden ratio (Knuth, volume 3, 6.4).
        let bits = (word(place) << 24) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: bits >> UInt64(64 - Self.hashBits))
    }

    /// Notes a place that is part of a match.
    @inline(__always)
    func note(_ place: Int) {
        let hash = hash(place)
        chains[place & (Self.distanceMax - 1)] = heads[hash]
        heads[hash] = Int32(truncatingIfNeeded: place)
    }

    /// Notes a place and finds the longest match there.
    ///
    /// - Parameters:
    ///   - length: only longer ones are wanted.
    ///   - lengthMax: 8 or more.
    ///   - isFirst: whether there is no other one yet; else half as many candidates are looked at.
    /// - Returns: its length is 0 where there is none.
    @inline(__always)
    func find(
        _ place: Int, longerThan length: Int, lengthMax: Int, isFirst: Bool
    ) -> Match {
        let hash = hash(place)
        var candidate = Int(heads[hash])
        chains[place & (Self.distanceMax - 1)] = heads[hash]
        heads[hash] = Int32(truncatingIfNeeded: place)
        let lowest = max(0, place &- Self.distanceMax)
        let start = half(place)
        var (length, distance) = (length, 0)
        var left = isFirst ? Self.candidatesMax : Self.candidatesMax / 2
        while candidate >= lowest {
            // What is longer has the byte at `length` in common, and those before it.
            if half(candidate &+ length &- 3) == half(place &+ length &- 3),
                half(candidate) == start
            {
                let common = common(candidate, place, lengthMax)
                if common > length {
                    (length, distance) = (common, place &- candidate)
                    if length >= Self.lengthGood || length == lengthMax { break }
                }
            }
            left &-= 1
            if left == 0 { break }
            candidate = Int(chains[candidate & (Self.distanceMax - 1)])
        }
        return Match(length: distance == 0 ? 0 : length, distance: distance)
    }

    /// How many bytes are the same from two places on.
    @inline(__always)
    private func common(_ left: Int, _ right: Int, _ lengthMax: Int) -> Int {
        var length = 0
        while length &+ 8 <= lengthMax {
            let difference = word(left &+ length) ^ word(right &+ length)
            if difference != 0 { return length &+ difference.trailingZeroBitCount >> 3 }
            length &+= 8
        }
        while length < lengthMax, text[left &+ length] == text[right &+ length] { length &+= 1 }
        return length
    }
}
