import CairnModel
import CairnStore
import CairnSync
import TestSupport
import Testing

struct ForkTests {
    let log = RecordID.new()
    let event = RecordID.new()

    /// A stream of ten entries, then two branches of it with an edit each and more after it.
    private func branches(
        after trunkCount: Int = 10, _ leftMore: Int = 3, _ rightMore: Int = 6
    ) -> (trunk: [[UInt8]], left: [[UInt8]], right: [[UInt8]]) {
        var author = Author(log: log, node: "k3x9q2m7v5t1h8d4")
        var trunk = [author.line("event", event, [("title", "Trunk")])]
        let made = author.dot
        trunk += author.events(trunkCount - 1)
        var other = author
        other.clock += 500
        let left =
            [author.line("event", event, [("title", "Left")], over: ["title": [made]])]
            + author.events(leftMore)
        let right =
            [other.line("event", event, [("title", "Right")], over: ["title": [made]])]
            + other.events(rightMore)
        return (trunk, left, right)
    }

    @Test("two branches of a stream come together in one run, and both are kept")
    func converges() throws {
        let (trunk, leftLines, rightLines) = branches()
        let (left, right) = (try Laptop(), try Laptop())
        try left.receive(trunk + leftLines)
        try right.receive(trunk + rightLines)
        let run = try run(left, right)
        #expect(run.step == .agreed)
        #expect(try left.vector == right.vector)
        #expect(try left.digests == right.digests)
        #expect(try left.entries == trunk.count + leftLines.count + rightLines.count)
        #expect(try left.vector.streams.values.map(\.count) == [2])
        #expect(try left.conflicts == 1)
    }

    @Test(
        "branches of any lengths come together, and sending twice does no harm",
        arguments: [(1, 0, 0), (1, 20, 0), (2, 0, 33), (7, 5, 5), (40, 1, 70), (64, 64, 63)])
    func lengths(_ trunkCount: Int, _ leftMore: Int, _ rightMore: Int) throws {
        let (trunk, leftLines, rightLines) = branches(after: trunkCount, leftMore, rightMore)
        let (left, right) = (try Laptop(), try Laptop())
        try left.receive(trunk + leftLines)
        try right.receive(trunk + rightLines)
        let run = try run(left, right)
        #expect(run.step == .agreed)
        #expect(run.rounds <= 4)
        #expect(try left.digests == right.digests)
        #expect(try left.vector == right.vector)
    }

    @Test("streams that part at their very first line come together")
    func noTrunk() throws {
        var one = Author(log: log, node: "k3x9q2m7v5t1h8d4")
        var two = one
        two.clock += 1
        let (left, right) = (try Laptop(), try Laptop())
        try left.receive(one.events(3))
        try right.receive(two.events(9))
        #expect(try run(left, right).step == .agreed)
        #expect(try left.digests == right.digests)
        #expect(try left.entries == 12)
    }

    @Test("a third store that took one branch first ends with both")
    func thirdStore() throws {
        let (trunk, leftLines, rightLines) = branches()
        let laptops = try (0..<3).map { _ in try Laptop() }
        try laptops[0].receive(trunk + leftLines)
        try laptops[1].receive(trunk + rightLines)
        _ = try run(laptops[2], laptops[0])
        #expect(try laptops[2].digests == laptops[0].digests)
        _ = try run(laptops[2], laptops[1])
        _ = try run(laptops[2], laptops[0])
        #expect(try laptops[0].digests == laptops[1].digests)
        #expect(try laptops[0].digests == laptops[2].digests)
        #expect(try laptops[0].vector == laptops[1].vector)
        #expect(try laptops[0].vector.streams.values.map(\.count) == [2])
    }

    @Test("a third store that took a branch by a bundle gets the other one by a bundle")
    func bundles() throws {
        let (trunk, leftLines, rightLines) = branches()
        let (left, right, third) = (try Laptop(), try Laptop(), try Laptop())
        try left.receive(trunk + leftLines)
        try right.receive(trunk + rightLines)
        try left.write(left.folder.file("b"))
        try right.write(right.folder.file("b"))
        try third.read(left.folder.file("b"))
        let second = try third.read(right.folder.file("b"))
        #expect(second.intake.known == trunk.count)
        #expect(second.intake.applied == rightLines.count)
        #expect(second.intake.newConflicts == 1)
        try left.read(right.folder.file("b"))
        #expect(try left.digests == third.digests)
    }

    @Test(
        "a store that is told of a line it lacks adds the lines 1, 2, 4, 8 below its tip, and the first"
    )
    func ladder() throws {
        let right = try Laptop()
        var author = Author(log: log, node: "k3x9q2m7v5t1h8d4")
        try right.receive(author.events(12))
        let stream = Vector.Stream(log: log, node: author.node)
        var hello = Hello.empty
        hello.holdings = .have(
            Vector([stream: [.init(seq: 13, head: Head("7DkU9Q2mRa8bNDt56NbxIm")!)]]))
        var server = ExchangeServer(store: right.store, access: .all)
        try server.feed(HandMade(hello: hello, sections: []).bytes)
        let answer = Collected()
        try server.answer(wall: wallNow(), to: answer.add)
        let have = try Hello(JSON(reading: answer.bytes.prefix { $0 != 0x0A })).have
        #expect(have?.streams[stream]?.map(\.seq) == [0, 4, 8, 10, 11, 12])
        // It cannot tell whether it is behind or on another branch, and so sends nothing.
        #expect(try Reading.of(answer.bytes).lines.isEmpty)
    }

    @Test("a store that is only behind is brought forward in the next round")
    func behind() throws {
        let (left, right) = (try Laptop(), try Laptop())
        var author = Author(log: log, node: "k3x9q2m7v5t1h8d4")
        let lines = author.events(30)
        try left.receive(lines)
        try right.receive(Array(lines.prefix(17)))
        let run = try run(left, right)
        #expect(run.rounds == 2)
        #expect(
            try Reading.of(#require(run.requests.dropFirst().first)).lines
                == Array(lines.suffix(13)))
    }

    @Test("the ladder never enters the sum")
    func sumWithoutLadder() throws {
        let (trunk, leftLines, rightLines) = branches()
        let (left, right) = (try Laptop(), try Laptop())
        try left.receive(trunk + leftLines)
        try right.receive(trunk + rightLines)
        let first = try run(left, right)
        let again = try run(left, right, remembered: first.caller.session.peerHave)
        #expect(again.rounds == 1)
        let answer = try Hello(JSON(reading: again.answers[0].prefix { $0 != 0x0A }))
        #expect(answer.have == nil)
    }

    @Test(
        "a backup that was put back unnoticed makes a fork; all converge, and the store takes a new id"
    )
    func backup() throws {
        let (laptop, third) = (try Laptop(), try Laptop())
        try laptop.make("event", event, in: log, [("title", "Before")])
        let files = try laptop.backup()
        try laptop.edit("event", event, in: log, [("title", "Lost")])
        _ = try run(laptop, third)
        try laptop.restore(files)
        let node = try laptop.store.node()
        try laptop.edit("event", event, in: log, [("title", "Anew")])
        #expect(try laptop.store.node() == node)
        let run = try run(laptop, third)
        #expect(run.step == .agreed)
        #expect(try laptop.digests == third.digests)
        #expect(try laptop.vector.streams.values.map(\.count) == [2])
        #expect(try third.conflicts == 1)
        let next = try laptop.store.perform { _ in
            Intent(
                [Edit(.write, log: log, kind: "event", id: event, set: [("title", "Both seen")])],
                by: nil)
        }
        #expect(next.newIdentity == .foreignOwnEntry)
        #expect(try laptop.store.node() != node)
        _ = try CairnSyncTests.run(laptop, third)
        #expect(try third.conflicts == 0)
        #expect(try third.title(event, in: log) == "Both seen")
    }
}
