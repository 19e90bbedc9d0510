import CairnHTTP
import CairnModel
import CairnStore
import TestSupport
import Testing

@Suite(.serialized)
struct SyncTests {
    @Test("two stores that wrote apart hold the same after a run over HTTP")
    func agree() async throws {
        let (state, school) = (try Site(chapter: "State"), try Site(chapter: "Lincoln"))
        let log = try school.home
        let event = try school.event("Night display")
        try await LiveServer.with(state) { server in
            try await school.join(server.invitationForNew())
            let first = try await school.sync()
            #expect(first.hasAgreed)
            #expect(first.sent > 0)
            #expect(try state.title(event, in: log) == "Night display")
            try state.rename(event, "Film night", in: log)
            try school.event("Library table")
            let second = try await school.sync()
            #expect(second.hasAgreed)
            #expect(second.applied == 1)
            #expect(second.sent == 1)
            #expect(try school.title(event, in: log) == "Film night")
            #expect(try state.digest(of: log) == school.digest(of: log))
        }
    }

    @Test("a server of a newer version is told from what is no server, also by a preview")
    func newerServer() async throws {
        var exchange = HandExchange()
        exchange.hello = exchange.hello.setting("cairn", 2)
        let school = try Site(chapter: "Lincoln")
        for isPreview in [true, false] {
            let server = try FixedServer(FixedServer.exchange(exchange.bytes))
            let peer = Peer(
                name: "state", url: "http://127.0.0.1:\(server.port)", role: .chapter,
                chapter: nil)
            try school.store.save(peer)
            try school.store.setPeerToken("token", for: "state")
            let fault = await #expect(throws: HTTPFault.self) {
                if isPreview {
                    _ = try await SyncPreview.ask(school.store, peer, wall: wallNow())
                } else {
                    var run = SyncRun(store: school.store, peer: peer, wall: wallNow)
                    _ = try await run.run { _ in }
                }
            }
            #expect(fault?.code == .needsUpgrade)
        }
    }

    @Test(
        "what answers with nothing, or breaks off within its first line, is no server",
        arguments: [0, 40])
    func noExchange(length: Int) async throws {
        let school = try Site(chapter: "Lincoln")
        let body = Array(HandExchange().bytes.prefix(length))
        let server = try FixedServer(FixedServer.exchange(body))
        let peer = Peer(
            name: "state", url: "http://127.0.0.1:\(server.port)", role: .chapter, chapter: nil)
        try school.store.save(peer)
        try school.store.setPeerToken("token", for: "state")
        try school.event("Night display")
        var run = SyncRun(store: school.store, peer: peer, wall: wallNow)
        let fault = await #expect(throws: HTTPFault.self) { _ = try await run.run { _ in } }
        #expect(fault?.code == .notAServer)
        #expect(run.figures.sent == 0)
    }

    @Test("gzip of several members is one text")
    func members() async throws {
        let state = try Site(chapter: "State")
        let bytes = HandExchange().bytes
        try await LiveServer.with(state) { server in
            let token = try await Site(chapter: "Lincoln").join(server.invitationForNew()).token
            for place in [1, 100, bytes.count - 1] {
                var call = Call.sync(
                    Gzipped.bytes(Array(bytes[..<place])) + Gzipped.bytes(Array(bytes[place...])))
                call.headers.append(("content-encoding", "gzip"))
                let answer = try await call.send(to: server, token: token)
                #expect(answer.status == 200)
                #expect(answer.lines.first?["refused"] == nil)
                #expect(answer.lines.last?["end"] == true)
            }
        }
    }

    @Test("a run with nothing to say stays under 1 KB each way, whatever the vector's size")
    func noOp() async throws {
        let (state, school) = (try Site(chapter: "State"), try Site(chapter: "Lincoln"))
        try await LiveServer.with(state) { server in
            let answer = try await school.join(server.invitationForNew())
            let author = ManyNodes(log: answer.log)
            let lines = author.lines(count: 2_000)
            _ = try school.store.receive(lines) { _ in true }
            let first = try await school.sync()
            #expect(first.sent > 2_000)
            #expect(first.bytesSent > 40_000)
            let second = try await school.sync()
            #expect(second.hasAgreed)
            #expect(second.rounds == 1)
            #expect(second.bytesSent < 1_024)
            #expect(second.bytesReceived < 1_024)
        }
    }
}
