import CairnModel
import TestSupport
import Testing

/// The texts of ids, clocks and dates, and that their order is the order of the texts' bytes.
@Suite struct ValueOrderTests {
    private func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    /// Round trip through the text, and the order of each pair.
    private func check<Value: Comparable & CustomStringConvertible>(
        _ values: [Value], read: (String) -> Value?
    ) {
        for value in values { #expect(read(value.description) == value) }
        for left in values {
            for right in values {
                #expect((left < right) == precedes(left.description, right.description))
                #expect((left == right) == (left.description == right.description))
            }
        }
    }

    @Test("clocks are ordered as their texts", arguments: [21, 22])
    func timestamps(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var times = (0..<60).map { _ in
            Timestamp(
                milliseconds: Int64(random.number(in: 0...253_402_300_799_999)),
                counter: UInt16(truncatingIfNeeded: random.next()))
        }
        times += [Timestamp(milliseconds: 0), .last, Timestamp(milliseconds: 1, counter: .max)]
        times += [Timestamp(milliseconds: 2)]
        check(times) { Timestamp($0) }
    }

    @Test("heads are ordered as their texts, and their bytes bring them back", arguments: [23, 24])
    func heads(seed: UInt64) {
        var generator = EntryGenerator(seed: seed)
        let heads = (0..<60).map { _ in generator.head() }
        check(heads) { Head($0) }
        for head in heads {
            #expect(head.bytes.withUnsafeBytes { Head(digest: $0) } == head)
            #expect(head.description.hasPrefix(head.mark.description))
        }
    }

    @Test("node ids, record ids and dots are ordered as their texts", arguments: [25, 26])
    func ids(seed: UInt64) {
        var generator = EntryGenerator(seed: seed)
        check((0..<60).map { _ in generator.node() }) { NodeID($0) }
        check((0..<60).map { _ in generator.recordID() }) { RecordID($0) }
        let node = generator.node()
        let mark = generator.head().mark
        let near = [1, 2, 9, 10, 11, 99, 100].map { Dot(node: node, seq: $0, mark: mark) }
        check((0..<40).map { _ in generator.dot() } + near) { Dot($0) }
    }

    @Test("days count up without a gap, and their texts are ordered as they are")
    func days() throws {
        let first = try #require(CivilDate("1895-12-30"))
        var day = first
        for count in 1...90_000 {
            let next = day.adding(days: 1)
            guard day < next, next.daysSince1970 == first.daysSince1970 + count,
                next.weekday == day.weekday % 7 + 1
            else {
                Issue.record("\(next) does not follow \(day)")
                return
            }
            day = next
        }
        #expect(day.description == "2142-05-29")
        let some = stride(from: -719_528, to: 2_932_896, by: 61_003).map {
            CivilDate(daysSince1970: $0)
        }
        check(some) { CivilDate($0) }
    }

    @Test(
        "a text that is no day is none",
        arguments: [
            "2026-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-1-01",
            "26-01-01", "2026-01-01 ", "2026/01/01", "+026-01-01", "",
        ])
    func noDay(text: String) {
        #expect(CivilDate(text) == nil)
    }

    @Test("4 April 2026 is a Saturday")
    func weekday() {
        #expect(CivilDate("2026-04-04")?.weekday == 6)
        #expect(CivilDate("1970-01-01")?.daysSince1970 == 0)
    }
}
