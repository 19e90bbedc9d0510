import CairnHTTP
import CairnModel
import CairnStore
import Testing

/// What a server heeds of its caller besides the lines.
@Suite(.serialized)
struct CallerTests {
    @Test("the server's people are told of a caller's clock until it is right")
    func clocks() async throws {
        let state = try Site(chapter: "State")
        let log = try state.home
        let lines = LogLines()
        try await LiveServer.with(state, logger: lines.logger) { server in
            let token = try await RoleTests.token(server, .chapter, log)
            func call(minutes: Int64) async throws -> Int64? {
                var exchange = HandExchange()
                let time = Timestamp(milliseconds: wallNow() + minutes * 60_000)
                exchange.hello = exchange.hello.setting("time", .string(time.instant))
                let answer = try await Call.sync(exchange.bytes).send(to: server, token: token)
                #expect(answer.status == 200)
                return try state.store.tokens()[0].clockLead
            }
            #expect(try await call(minutes: 2) == nil)
            let lead = try #require(try await call(minutes: -60))
            #expect((-3_700_000 ... -3_500_000).contains(lead))
            #expect(lines.all.contains { $0.contains("clock") })
            #expect(try await call(minutes: 0) == nil)
        }
    }

    @Test(
        "gzip comes where the caller takes it",
        arguments: [
            ("gzip", true), ("*", true), ("br, gzip;q=0.5", true), ("GZIP ; q=1.0", true),
            ("gzip;q=0, *", false), ("*, gzip;q=0.000", false), ("br", false), ("", false),
            ("*;q=0, gzip", true), ("gzip;q=x", false),
        ])
    func codings(_ header: String, _ isPacked: Bool) async throws {
        let state = try Site(chapter: "State")
        let log = try state.home
        try await LiveServer.with(state) { server in
            let token = try await RoleTests.token(server, .chapter, log)
            var call = Call.sync(HandExchange().bytes)
            call.headers.append(("accept-encoding", header))
            let answer = try await call.send(to: server, token: token)
            #expect(answer.status == 200)
            #expect((answer.headers["content-encoding"] == "gzip") == isPacked)
        }
    }
}
