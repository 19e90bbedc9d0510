import CairnHTTP
import CairnModel
import CairnStore
import Foundation
import NIOHTTP1
import TestSupport
import Testing

/// What only a raw connection can do to a server.
@Suite(.serialized)
struct RawTests {
    private static func head(_ token: String, _ more: String) -> String {
        "POST /v1/sync HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer \(token)\r\n"
            + "content-type: application/x-ndjson\r\n\(more)\r\n\r\n"
    }

    private static func chunk(_ bytes: [UInt8]) -> [UInt8] {
        Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8)
    }

    /// Sends pieces until an answer comes, at most so many.
    private static func flood(
        _ server: LiveServer, _ token: String, first: [UInt8], piece: [UInt8], times: Int
    ) throws -> (sent: Int, answer: String) {
        let socket = try RawSocket(port: server.port)
        socket.send(head(token, "transfer-encoding: chunked"))
        if !first.isEmpty { socket.send(chunk(first)) }
        var sent = 0
        while sent < times, !socket.hasAnswer, socket.send(chunk(piece)) { sent += 1 }
        return (sent, socket.readAll())
    }

    @Test("an endless first line is refused once it is longer than a hello may be")
    func endlessFirstLine() async throws {
        let state = try Site(chapter: "State")
        let settings = ServerSettings.testing { $0.limits.lingerSeconds = 5 }
        try await LiveServer.with(state, settings: settings) { server in
            let token = try await RoleTests.token(server, .chapter, state.home)
            let piece = [UInt8](repeating: 0x41, count: 100_000)
            let (sent, answer) = try await blocking {
                try Self.flood(server, token, first: [], piece: piece, times: 50_000)
            }
            #expect(answer.contains("HTTP/1.1 400"))
            #expect(answer.contains("\"code\":\"bad-line\""))
            #expect(sent < 50_000)
        }
    }

    @Test("an endless line behind a good hello is refused at the limit, in steady memory")
    func endlessLine() async throws {
        let state = try Site(chapter: "State")
        let settings = ServerSettings.testing { $0.limits.lingerSeconds = 5 }
        try await LiveServer.with(state, settings: settings) { server in
            let token = try await RoleTests.token(server, .chapter, state.home)
            let hello = HandExchange.section([Array(HandExchange().hello.compactText.utf8)])
            let piece = [UInt8](repeating: 0x41, count: 100_000)
            let before = try Self.residentMegabytes()
            for _ in 0..<3 {
                let (_, answer) = try await blocking {
                    try Self.flood(server, token, first: hello, piece: piece, times: 50_000)
                }
                #expect(answer.contains("HTTP/1.1 413"))
                #expect(answer.contains("\"code\":\"too-large\""))
            }
            #expect(try Self.residentMegabytes() - before < 100)
        }
    }

    @Test("a body that does not get on is given up, and its connection closed")
    func slowBody() async throws {
        let state = try Site(chapter: "State")
        let settings = ServerSettings.testing {
            $0.limits.bodySeconds = 1
            $0.limits.lingerSeconds = 1
        }
        try await LiveServer.with(state, settings: settings) { server in
            let token = try await RoleTests.token(server, .chapter, state.home)
            let socket = try RawSocket(port: server.port)
            socket.send(Self.head(token, "content-length: 1000"))
            socket.send("{")
            let answer = try await blocking { socket.readAll() }
            #expect(answer.contains("HTTP/1.1 408"))
            #expect(answer.contains("\"code\":\"timeout\""))
        }
    }

    @Test(
        "a body that stands still or trickles is told so while its connection is open",
        arguments: [0, 1])
    func stalledBody(bytesAtOnce: Int) async throws {
        let state = try Site(chapter: "State")
        let log = try state.home
        let settings = ServerSettings.testing {
            $0.limits.bodyPauseSeconds = 1
            $0.limits.lingerSeconds = 1
        }
        try await LiveServer.with(state, settings: settings) { server in
            let token = try await RoleTests.token(server, .chapter, log)
            let line = ManyNodes(log: log).line(node: ManyNodes.node(7), title: "Kept")
            let hello = HandExchange.section([Array(HandExchange().hello.compactText.utf8)])
            let socket = try RawSocket(port: server.port)
            socket.send(Self.head(token, "content-length: 100000"))
            socket.send(hello + HandExchange.section([line]))
            let answer = try await blocking {
                for _ in 0..<100 where !socket.hasAnswer {
                    usleep(100_000)
                    socket.send([UInt8](repeating: 0x20, count: bytesAtOnce))
                }
                return socket.readAll()
            }
            #expect(answer.contains("HTTP/1.1 408"))
            #expect(answer.contains("\"code\":\"timeout\""))
            // What its checks confirmed is kept.
            #expect(try state.store.read { try $0.entryCount() } > 0)
            let next = try await Call.sync(HandExchange().bytes).send(to: server, token: token)
            #expect(next.text.contains("Kept"))
        }
    }

    @Test("a long body that gets on is taken, however many pauses it makes")
    func pausingBody() async throws {
        let state = try Site(chapter: "State")
        let log = try state.home
        let settings = ServerSettings.testing { $0.limits.bodyPauseSeconds = 1 }
        try await LiveServer.with(state, settings: settings) { server in
            let token = try await RoleTests.token(server, .chapter, log)
            let body = HandExchange(ManyNodes(log: log).lines(count: 40)).bytes
            let socket = try RawSocket(port: server.port)
            socket.send(Self.head(token, "connection: close\r\ncontent-length: \(body.count)"))
            let answer = try await blocking {
                for start in stride(from: 0, to: body.count, by: 4_000) {
                    socket.send(Array(body[start..<min(start + 4_000, body.count)]))
                    usleep(500_000)
                }
                return socket.readAll()
            }
            #expect(answer.contains("HTTP/1.1 200"))
        }
    }

    @Test("a connection that says nothing is closed")
    func silence() async throws {
        let state = try Site(chapter: "State")
        let settings = ServerSettings.testing { $0.limits.idleSeconds = 1 }
        try await LiveServer.with(state, settings: settings) { server in
            let socket = try RawSocket(port: server.port)
            socket.send("POST /v1/sync HTTP/1.1\r\nhost: ")
            #expect(try await blocking { socket.readAll() } == "")
        }
    }

    @Test("what is no HTTP is refused and does no harm")
    func noHTTP() async throws {
        let state = try Site(chapter: "State")
        try await LiveServer.with(state) { server in
            for text in [
                "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}", "GET / HTTP/9.9\r\n\r\n",
                "GET /\r\n\r\n", "POST /v1/sync HTTP/1.1\r\ncontent-length: -1\r\n\r\n",
                "POST /v1/sync HTTP/1.1\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\nZ\r\n",
                "GET /healthz HTTP/1.1\r\n" + String(repeating: "x: y\r\n", count: 2_000) + "\r\n",
                "GET /" + String(repeating: "a", count: 200_000) + " HTTP/1.1\r\n\r\n",
            ] {
                let socket = try RawSocket(port: server.port)
                socket.send(text)
                socket.send("\r\n\r\n")
                let answer = try await blocking { socket.firstAnswer() }
                #expect(!answer.contains("HTTP/1.1 5"), "\(text.prefix(40))")
                if answer.contains("HTTP/1.1") {
                    #expect(answer.contains("HTTP/1.1 400"), "\(text.prefix(40))")
                    #expect(answer.contains("\"code\":\"bad-request\""), "\(text.prefix(40))")
                }
            }
            #expect(try await Call(method: .GET, path: "/healthz").send(to: server).status == 200)
        }
    }

    @Test(
        "a request that is none is told so in a problem object",
        arguments: [
            "GET /healthz HTTP/1.1\r\n\r\n",
            "GET /healthz HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n",
            "FETCH /healthz HTTP/1.1\r\nhost: a\r\n\r\n",
            "POST /v1/sync HTTP/1.1\r\nhost: a\r\ncontent-length: x\r\n\r\n",
            "GET /healthz HTTP/1.1\r\nhost: a\r\nx: " + String(repeating: "x", count: 40_000)
                + "\r\n\r\n",
        ])
    func badRequests(_ text: String) async throws {
        try await LiveServer.with(Site(chapter: "State")) { server in
            let socket = try RawSocket(port: server.port)
            socket.send(text)
            let answer = try await blocking { socket.firstAnswer() }
            #expect(answer.contains("HTTP/1.1 400"), "\(text.prefix(60)): \(answer)")
            #expect(answer.contains("content-type: application/problem+json"), "\(answer)")
            #expect(answer.contains("\"code\":\"bad-request\""), "\(answer)")
        }
    }

    @Test("HTTP/1.0 needs no host")
    func oldHTTP() async throws {
        try await LiveServer.with(Site(chapter: "State")) { server in
            let socket = try RawSocket(port: server.port)
            socket.send("GET /healthz HTTP/1.0\r\n\r\n")
            let answer = try await blocking { socket.firstAnswer() }
            #expect(answer.contains(" 200 "), "\(answer)")
        }
    }

    @Test("what a check confirmed of a request that breaks off is kept")
    func cutRequest() async throws {
        let state = try Site(chapter: "State")
        let log = try state.home
        try await LiveServer.with(state) { server in
            let token = try await RoleTests.token(server, .chapter, log)
            let line = ManyNodes(log: log).line(node: ManyNodes.node(7), title: "Kept")
            let hello = HandExchange.section([Array(HandExchange().hello.compactText.utf8)])
            do {
                let socket = try RawSocket(port: server.port)
                socket.send(Self.head(token, "content-length: 100000"))
                socket.send(hello + HandExchange.section([line]))
                try await Task.sleep(for: .milliseconds(300))
            }
            try await eventually {
                let answer = try await Call.sync(HandExchange().bytes)
                    .send(to: server, token: token)
                return answer.text.contains("Kept")
            }
        }
    }

    @Test("somebody who does not take the answer is cut off after a while")
    func unreadAnswer() async throws {
        let state = try Site(chapter: "State")
        // More than the sockets' own memory holds.
        for number in 0..<70 {
            try state.event("\(number) " + String(repeating: "x", count: 100_000))
        }
        let settings = ServerSettings.testing { $0.limits.answerSeconds = 1 }
        try await LiveServer.with(state, settings: settings) { server in
            let token = try await RoleTests.token(server, .chapter, state.home)
            let socket = try RawSocket(port: server.port, room: 4_096)
            let body = HandExchange().bytes
            socket.send(Self.head(token, "content-length: \(body.count)"))
            socket.send(body)
            try await eventually { socket.hasAnswer }
            try await Task.sleep(for: .seconds(3))
            let text = try await blocking { socket.readAll() }
            #expect(text.contains("HTTP/1.1 200"))
            #expect(!text.contains("{\"end\":true"))
        }
    }

    private static func residentMegabytes() throws -> Int {
        let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        return (Int(text.split(separator: " ")[1]) ?? 0) * 4096 / 1_048_576
    }
}

/// Runs what blocks on a thread of its own: Swift's own threads are as few as the processor's
/// cores, and the server needs them.
func blocking<Result: Sendable>(
    _ body: @escaping @Sendable () throws -> Result
) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        Thread { continuation.resume(with: Swift.Result(catching: body)) }.start()
    }
}

/// Waits for a condition, for at most ten seconds.
func eventually(_ condition: () async throws -> Bool) async throws {
    for _ in 0..<100 {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(100))
    }
    Issue.record("it did not happen within ten seconds")
}
