import CairnModel
import CairnStore
import CairnSync
import TestSupport
import Testing

@Suite("An answer that is written ahead")
struct AheadTests {
    private let log = RecordID.new()
    private let (left, right): (Laptop, Laptop)
    private let limits = ExchangeWriter.Limits.http

    init() throws {
        (left, right) = (try Laptop(), try Laptop())
        var author = Author(log: log, node: "k3x9q2m7v5t1h8d4")
        var other = Author(log: log, node: "w8r2c6n4z0j5p3f7")
        try right.receive(author.events(7_000) + other.events(6_000))
    }

    /// Goes one round; hands the request's server, before it answers, to `look`.
    private func round(
        _ caller: inout ExchangeCaller, look: (inout ExchangeServer) throws -> Void = { _ in }
    ) throws -> (answer: ExchangeServer.Answer, bytes: [UInt8], step: CallerSession.Step) {
        let request = Collected()
        try caller.request(wall: wallNow(), to: request.add)
        var server = ExchangeServer(store: right.store, access: .all)
        try server.feed(request.bytes)
        try look(&server)
        let bytes = Collected()
        let answer = try server.answer(wall: wallNow(), to: bytes.add)
        try caller.feed(bytes.bytes)
        return (answer, bytes.bytes, try caller.finish(wall: wallNow()))
    }

    private func ahead(
        of answer: ExchangeServer.Answer
    ) throws -> (answer: ExchangeServer.Answer, bytes: [UInt8])? {
        guard let next = answer.next else { return nil }
        let bytes = Collected()
        let written = try ExchangeServer.answer(
            ahead: next, store: right.store, access: .all, wall: wallNow(), to: bytes.add)
        return (written, bytes.bytes)
    }

    @Test("is the one that is asked for, round after round, and brings the same lines")
    func fits() throws {
        var caller = ExchangeCaller(store: left.store, access: .all)
        var last = try round(&caller)
        var used = 0
        while last.step == .again {
            guard let ahead = try ahead(of: last.answer) else { break }
            let next = try round(&caller) { server in
                let fits = try server.fits(ahead.answer)
                #expect(fits)
            }
            #expect(try Reading.of(next.bytes).lines == Reading.of(ahead.bytes).lines)
            #expect(next.answer.next == ahead.answer.next)
            used += 1
            last = next
        }
        #expect(used == 2)
        #expect(last.step == .agreed)
        #expect(try left.digests == right.digests)
    }

    @Test("does not fit once something was written on either side", arguments: [true, false])
    func written(here: Bool) throws {
        var caller = ExchangeCaller(store: left.store, access: .all)
        let first = try round(&caller)
        let ahead = try #require(try ahead(of: first.answer))
        try (here ? left : right).make(in: log, [("title", "New")])
        _ = try round(&caller) { server in
            let fits = try server.fits(ahead.answer)
            #expect(!fits)
        }
    }

    @Test("does not fit what holds less, nor what refuses something")
    func otherwise() throws {
        var caller = ExchangeCaller(store: left.store, access: .all)
        let first = try round(&caller)
        let ahead = try #require(try ahead(of: first.answer))
        var less = try #require(ahead.answer.asked)
        for stream in less.streams.keys { less.streams[stream] = [.origin] }
        var hello = Hello.empty
        hello.holdings = .have(less)
        var server = ExchangeServer(store: right.store, access: .all)
        try server.feed(HandMade(hello: hello, sections: []).bytes)
        #expect(try server.fits(ahead.answer) == false)
        hello.holdings = .have(try #require(ahead.answer.asked))
        server = ExchangeServer(store: right.store, access: .all)
        try server.feed(HandMade(hello: hello, sections: []).bytes)
        #expect(try server.fits(ahead.answer) == true)
        hello.refused = [
            Refusal(
                log: log, node: hello.node, seq: 6_000, code: "needs-upgrade", detail: "later")
        ]
        server = ExchangeServer(store: right.store, access: .all)
        try server.feed(HandMade(hello: hello, sections: []).bytes)
        #expect(try server.fits(ahead.answer) == false)
    }

    @Test("does not fit a stream that is forked")
    func forked() throws {
        var branch = Author(log: log, node: "b7d5f3h1j9k8m6n4")
        var twin = branch
        twin.clock += 1
        try right.receive(branch.events(1) + twin.events(2))
        var caller = ExchangeCaller(store: left.store, access: .all)
        let first = try round(&caller)
        let ahead = try #require(try ahead(of: first.answer))
        _ = try round(&caller) { server in
            let fits = try server.fits(ahead.answer)
            #expect(!fits)
        }
    }
}
