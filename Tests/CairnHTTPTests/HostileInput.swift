import CairnModel
import CairnStore
import NIOHTTP1
import TestSupport
import Testing

/// A request that no honest client sends, and what it gets.
struct HostileInput: Sendable, CustomTestStringConvertible {
    let name: String
    let status: Int
    /// The problem's code; nil where the answer is an exchange.
    var code: String?
    /// Codes in the `refused` of the answer.
    var refused: [String] = []
    var withToken = true
    var call: @Sendable (RecordID) -> Call

    var testDescription: String { name }

    /// A whole request that is refused.
    static func fails(
        _ name: String, _ status: Int, _ code: String?, withToken: Bool = true,
        _ call: @escaping @Sendable (RecordID) -> Call
    ) -> HostileInput {
        HostileInput(name: name, status: status, code: code, withToken: withToken, call: call)
    }

    /// An exchange that is answered by one, which refuses something of it.
    static func line(
        _ name: String, _ refused: String, _ line: @escaping @Sendable (RecordID) -> [UInt8]
    ) -> HostileInput {
        HostileInput(name: name, status: 200, refused: [refused]) { log in
            .sync(HandExchange([line(log)]).bytes)
        }
    }

    /// An exchange that is answered, with these refusals.
    static func answered(
        _ name: String, _ refused: [String] = [], _ body: @escaping @Sendable (RecordID) -> [UInt8]
    ) -> HostileInput {
        HostileInput(name: name, status: 200, refused: refused) { .sync(body($0)) }
    }
}

// MARK: Whole requests

extension HostileInput {
    static let whole: [HostileInput] = [
        fails("no token", 401, "unauthorized", withToken: false) { _ in
            .sync(HandExchange().bytes)
        },
        fails("a guessed token", 401, "unauthorized", withToken: false) { _ in
            with(("authorization", "Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"))
        },
        fails("another scheme", 401, "unauthorized", withToken: false) { _ in
            with(("authorization", "Basic YWRtaW46YWRtaW4="))
        },
        fails("a bearer without a token", 401, "unauthorized", withToken: false) { _ in
            with(("authorization", "Bearer "))
        },
        fails("a token of 4,000 characters", 401, "unauthorized", withToken: false) { _ in
            with(("authorization", "Bearer " + String(repeating: "A", count: 4_000)))
        },
        fails("a token that is SQL", 401, "unauthorized", withToken: false) { _ in
            with(("authorization", "Bearer ' OR 1=1 --"))
        },
        fails("no media type", 415, "unsupported") { _ in Call(body: HandExchange().bytes) },
        fails("JSON as the media type", 415, "unsupported") { _ in
            Call(headers: [("content-type", "application/json")], body: HandExchange().bytes)
        },
        fails("a form", 415, "unsupported") { _ in
            Call(
                headers: [("content-type", "application/x-www-form-urlencoded")],
                body: Array("a=b".utf8))
        },
        fails("a packing that nobody knows", 415, "unsupported") { _ in
            Call(
                headers: [Call.exchange, ("content-encoding", "br")], body: HandExchange().bytes)
        },
        fails("two packings", 415, "unsupported") { _ in
            Call(
                headers: [Call.exchange, ("content-encoding", "gzip, gzip")],
                body: HandExchange().bytes)
        },
        fails("gzip that is none", 400, "damaged") { _ in packed(HandExchange().bytes) },
        fails("gzip with a flipped byte", 400, "damaged") { _ in
            var bytes = Gzipped.bytes(HandExchange().bytes)
            bytes[bytes.count / 2] ^= 0x55
            return packed(bytes)
        },
        fails("a gzip bomb of 400 MB in the first line", 400, "bad-line") { _ in
            packed(Gzipped.bomb)
        },
        fails("a gzip bomb behind a good hello", 413, "too-large") { _ in
            packed(
                Gzipped.bytes(
                    HandExchange.section([Array(HandExchange().hello.compactText.utf8)])
                        + [UInt8](repeating: 0x20, count: 20_000_000)))
        },
        fails("no body", 400, "bad-line") { _ in .sync([]) },
        fails("one line without an end", 400, "bad-line") { _ in .sync(Array("{".utf8)) },
        fails("a page", 400, "bad-line") { _ in .sync(Array("<html>\n</html>\n".utf8)) },
        fails("a list", 400, "bad-line") { _ in .sync(Array("[]\n".utf8)) },
        fails("a length of 9 MB", 413, "too-large") { _ in
            .sync([UInt8](repeating: 0x0A, count: 9_000_000))
        },
        fails("entries without a hello", 400, "bad-line") { log in
            .sync(
                HandExchange.section([ManyNodes(log: log).line(node: ManyNodes.node(1), title: "")])
            )
        },
        fails("an end and nothing else", 400, "bad-line") { _ in .sync(HandExchange().end) },
        fails("version 2", 426, "needs-upgrade") { _ in hello("cairn", 2) },
        fails("version 0", 426, "needs-upgrade") { _ in hello("cairn", 0) },
        fails("a version that is a text", 400, "bad-line") { _ in hello("cairn", "1") },
        fails("a node of 15 characters", 400, "bad-line") { _ in hello("node", "k3x9q2m7v5t1h8d") },
        fails("a node with capitals", 400, "bad-line") { _ in hello("node", "K3X9Q2M7V5T1H8D4") },
        fails("a time that does not exist", 400, "bad-line") { _ in
            hello("time", "2026-02-30T15:04:06Z")
        },
        fails("a time that is a number", 400, "bad-line") { _ in hello("time", 1) },
        fails("neither have nor sum", 400, "bad-line") { _ in hello("have", nil) },
        fails("both have and sum", 400, "bad-line") { _ in
            hello("sum", .string(String(repeating: "0", count: 64)))
        },
        fails("a have that is a list", 400, "bad-line") { _ in hello("have", []) },
        fails("a have with a log that is none", 400, "bad-line") { _ in
            hello("have", ["0193": ["k3x9q2m7v5t1h8d4": []]])
        },
        fails("a have with half a pair", 400, "bad-line") { log in
            hello(
                "have",
                .object([(log.description, JSON(dictionaryLiteral: ("k3x9q2m7v5t1h8d4", [1])))]))
        },
        fails("a have with a negative place", 400, "bad-line") { log in
            hello("have", pair(log, -1))
        },
        fails("a have with a place past 2^53", 400, "bad-line") { log in
            hello("have", pair(log, 9_007_199_254_740_992))
        },
        fails("a refused list of numbers", 400, "bad-line") { _ in hello("refused", [1]) },
        fails("an address that is none", 404, "not-found") { _ in
            Call(method: .GET, path: "/v1/nothing")
        },
        fails("a path that climbs", 404, "not-found") { _ in
            Call(method: .GET, path: "/v1/../../etc/passwd")
        },
        fails("GET on the exchange", 405, "method") { _ in Call(method: .GET) },
        fails("DELETE on the exchange", 405, "method") { _ in Call(method: .DELETE) },
        fails("watching without a token", 401, "unauthorized", withToken: false) { _ in
            Call(method: .GET, path: "/v1/watch")
        },
        fails("joining with a list", 400, "bad-request") { _ in join(Array("[]".utf8)) },
        fails("joining with what is no JSON", 400, "bad-request") { _ in join(Array("{".utf8)) },
        fails("joining with 20 KB", 413, "too-large") { _ in
            join([UInt8](repeating: 0x20, count: 20_000))
        },
        fails("joining without a code", 400, "invalid_value") { _ in
            join(Array("{\"node\":\"k3x9q2m7v5t1h8d4\"}".utf8))
        },
        fails("joining with a wrong code", 404, "not-found") { _ in
            join(Array("{\"code\":\"x\",\"node\":\"k3x9q2m7v5t1h8d4\"}".utf8))
        },
        fails("joining with a node that is none", 400, "invalid_value") { _ in
            join(Array("{\"code\":\"x\",\"node\":\"../../etc\"}".utf8))
        },
        fails("joining as a form", 415, "unsupported") { _ in
            Call(path: "/v1/join", headers: [("content-type", "text/plain")], body: [0x7B, 0x7D])
        },
        fails("inviting without a token", 401, "unauthorized", withToken: false) { _ in
            Call(
                path: "/v1/invitations", headers: [("content-type", "application/json")],
                body: [0x7B, 0x7D])
        },
        fails("a hello of more than 4 MiB", 413, "too-large") { _ in
            hello("x", .string(String(repeating: "x", count: 4_200_000)))
        },
        fails("5,001 entries", 413, "too-large") { log in
            .sync(many(log, count: 5_001))
        },
    ]

    private static func with(_ header: (String, String)) -> Call {
        Call(headers: [Call.exchange, header], body: HandExchange().bytes)
    }

    private static func packed(_ body: [UInt8]) -> Call {
        Call(headers: [Call.exchange, ("content-encoding", "gzip")], body: body)
    }

    private static func hello(_ key: String, _ value: JSON?) -> Call {
        var exchange = HandExchange()
        exchange.hello =
            value.map { exchange.hello.setting(key, $0) } ?? exchange.hello.removing(key)
        return .sync(exchange.bytes)
    }

    private static func pair(_ log: RecordID, _ seq: Int64) -> JSON {
        let head = JSON.string(String(repeating: "A", count: 22))
        return .object([
            (log.description, JSON(dictionaryLiteral: ("k3x9q2m7v5t1h8d4", [.integer(seq), head])))
        ])
    }

    private static func join(_ body: [UInt8]) -> Call {
        Call(path: "/v1/join", headers: [("content-type", "application/json")], body: body)
    }

    private static func many(_ log: RecordID, count: Int) -> [UInt8] {
        let lines = ManyNodes(log: log).lines(count: count)
        var bytes = HandExchange.section([Array(HandExchange().hello.compactText.utf8)])
        for start in stride(from: 0, to: count, by: 500) {
            bytes += HandExchange.section(Array(lines[start..<min(start + 500, count)]))
        }
        return bytes + HandExchange(lines).end
    }
}
