/// A random source that a seed determines (Steele, Lea, Flood: "Fast splittable pseudorandom
/// number generators", 2014).
package struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// A number of the range.
    package mutating func number(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }

    /// True in so many of a hundred cases.
    package mutating func chance(_ percent: Int) -> Bool { number(in: 0...99) < percent }

    /// One of them.
    ///
    /// - Precondition: there is one.
    package mutating func pick<Items: RandomAccessCollection>(_ items: Items) -> Items.Element {
        items[items.index(items.startIndex, offsetBy: number(in: 0...(items.count - 1)))]
    }

    /// Each of them with the same chance, in their order.
    package mutating func some<Item>(of items: [Item], percent: Int) -> [Item] {
        items.filter { _ in chance(percent) }
    }

    /// So many bytes.
    package mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: next() >> 24) }
    }
}
