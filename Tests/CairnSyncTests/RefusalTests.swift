import CairnModel
import CairnStore
import CairnSync
import TestSupport
import Testing

struct RefusalTests {
    let left: Laptop
    let right: Laptop
    let log = RecordID.new()

    init() throws { (left, right) = (try Laptop(), try Laptop()) }

    private func codes(_ result: BundleReader.Result) -> [String] {
        result.intake.refusals.list.map(\.code)
    }

    @Test("each thing that cannot be applied is refused with its code, and the rest goes on")
    func everyCode() throws {
        var good = Author(log: log, node: "aaaaaaaaaaaaaaaa")
        var gap = Author(log: log, node: "bbbbbbbbbbbbbbbb")
        _ = gap.events(1)
        var lost = Author(log: log, node: "cccccccccccccccc")
        _ = lost.events(1)
        var naming = Author(log: log, node: "dddddddddddddddd")
        let named = naming.line(
            "event", .new(), [("title", "X")], over: ["title": [lost.dot]])
        var made = HandMade(hello: .empty)
        let newer = String(
            decoding: Author(log: log, node: "eeeeeeeeeeeeeeee").firstLine, as: UTF8.self
        ).replacing("\"by\"", with: "\"by\"").replacing(
            ",\"log\"", with: ",\"crit\":[\"erase\"],\"log\"")
        for line in gap.events(1) + [named] + [Array(newer.utf8)] + [Array("[]".utf8)] {
            made.add(line)
        }
        made.add([UInt8](repeating: 0x20, count: Limit.entryBytesMax + 1))
        for line in good.events(3) { made.add(line) }
        made.check()
        made.end(8)
        let result = try left.read(made.bytes)
        #expect(result.intake.applied == 3)
        #expect(
            Set(codes(result))
                == ["gap", "missing-predecessor", "needs-upgrade", "bad-line", "too-large"])
        #expect(result.intake.refused == 5)
        #expect(result.isIncomplete)
    }

    @Test("a server refuses what a token may not write, and tells nothing of other logs")
    func forbidden() throws {
        let secret = RecordID.new()
        try right.make(in: secret, [("title", "Secret")])
        try right.make(in: log, [("title", "Shared")])
        try left.make(in: secret, [("title", "Pushed")])
        try left.make(in: log, [("title", "Mine")])
        let run = try run(left, right, serverAccess: Access(outgoing: [log], incoming: [log]))
        #expect(run.step == .stuck)
        #expect(run.caller.session.refusedByPeer.list.map(\.code) == ["forbidden"])
        #expect(run.caller.session.refusedByPeer.forbiddenLogs == [secret])
        let heard = run.answers.joined()
        let ownEntries = try left.vector.streams.keys.filter { $0.log == secret }
        #expect(ownEntries.count == 1)
        #expect(!String(decoding: heard, as: UTF8.self).contains("Secret"))
        #expect(
            try left.store.read { try $0.vector(of: [log]) }
                == right.store.read { try $0.vector(of: [log]) })
        #expect(try right.entries == 3)
    }

    @Test("a token that may read alone pulls, and the run ends")
    func readOnly() throws {
        try right.make(in: log, [("title", "Theirs")])
        try left.make(in: log, [("title", "Mine")])
        let run = try run(
            left, right, callerAccess: Access(outgoing: [], incoming: [log]),
            serverAccess: Access(outgoing: [log], incoming: []))
        #expect(run.step == .agreed)
        #expect(try left.entries == 2)
        #expect(try right.entries == 1)
    }

    @Test("a caller takes no log that it did not ask for")
    func unasked() throws {
        let other = RecordID.new()
        try right.make(in: other, [("title", "Unasked")])
        try right.make(in: log, [("title", "Asked")])
        let run = try run(left, right, callerAccess: Access(outgoing: [log], incoming: [log]))
        #expect(run.step == .agreed)
        #expect(try left.store.read { try $0.logs() } == [log])
    }

    @Test("after a refusal the stream is left out from there on, and what names it too")
    func leavesOut() throws {
        var stuck = Author(log: log, node: "aaaaaaaaaaaaaaaa")
        var naming = Author(log: log, node: "bbbbbbbbbbbbbbbb")
        var free = Author(log: log, node: "cccccccccccccccc")
        let event = RecordID.new()
        try right.receive([stuck.line("event", event, [("title", "One")])])
        try right.receive(stuck.events(2))
        try right.receive([
            naming.line("event", event, [("title", "Two")], over: ["title": [stuck.dot]])
        ])
        try right.receive(free.events(1))
        let refusal = Refusal(
            log: log, node: stuck.node, seq: 2, code: "needs-upgrade", detail: "")
        var hello = Hello.empty
        hello.refused = [refusal]
        var server = ExchangeServer(store: right.store, access: .all)
        try server.feed(HandMade(hello: hello, sections: []).bytes)
        let answer = Collected()
        try server.answer(wall: wallNow(), to: answer.add)
        let lines = try Reading.of(answer.bytes).lines.map { try Entry(line: $0) }
        #expect(lines.map(\.node) == [stuck.node, free.node])
        #expect(lines.map(\.seq) == [1, 1])
    }

    @Test("what names a refused line takes its own branch along, and no other one")
    func leavesOutBranch() throws {
        var stuck = Author(log: log, node: "aaaaaaaaaaaaaaaa")
        let event = RecordID.new()
        try right.receive([stuck.line("event", event, [("title", "One")])])
        var naming = Author(log: log, node: "bbbbbbbbbbbbbbbb")
        try right.receive(naming.events(1))
        var free = naming
        try right.receive([
            naming.line("event", event, [("title", "Two")], over: ["title": [stuck.dot]])
        ])
        // Names the line that names the refused one.
        let last = naming.line("event", event, [("title", "Three")], over: ["title": [naming.dot]])
        try right.receive([last])
        free.clock += 5
        let branch = free.events(2)
        try right.receive(branch)
        var hello = Hello.empty
        hello.refused = [
            Refusal(log: log, node: stuck.node, seq: 1, code: "needs-upgrade", detail: "")
        ]
        var server = ExchangeServer(store: right.store, access: .all)
        try server.feed(HandMade(hello: hello, sections: []).bytes)
        let answer = Collected()
        try server.answer(wall: wallNow(), to: answer.add)
        let lines = try Reading.of(answer.bytes).lines
        #expect(lines.count == 3)
        #expect(Array(lines.suffix(2)) == branch)
    }

    @Test(
        "after forbidden the whole log is left out; a refusal without a stream leaves out nothing")
    func leavesOutLog() throws {
        try right.make(in: log, [("title", "One")])
        var author = Author(log: log, node: "aaaaaaaaaaaaaaaa")
        let node = author.node
        try right.receive(author.events(1))
        for (code, isNull, count) in [("forbidden", false, 0), ("damaged", true, 2)] {
            var hello = Hello.empty
            hello.refused = [
                Refusal(
                    log: isNull ? nil : log, node: isNull ? nil : node, seq: isNull ? nil : 1,
                    code: code, detail: "")
            ]
            var server = ExchangeServer(store: right.store, access: .all)
            try server.feed(HandMade(hello: hello, sections: []).bytes)
            let answer = Collected()
            try server.answer(wall: wallNow(), to: answer.add)
            #expect(try Reading.of(answer.bytes).lines.count == count)
        }
    }

    @Test("the book keeps the lowest place of a stream and forgets what may pass now")
    func book() {
        let node = NodeID("aaaaaaaaaaaaaaaa")!
        func refusal(_ seq: Int64?, _ code: String) -> Refusal {
            Refusal(
                log: seq == nil ? nil : log, node: seq == nil ? nil : node, seq: seq, code: code,
                detail: "")
        }
        var book = RefusalBook()
        let noted = [
            refusal(5, "gap"), refusal(6, "gap"), refusal(4, "gap"), refusal(nil, "damaged"),
            refusal(nil, "damaged"), refusal(nil, "bad-line"),
        ].map { book.note($0) }
        #expect(noted == [true, false, true, true, false, true])
        #expect(book.leavingOut == [.init(log: log, node: node): 4])
        book.noteProgress()
        #expect(book.list.map(\.code) == ["bad-line"])
        #expect(book.leavingOut.isEmpty)
    }

    @Test("details of refusals hold no value of a field")
    func details() throws {
        var author = Author(log: log, node: "aaaaaaaaaaaaaaaa")
        _ = author.line("volunteer", .new(), [("email", "ana@example.org")])
        var made = HandMade(hello: .empty)
        made.add(author.line("volunteer", .new(), [("email", "ana@example.org")]))
        var broken = author.line("volunteer", .new(), [("email", "ana@example.org")])
        broken.insert(0x20, at: 1)
        made.add(broken)
        made.check()
        made.end(2)
        let result = try left.read(made.bytes)
        #expect(result.intake.refused == 2)
        for refusal in result.intake.refusals.list {
            #expect(!refusal.json.compactText.contains("ana"))
        }
    }
}

extension Author {
    /// The line that makes its first event.
    var firstLine: [UInt8] {
        var copy = self
        return copy.events(1)[0]
    }
}
