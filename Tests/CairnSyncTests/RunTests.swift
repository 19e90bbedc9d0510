import CairnModel
import CairnStore
import CairnSync
import TestSupport
import Testing

struct RunTests {
    let left: Laptop
    let right: Laptop
    let log = RecordID.new()

    init() throws { (left, right) = (try Laptop(), try Laptop()) }

    private func author(_ node: String = "k3x9q2m7v5t1h8d4") -> Author {
        Author(log: log, node: node)
    }

    private func hello(_ bytes: [UInt8]) throws -> Hello {
        try Hello(JSON(reading: bytes.prefix { $0 != 0x0A }))
    }

    @Test("two stores that wrote apart hold the same after a run")
    func agree() throws {
        try left.make(in: log, [("title", "Left")])
        try right.make(in: log, [("title", "Right")])
        let run = try run(left, right)
        #expect(run.step == .agreed)
        #expect(run.rounds == 2)
        #expect(try left.digests == right.digests)
        #expect(try left.vector == right.vector)
        #expect(try left.entries == 2)
    }

    @Test("another sum than the one that was sent, or entries beside it, is no agreement")
    func foreignSum() throws {
        try left.make(in: log, [("title", "Left")])
        let first = try run(left, right)
        let remembered = try #require(first.caller.session.peerHave)
        try left.make(in: log, [("title", "New")])
        let zeros = Hello(
            node: NodeID("k3x9q2m7v5t1h8d4")!, time: wallNow(),
            holdings: .sum(String(repeating: "0", count: 64)))
        let nothing = HandMade(hello: .empty, sections: []).bytes
        let stuck = try run(
            left, right, remembered: remembered, request: { _, _ in nothing },
            answer: { _, _ in HandMade(hello: zeros, sections: []).bytes })
        #expect(stuck.step == .stuck)
        #expect(stuck.caller.sentEntries == 0)
        var asked: [UInt8] = []
        let fault = #expect(throws: SyncFault.self) {
            _ = try run(
                left, right, remembered: remembered,
                request: { _, bytes in
                    asked = bytes
                    return nothing
                }, answer: { _, _ in asked })
        }
        #expect(fault?.code == .notAnExchange)
        #expect(try run(left, right, remembered: remembered).step == .agreed)
        #expect(try left.digests == right.digests)
    }

    @Test("the first request carries no entries")
    func firstContact() throws {
        try left.make(in: log, [("title", "Left")])
        let run = try run(left, right)
        #expect(try Reading.of(run.requests[0]).lines.isEmpty)
        #expect(try Reading.of(#require(run.requests.dropFirst().first)).lines.count == 1)
    }

    @Test("a run with nothing to tell takes one round and changes nothing")
    func idle() throws {
        try left.make(in: log, [("title", "Left")])
        _ = try run(left, right)
        let again = try run(left, right)
        #expect(again.rounds == 1)
        #expect(again.step == .agreed)
        #expect(again.caller.intake.applied == 0)
    }

    @Test("two empty stores agree at once")
    func bothEmpty() throws {
        #expect(try run(left, right).rounds == 1)
    }

    @Test("equal sums end a run in one round of under 1 KB each way")
    func equalSums() throws {
        try left.make(in: log, [("title", "Left")])
        let first = try run(left, right)
        let again = try run(left, right, remembered: first.caller.session.peerHave)
        #expect(again.rounds == 1)
        #expect(again.step == .agreed)
        #expect(again.requests[0].count < 1024)
        #expect(again.answers[0].count < 1024)
        #expect(try hello(again.requests[0]).have == nil)
        #expect(try hello(again.answers[0]).have == nil)
    }

    @Test("a sum goes with the entries that it counts, and the one round suffices")
    func sumWithEntries() throws {
        try left.make(in: log, [("title", "Left")])
        let first = try run(left, right)
        try left.make(in: log, [("title", "More")])
        let again = try run(left, right, remembered: first.caller.session.peerHave)
        #expect(again.rounds == 1)
        #expect(try right.digests == left.digests)
    }

    @Test("another sum is answered with a vector and no entries, and the run goes on")
    func otherSum() throws {
        try left.make(in: log, [("title", "Left")])
        let first = try run(left, right)
        try right.make(in: log, [("title", "News")])
        let again = try run(left, right, remembered: first.caller.session.peerHave)
        #expect(try hello(again.answers[0]).have != nil)
        #expect(try Reading.of(again.answers[0]).lines.isEmpty)
        #expect(again.step == .agreed)
        #expect(try left.digests == right.digests)
    }

    @Test("a sum over another store's new log brings that log too")
    func sumWithNewLog() throws {
        try left.make(in: log, [("title", "Left")])
        let first = try run(left, right)
        try right.make(in: .new(), [("title", "Another log")])
        let again = try run(left, right, remembered: first.caller.session.peerHave)
        #expect(again.step == .agreed)
        #expect(try left.digests == right.digests)
    }

    @Test("over 5,000 entries go in several rounds, with more told")
    func manyEntries() throws {
        var author = author()
        try right.receive(author.events(5_001))
        let run = try run(left, right)
        #expect(run.step == .agreed)
        #expect(try Reading.of(run.answers[0]).more)
        #expect(try Reading.of(run.answers[0]).lines.count == 5_000)
        #expect(try left.entries == 5_001)
    }

    @Test("small limits both ways still bring everything over")
    func smallLimits() throws {
        var author = author()
        try left.receive(author.events(25))
        var other = self.author("w8r2c6n4z0j5p3f7")
        try right.receive(other.events(31))
        let run = try run(left, right, limits: .init(entriesMax: 3, bytesMax: 100_000))
        #expect(run.step == .agreed)
        #expect(try left.digests == right.digests)
        #expect(try left.entries == 56)
    }

    @Test("a lost answer is repaired by asking again")
    func lostAnswer() throws {
        try left.make(in: log, [("title", "Left")])
        try right.make(in: log, [("title", "Right")])
        let run = try run(left, right, answer: { $0 < 1 ? [] : $1 })
        #expect(run.step == .agreed)
        #expect(try left.digests == right.digests)
    }

    @Test("an answer cut anywhere costs a round and nothing else")
    func cutAnswers() throws {
        for tenth in 1...9 {
            let (left, right) = (try Laptop(), try Laptop())
            var author = author()
            try right.receive(author.events(3))
            try left.make(in: log, [("title", "Left")])
            let run = try run(
                left, right,
                answer: { $0 == 0 ? Array($1.prefix(max(200, $1.count * tenth / 10))) : $1 })
            #expect(run.step == .agreed, "\(tenth)")
            #expect(try left.digests == right.digests)
        }
    }

    @Test("a request damaged on its way is said to be damaged, and the run goes on")
    func damagedRequest() throws {
        try left.make(in: log, [("title", "Left")])
        let run = try run(
            left, right,
            request: { round, bytes in
                guard round == 1 else { return bytes }
                var bytes = bytes
                bytes[bytes.count - 200] ^= 1
                return bytes
            })
        #expect(
            try hello(#require(run.answers.dropFirst().first)).refused.map(\.code) == ["damaged"])
        #expect(run.step == .agreed)
        #expect(try left.digests == right.digests)
    }

    @Test("a damaged hello is answered with a vector, no entries and damaged")
    func damagedHello() throws {
        try right.make(in: log, [("title", "Right")])
        let run = try run(
            left, right,
            request: { round, bytes in
                var bytes = bytes
                if round == 0 { bytes[20] ^= 1 }
                return bytes
            })
        let answer = try hello(run.answers[0])
        #expect(try answer.have == right.vector)
        #expect(answer.refused.map(\.code) == ["damaged"])
        #expect(try Reading.of(run.answers[0]).lines.isEmpty)
        #expect(run.step == .agreed)
    }

    @Test("clocks more than five minutes apart are noticed")
    func clocks() throws {
        var caller = ExchangeCaller(store: left.store, access: .all)
        for (minutes, differ) in [(4, false), (6, true), (-6, true)] {
            try caller.request(wall: wallNow(), to: { _ in })
            var server = ExchangeServer(store: right.store, access: .all)
            try server.feed(HandMade(hello: .empty, sections: []).bytes)
            let answer = Collected()
            try server.answer(wall: wallNow() + Int64(minutes) * 60_000, to: answer.add)
            try caller.feed(answer.bytes)
            _ = try caller.finish(wall: wallNow())
            #expect(Clock.differ(by: caller.clockLead) == differ, "\(minutes)")
        }
    }

    @Test("a request of more entries or bytes than the limits is refused as a whole")
    func overLimit() throws {
        var author = author()
        let bytes = HandMade(hello: .empty, sections: [author.events(3), author.events(3)]).bytes
        for (limits, isTaken) in [
            (ExchangeWriter.Limits(entriesMax: 6, bytesMax: bytes.count), true),
            (ExchangeWriter.Limits(entriesMax: 5, bytesMax: bytes.count), false),
            (ExchangeWriter.Limits(entriesMax: 6, bytesMax: bytes.count - 1), false),
        ] {
            var server = ExchangeServer(store: right.store, access: .all, limits: limits)
            func serve() throws {
                try server.feed(bytes)
                try server.answer(wall: wallNow(), to: { _ in })
            }
            if isTaken {
                try serve()
            } else {
                #expect { try serve() } throws: { ($0 as? SyncFault)?.code == .tooLarge }
            }
        }
    }

    @Test(
        "what was refused for the want of something that came in the same round is asked for again")
    func refusedTooEarly() throws {
        var first = author()
        var naming = self.author("w8r2c6n4z0j5p3f7")
        let event = RecordID.new()
        let named = first.line("event", event, [("title", "One")])
        let names = naming.line(
            "event", event, [("title", "Two")], over: ["title": [first.dot]])
        // The answer of the first round has the two the wrong way round.
        try right.receive([named, names])
        let run = try run(
            left, right,
            answer: { round, bytes in
                guard round == 0 else { return bytes }
                let hello = Array(bytes.prefix { $0 != 0x0A })
                var made = HandMade()
                made.add(hello)
                made.check()
                made.add(names)
                made.add(named)
                made.check()
                made.end(2)
                return made.bytes
            })
        #expect(run.step == .agreed)
        #expect(try left.digests == right.digests)
    }
}
