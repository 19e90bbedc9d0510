import CairnModel
import Foundation
import TestSupport
import Testing

/// The reader beside Foundation's: what it takes Foundation takes, with the same content, and
/// what Foundation refuses it refuses.
@Suite struct EntryReaderFuzzTests {
    @Test("no changed line is taken that is not canonical JSON", arguments: [11, 12, 13, 14])
    func mutations(seed: UInt64) throws {
        var generator = EntryGenerator(seed: seed)
        var counts = (taken: 0, refused: 0)
        for _ in 0..<1_250 {
            let operations = (0..<generator.random.number(in: 1...2)).map { _ in
                EntryWriter.bytes(of: generator.operation())
            }
            let line = EntryWriter.line(generator.envelope(), operations: operations[...])
            #expect(try agrees(line), "an unchanged line is refused")
            for _ in 0..<4 {
                var changed = line
                for _ in 0..<generator.random.number(in: 1...2) {
                    mutate(&changed, &generator.random)
                }
                if try agrees(changed) { counts.taken += 1 } else { counts.refused += 1 }
            }
        }
        // Both outcomes must be met often, else the test shows nothing.
        #expect(counts.taken > 200 && counts.refused > 1_000, "\(counts)")
    }

    /// Whether the reader takes the line; what the two readers must agree on is checked.
    private func agrees(_ line: [UInt8]) throws -> Bool {
        let foreign = try? JSONSerialization.jsonObject(with: Data(line))
        guard let entry = try? Entry(line: line) else { return false }
        let text = String(decoding: line, as: UTF8.self)
        let object = try #require(foreign as? [String: Any], "Foundation refuses \(text)")
        let own = try #require(try? JSON(reading: line), "JSON refuses \(text)")
        #expect(own.canonical == line, "not canonical: \(text)")
        #expect(sameContent(own, object), "other content: \(text)")
        #expect(object["seq"] as? Int64 == entry.seq)
        #expect((object["ops"] as? [Any])?.count == entry.operations.count)
        return true
    }

    private func sameContent(_ own: JSON, _ foreign: Any) -> Bool {
        switch own {
        case .null: return foreign is NSNull
        case .bool(let flag):
            return isBool(foreign) && (foreign as? Bool) == flag
        case .integer(let number):
            return !isBool(foreign) && (foreign as? NSNumber)?.int64Value == number
        case .number: return false
        case .string(let text):
            return (foreign as? String).map { $0.utf8.elementsEqual(text.utf8) } ?? false
        case .array(let items):
            guard let others = foreign as? [Any], others.count == items.count else { return false }
            return zip(items, others).allSatisfy { sameContent($0, $1) }
        case .object(let members):
            guard let others = foreign as? [String: Any], others.count == members.count else {
                return false
            }
            return members.allSatisfy { member in
                others[member.key].map { sameContent(member.value, $0) } ?? false
            }
        }
    }

    private func isBool(_ value: Any) -> Bool {
        (value as? NSNumber).map { String(cString: $0.objCType) == "c" } ?? false
    }

    /// One small change: a byte, a piece taken out, doubled or moved, or a piece put in.
    private func mutate(_ line: inout [UInt8], _ random: inout SplitMix64) {
        let at = random.number(in: 0...(line.count - 1))
        let end = min(line.count, at + random.number(in: 1...8))
        switch random.number(in: 0...7) {
        case 0: line[at] = UInt8(random.number(in: 0...255))
        case 1: line[at] ^= 1 << UInt8(random.number(in: 0...7))
        case 2: if line.count > 9 { line.removeSubrange(at..<end) }
        case 3: line.insert(contentsOf: line[at..<end], at: at)
        case 4:
            let pieces = [
                " ", "\"", "\\u0041", "\\/", "\\n", "\\ud83d", "0", "-", ".5", "e2", ",", "{}",
                "[]",
                "null", "true", "\u{0}", "é", "😀", "x", "\"a\":1,", "}", "9007199254740992", "\t",
            ]
            line.insert(contentsOf: Array(random.pick(pieces).utf8), at: at)
        case 5:
            // A letter or digit for another: mostly stays canonical.
            let letters = line.indices.filter { (0x30...0x7A).contains(line[$0]) }
            if let place = letters.randomElement(using: &random) {
                line[place] = UInt8(ascii: random.pick(["a", "b", "0", "7", "_"]))
            }
        default:
            // Another character inside a string that a person wrote.
            let text = Array("\"title\":\"".utf8)
            if let range = line.firstRange(of: text) {
                let piece = random.pick(["a", "é", "\\n", "\\\\", "\\\"", "\\u0001", "\u{7F}", "😀"])
                line.insert(contentsOf: Array(piece.utf8), at: range.upperBound)
            }
        }
    }
}
