import CairnModel
import TestSupport

/// Makes entries of every shape that the protocol allows, from a seed.
struct EntryGenerator {
    var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func recordID() -> RecordID { RecordID(high: random.next(), low: random.next()) }

    mutating func node() -> NodeID {
        NodeID(random: (0..<10).map { _ in UInt8(truncatingIfNeeded: random.next()) })
    }

    mutating func head() -> Head {
        Head(
            high: random.next(), low: random.next(),
            tail: UInt8(truncatingIfNeeded: random.next()))
    }

    mutating func dot() -> Dot {
        Dot(node: node(), seq: Int64(random.number(in: 1...2_000)), mark: head().mark)
    }

    mutating func text() -> String {
        let pieces = [
            "a", "Z", "7", " ", "\"", "\\", "/", "\n", "\t", "\u{1}", "\u{1F}", "\u{7F}", "é",
            "e\u{301}", "ß", "漢", "\u{2028}", "😀", "\u{10FFFF}", "word", "\u{8}", "\r", "\u{C}",
        ]
        return (0..<random.number(in: 0...12)).map { _ in random.pick(pieces) }.joined()
    }

    mutating func scalar() -> JSON {
        switch random.number(in: 0...6) {
        case 0: return .null
        case 1: return .bool(random.chance(50))
        case 2: return .integer(Int64(random.number(in: -1_000...1_000)))
        case 3: return .integer(random.pick([Limit.integerMax, -Limit.integerMax, 0]))
        default: return .string(text())
        }
    }

    mutating func value() -> JSON {
        guard random.chance(30) else { return scalar() }
        let names = ["start", "end", "tz", "low", "x", ""].shuffled(using: &random)
        return .object(
            names.prefix(random.number(in: 0...5)).map { (key: $0, value: scalar()) })
    }

    mutating func operation() -> EntryWriter.Operation {
        let kind = random.pick(["event", "task", "volunteer", "x_1"])
        if random.chance(10) {
            return EntryWriter.Operation(
                kind: kind, id: recordID(), set: [("deleted", true)],
                saw: (0..<random.number(in: 0...3)).map { _ in dot() })
        }
        let names = [
            "title", "when", "tag/Kunst", "tag/~e9wwk1h3736hxehd", "a.b:@+-", "z", "tag/", "", "/",
            "//", "tag", "id",
        ].shuffled(using: &random).prefix(random.number(in: 1...7))
        var over: [String: [Dot]] = [:]
        for name in names where random.chance(30) {
            over[name] = (0..<random.number(in: 1...3)).map { _ in dot() }
        }
        return EntryWriter.Operation(
            kind: kind, id: recordID(), set: names.map { ($0, value()) }, over: over,
            resolve: !over.isEmpty && random.chance(30))
    }

    mutating func envelope() -> EntryWriter.Envelope {
        let isFirst = random.chance(20)
        let by: String? = random.chance(30) ? nil : recordID().description
        return EntryWriter.Envelope(
            log: recordID(), node: node(),
            seq: isFirst ? 1 : Int64(random.number(in: 2...1_000_000)),
            prev: isFirst ? nil : head(),
            at: Timestamp(
                milliseconds: Int64(random.number(in: 0...253_402_300_799_999)),
                counter: UInt16(truncatingIfNeeded: random.next())),
            by: by.map { random.chance(20) ? "\(recordID())/\($0)" : $0 },
            part: random.chance(20) ? dot() : nil,
            salt: random.chance(20) ? String(repeating: "_", count: 22) : nil)
    }
}
