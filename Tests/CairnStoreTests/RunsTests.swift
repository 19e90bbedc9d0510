import GRDB
import GRDBSQLite
import TestSupport
import Testing

@testable import CairnStore

/// The indexes that are kept as sorted runs, against a sorted array.
@Suite struct RunsTests {
    private var random = SplitMix64(seed: 11)

    @Test("items are sorted by key, then record, whatever they have in common")
    mutating func sorts() {
        for (keys, records) in [(1, 100_000), (7, 50), (300, 3), (1_000_000, 1_000_000)] {
            for count in [0, 1, 64, 65, 3_000] {
                var items = (0..<count).map { _ in item(keys: keys, records: records) }
                let expected = items.sorted()
                Runs.sort(&items)
                #expect(items == expected)
            }
        }
    }

    private mutating func item(keys: Int, records: Int) -> Runs.Item {
        // Spread over all bytes of a key.
        let key = UInt64(random.number(in: 0...keys)) &* 0x9E37_79B9_7F4A_7C15
        return Runs.Item(key: key, record: UInt32(random.number(in: 1...records)))
    }

    @Test("what was added in many commits, small and large, is found once each, in order")
    mutating func merges() throws {
        let folder = try TemporaryFolder()
        let store = try folder.newStore("a")
        var added: Set<[UInt64]> = []
        for commit in 0..<90 {
            let count = commit % 30 == 29 ? 25_000 : random.number(in: 1...600)
            let items = (0..<count).map { _ in item(keys: 40_000, records: 30_000) }
            for item in items { added.insert([item.key, UInt64(item.record)]) }
            try store.write { snapshot in
                for item in items {
                    snapshot.engine.runs.add(.links, item.key, Int64(item.record))
                }
            }
        }
        let expected = added.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
        for opened in [store, try Store.open(store.path, surroundings: .testing())] {
            var found: [[UInt64]] = []
            try opened.read { snapshot in
                try snapshot.engine.runs.scan(.links, 0...UInt64.max) {
                    found.append([$0.key, UInt64($0.record)])
                    return true
                }
                let some = expected[expected.count / 2]
                #expect(
                    try snapshot.engine.runs.records(.links, some[0]).map(UInt64.init)
                        == expected.filter { $0[0] == some[0] }.map { $0[1] })
            }
            #expect(found == expected)
        }
    }
}
