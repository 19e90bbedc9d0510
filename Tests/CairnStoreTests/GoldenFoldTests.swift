import CairnModel
import CairnStore
import TestSupport
import Testing

/// A real store against the cases of Schema/golden/folds.json.
struct GoldenFoldTests {
    @Test("a store folds what the golden files have", arguments: try GoldenFold.all())
    func given(golden: GoldenFold) throws {
        let folder = try TemporaryFolder()
        let store = try folder.newStore()
        try store.take(golden.entries)
        try compare(store, golden)
    }

    @Test(
        "a store folds the golden files alike in any order in which they can arrive",
        arguments: try GoldenFold.all())
    func shuffled(golden: GoldenFold) throws {
        let folder = try TemporaryFolder()
        for seed in 1...3 as ClosedRange<UInt64> {
            var random = SplitMix64(seed: seed)
            let store = try folder.newStore("store-\(seed)")
            try store.take(golden.entries.shuffled(using: &random))
            try compare(store, golden)
        }
    }

    @Test("a store that folds the golden files again finds its tables right")
    func again() throws {
        let folder = try TemporaryFolder()
        for (index, golden) in try GoldenFold.all().enumerated() {
            let store = try folder.newStore("store-\(index)")
            try store.take(golden.entries)
            let faults = try store.doctor { _ in }.filter(\.isFault)
            #expect(faults.isEmpty, "\(golden.name): \(faults.map(\.text))")
            try compare(store, golden)
        }
    }

    private func compare(_ store: Store, _ golden: GoldenFold) throws {
        try store.read { snapshot in
            let digests = try snapshot.digests().map { ("\($0.key)", $0.value) }
            #expect(Dictionary(uniqueKeysWithValues: digests) == golden.digests)
            let open = try snapshot.conflicts(all: false)
            #expect(open.map(text).sorted() == golden.conflicts)
            var hidden: Set<String> = []
            var shown: [String: String] = [:]
            for kind in Set(try snapshot.counts().map(\.kind)) {
                var filter = RecordFilter(kind: kind)
                filter.includesHidden = true
                for record in try snapshot.records(filter) {
                    let name = "\(record.log) \(record.kind) \(record.id)"
                    if record.isHidden { hidden.insert(name) }
                    shown[name] =
                        JSON.object(record.fields.map { ($0.name, $0.value) })
                        .canonicalText
                }
            }
            #expect(hidden == golden.hidden)
            #expect(shown == golden.shown)
        }
    }

    private func text(_ conflict: Conflict) -> String {
        [
            conflict.id, conflict.code, "\(conflict.log)", conflict.kind, "\(conflict.recordID)",
            conflict.field, JSON.array(conflict.values.map(\.value)).canonicalText,
        ].joined(separator: "\t")
    }
}
