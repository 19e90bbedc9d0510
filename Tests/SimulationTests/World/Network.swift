import TestSupport

/// What becomes of bytes on their way.
struct Network {
    /// Percent of messages that something happens to.
    let trouble: Int
    var random: SplitMix64
    /// Whether the two have lost each other for good.
    private(set) var isLost = false

    init(trouble: Int, random: SplitMix64) { (self.trouble, self.random) = (trouble, random) }

    /// What arrives: once, twice, in part, with a flipped bit, or not at all.
    mutating func carry(_ bytes: [UInt8]) -> [[UInt8]] {
        guard !bytes.isEmpty, random.chance(trouble) else { return [bytes] }
        switch random.number(in: 0...9) {
        case 0: isLost = true
        case 1...2: return []
        case 3...4: return [bytes, bytes]
        case 5...7: return [Array(bytes.prefix(random.number(in: 0...bytes.count)))]
        default:
            var flipped = bytes
            flipped[random.number(in: 0...(bytes.count - 1))] ^=
                1 << UInt8(random.number(in: 0...7))
            return [flipped]
        }
        return []
    }
}
