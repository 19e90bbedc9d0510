import CZlib
import TestSupport
import Testing

@testable import CairnHTTP

/// What is packed, unpacked again by zlib.
@Suite struct DeflaterTests {
    private func packed(_ text: [UInt8], in pieces: [Int] = []) -> [UInt8] {
        let deflater = Deflater()
        var out: [UInt8] = []
        var start = 0
        for piece in pieces + [text.count] {
            let end = min(start + piece, text.count)
            deflater.pack(Array(text[start..<end])) { out += $0 }
            start = end
        }
        deflater.finish { out += $0 }
        return out
    }

    private func unpacked(_ bytes: [UInt8]) throws -> [UInt8] {
        let inflater = Inflater()
        var out: [UInt8] = []
        try bytes.withUnsafeBytes { bytes in try inflater.unpack(bytes) { out += $0 } }
        return out
    }

    /// Lines like those of a log.
    private func lines(_ count: Int, _ random: inout SplitMix64) -> [UInt8] {
        var text = ""
        for _ in 0..<count {
            text += "{\"id\":\"\(random.next())\",\"kind\":\"\(random.pick(["event", "task"]))\","
            text += "\"set\":{\"title\":\"\(random.pick(["Night display", "Film", "É"]))\"}}\n"
        }
        return Array(text.utf8)
    }

    @Test("texts come back whole, the shortest, the longest and the oddest")
    func returns() throws {
        var random = SplitMix64(seed: 3)
        var texts: [[UInt8]] = [[], [0], Array("a".utf8), Array("abcabcabcabcabc".utf8)]
        for count in [255, 256, 257, 258, 259, 7, 8, 9, 100_000] {
            texts.append([UInt8](repeating: 0x41, count: count))
            texts.append(random.bytes(count))
        }
        // Repeats from as far as a match reaches, and from a byte further.
        for distance in [32_767, 32_768, 32_769] {
            let text = random.bytes(distance)
            texts.append(text + text + text)
        }
        texts.append(lines(6_000, &random))
        texts.append(lines(3_000, &random) + random.bytes(70_000) + lines(3_000, &random))
        for text in texts { #expect(try unpacked(packed(text)) == text) }
    }

    @Test("pieces of any length make one text", arguments: [1, 2, 3])
    func pieces(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let text = lines(8_000, &random)
        let short = (0..<60).map { _ in random.number(in: 0...40) }
        let long = (0..<20).map { _ in random.number(in: 0...90_000) }
        #expect(try unpacked(packed(text, in: short + long)) == text)
        #expect(packed(text, in: short + long) == packed(text))
    }

    @Test("codes of very unlike counts stay within their limit")
    func limits() throws {
        // Each byte as often as the two before it together: a tree as deep as it has leaves.
        var (text, counts): ([UInt8], (Int, Int)) = ([], (1, 1))
        for byte in UInt8(0)..<22 {
            text += [UInt8](repeating: byte, count: counts.0)
            counts = (counts.1, counts.0 + counts.1)
        }
        var random = SplitMix64(seed: 9)
        text.shuffle(using: &random)
        #expect(try unpacked(packed(text)) == text)
        for lengthMax in [7, 9, 15] {
            let counts = (0..<40).map { UInt32(1) << UInt32(min($0, 30)) }
            let code = HuffmanCode(counts, lengthMax: lengthMax)
            #expect(code.lengths.allSatisfy { $0 > 0 && $0 <= lengthMax })
            let sum = code.lengths.reduce(0) { $0 + 1 << (lengthMax - Int($1)) }
            #expect(sum == 1 << lengthMax)
        }
    }

    @Test("lengths and distances have the symbols of the standard")
    func symbols() {
        let lengths = [
            (3, 257), (10, 264), (11, 265), (12, 265), (257, 284), (258, 285), (130, 280),
        ]
        for (length, symbol) in lengths {
            #expect(MatchSymbols.lengths[length].symbol == symbol)
        }
        let distances = [(1, 0), (4, 3), (5, 4), (7, 5), (24_576, 28), (24_577, 29), (32_768, 29)]
        for (distance, symbol) in distances {
            #expect(MatchSymbols.distances(distance).symbol == symbol)
        }
        #expect(MatchSymbols.distances(32_768).extra == 8_191)
        #expect(MatchSymbols.lengths[130].extra == 15)
    }

    @Test("entry lines get as short as they do with zlib")
    func shrinks() throws {
        var random = SplitMix64(seed: 4)
        let text = lines(20_000, &random)
        let own = packed(text)
        var count = compressBound(UInt(text.count))
        var theirs = [UInt8](repeating: 0, count: Int(count))
        #expect(compress2(&theirs, &count, text, UInt(text.count), 6) == Z_OK)
        #expect(Double(own.count) < 1.02 * Double(count))
    }
}
