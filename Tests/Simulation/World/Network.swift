internal import TestSupport

/// What becomes of bytes on their way.
struct Network {
    /// Percent of messages that something happens to.
    let trouble: Int
    var random: SplitMix64
    let tally: Tally
    /// Whether the two have lost each other for good.
    private(set) var isLost = false
    /// What happened so far, for the trace.
    private(set) var story: [String] = []

    init(trouble: Int, random: SplitMix64, tally: Tally) {
        (self.trouble, self.random, self.tally) = (trouble, random, tally)
    }

    /// Nothing arrives: the two are on different sides of a partition.
    static func parted(_ random: SplitMix64, _ tally: Tally) -> Network {
        var network = Network(trouble: 100, random: random, tally: tally)
        network.isLost = true
        return network
    }

    /// What arrives: once, twice, in part, with a flipped bit, or not at all.
    mutating func carry(_ bytes: [UInt8], _ what: String) -> [[UInt8]] {
        guard !bytes.isEmpty else { return [] }
        if isLost {
            note(.parted, "\(what) does not get across")
            return []
        }
        guard random.chance(trouble) else { return [bytes] }
        switch random.number(in: 0...9) {
        case 0:
            isLost = true
            note(.broken, "the connection breaks for good")
        case 1...2: note(.lost, "\(what) is lost")
        case 3...4:
            note(.repeated, "\(what) comes twice")
            return [bytes, bytes]
        case 5...7:
            let length = random.number(in: 0...(bytes.count - 1))
            note(.cut, "\(what) is cut after byte \(length) of \(bytes.count)")
            return [Array(bytes.prefix(length))]
        default:
            var flipped = bytes
            let place = random.number(in: 0...(bytes.count - 1))
            flipped[place] ^= 1 << UInt8(random.number(in: 0...7))
            note(.flipped, "\(what) has a flipped bit at \(place)")
            return [flipped]
        }
        return []
    }

    private mutating func note(_ trouble: Trouble, _ text: String) {
        tally.note(trouble)
        story.append(text)
    }
}
