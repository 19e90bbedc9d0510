import CairnModel
import CairnStore
import TestSupport
import Testing

/// The laws of merge, over real stores.
struct MergeLawTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(
        "idempotent: the same lines again change nothing", arguments: 1...8 as ClosedRange<UInt64>)
    func idempotent(seed: UInt64) throws {
        let lines = try RandomHistory(seed: seed, in: folder).lines
        let store = try folder.newStore()
        #expect(try store.take(lines).isEmpty)
        let before = try (store.dump(), StoreDump.log(store))
        let again = try store.receive(lines.reversed()) { _ in true }
        #expect(again.allSatisfy { $0.outcome == .known })
        #expect(try store.dump() == before.0)
        #expect(try StoreDump.log(store) == before.1)
    }

    @Test(
        "order-independent: any order in which lines can arrive means the same",
        arguments: 1...8 as ClosedRange<UInt64>)
    func orderIndependent(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let lines = try RandomHistory(seed: seed, in: folder).lines
        let first = try folder.newStore("given")
        #expect(try first.take(lines).isEmpty)
        for turn in 1...4 {
            let store = try folder.newStore("turn-\(turn)")
            #expect(try store.take(lines.shuffled(using: &random)).isEmpty)
            #expect(try store.dump() == first.dump())
        }
    }

    @Test(
        "commutative: A takes B's lines or B takes A's", arguments: 1...8 as ClosedRange<UInt64>)
    func commutative(seed: UInt64) throws {
        let parts = try RandomHistory(seed: seed, in: folder).parts
        let (left, right) = (try folder.newStore("left"), try folder.newStore("right"))
        try left.take(parts[0] + parts[1])
        try right.take(parts[1] + parts[0])
        #expect(try left.dump() == right.dump())
    }

    @Test(
        "associative: it does not matter which two of three meet first",
        arguments: 1...8 as ClosedRange<UInt64>)
    func associative(seed: UInt64) throws {
        let parts = try RandomHistory(seed: seed, in: folder).parts
        let stores = try (0..<3).map { try folder.newStore("left-\($0)") }
        let others = try (0..<3).map { try folder.newStore("right-\($0)") }
        for (index, part) in parts.enumerated() {
            try stores[index].take(part)
            try others[index].take(part)
        }
        try stores[0].pull(stores[1])
        try stores[0].pull(stores[2])
        try others[1].pull(others[2])
        try others[0].pull(others[1])
        #expect(try stores[0].dump() == others[0].dump())
    }

    @Test(
        "an edit beats everything that its author had seen, whatever the clocks say",
        arguments: [0, 5, 60, 60 * 24 * 365 * 30] as [Int64])
    func editBeatsWhatItSaw(minutesBehind: Int64) throws {
        let machine = TestMachine("slow", seed: 2)
        machine.wall -= minutesBehind * 60_000
        let (fast, slow) = (try folder.newStore("fast"), try folder.newStore("slow", on: machine))
        try fast.put(Some.event, in: Some.log, ("title", "First"))
        try fast.put(Some.event, in: Some.log, ("title", "Second"))
        try slow.pull(fast)
        try slow.put(Some.event, in: Some.log, ("title", "Third"))
        try fast.pull(slow)
        for store in [fast, slow] {
            #expect(try store.shown(Some.event, in: Some.log)?["title"] == "Third")
            #expect(try store.read { try $0.conflicts(all: true) }.isEmpty)
        }
    }

    @Test("nothing lost: of two edits at once both stay until someone resolves, and after that")
    func nothingLost() throws {
        let (left, right) = (try folder.newStore("left"), try folder.newStore("right"))
        try left.put(Some.event, in: Some.log, ("title", "Base"))
        try right.pull(left)
        try left.put(Some.event, in: Some.log, ("title", "Left"))
        try right.put(Some.event, in: Some.log, ("title", "Right"))
        try left.pull(right)
        try right.pull(left)
        for store in [left, right] {
            let conflicts = try store.read { try $0.conflicts(all: false) }
            #expect(conflicts.count == 1)
            #expect(Set(conflicts[0].values.map(\.value)) == ["Left", "Right"])
        }
        try left.put(Some.event, in: Some.log, resolve: true, ("title", "Both"))
        try right.pull(left)
        let ended = try right.read { try $0.conflicts(all: true) }
        #expect(ended.map(\.state) == [.resolved])
        #expect(Set(ended[0].values.map(\.value)) == ["Left", "Right"])
        let record = try #require(try right.shown(Some.event, in: Some.log))
        #expect(record["title"] == "Both")
        let history = try right.read { try $0.history(of: record) }.flatMap(\.changes)
        #expect(Set(history.map(\.after)) == ["Base", "Left", "Right", "Both"])
    }

    @Test("concurrent additions to a set all stay, and no conflict comes of them")
    func concurrentAdditions() throws {
        let stores = try (0..<4).map { try folder.newStore("store-\($0)") }
        try stores[0].put(Some.event, in: Some.log, ("title", "Base"))
        for store in stores[1...] { try store.pull(stores[0]) }
        for (index, store) in stores.enumerated() {
            try store.put(Some.event, in: Some.log, ("tag/\(index)", true))
            try store.put(Some.event, in: Some.log, ("tag/all", true))
        }
        for store in stores { for other in stores { try store.pull(other) } }
        for store in stores {
            let record = try #require(try store.shown(Some.event, in: Some.log))
            #expect(record.elements(of: "tag").map(\.name) == ["0", "1", "2", "3", "all"])
            #expect(try store.read { try $0.conflicts(all: true) }.isEmpty)
        }
    }
}
