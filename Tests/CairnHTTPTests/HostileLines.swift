import CairnModel
import TestSupport

/// Lines that are no entries, and exchanges that are odd: the answer is an exchange that says so,
/// and the rest of what came with them is taken.
extension HostileInput {
    static let lines: [HostileInput] = [
        line("a line that is no JSON", "bad-line") { _ in Array("hello".utf8) },
        line("an empty line", "bad-line") { _ in [] },
        line("a list as a line", "bad-line") { _ in Array("[1]".utf8) },
        line("invalid UTF-8", "bad-line") { log in
            entry(log) { $0.replacing("Title", with: "\u{1}") }.map { $0 == 1 ? 0xFF : $0 }
        },
        line("an escape that is not the shortest", "bad-line") { log in
            entry(log) { $0.replacing("Title", with: "\\u0054itle") }
        },
        line("white space", "bad-line") { log in
            entry(log) { $0.replacing(",\"by\"", with: ", \"by\"") }
        },
        line("keys out of order", "bad-line") { log in
            entry(log) {
                $0.replacing("\"seq\":1}", with: "}").replacing(
                    "{\"at\"", with: "{\"seq\":1,\"at\""
                )
                .replacing(",}", with: "}")
            }
        },
        line("a key twice", "bad-line") { log in
            entry(log) { $0.replacing("\"by\":null,", with: "\"by\":null,\"by\":null,") }
        },
        line("a fraction", "bad-line") { log in
            entry(log) { $0.replacing("\"seq\":1}", with: "\"seq\":1.0}") }
        },
        line("an exponent", "bad-line") { log in
            entry(log) { $0.replacing("\"seq\":1}", with: "\"seq\":1e0}") }
        },
        line("a place past 2^53", "bad-line") { log in
            entry(log) { $0.replacing("\"seq\":1}", with: "\"seq\":9007199254740992}") }
        },
        line("place 0", "bad-line") { log in
            entry(log) { $0.replacing("\"seq\":1}", with: "\"seq\":0}") }
        },
        line("a zero byte in a text", "bad-line") { log in
            entry(log) { $0.replacing("Title", with: "\\u0000") }
        },
        line("a lone surrogate", "bad-line") { log in
            entry(log) { $0.replacing("Title", with: "\\ud800") }
        },
        line("nesting of 200 levels", "bad-line") { log in
            entry(log) {
                $0.replacing(
                    "\"Title\"",
                    with: String(repeating: "[", count: 200) + String(repeating: "]", count: 200))
            }
        },
        line("a list as a value", "bad-line") { log in
            entry(log) { $0.replacing("\"Title\"", with: "[1]") }
        },
        line("a key of 201 bytes", "bad-line") { log in
            entry(log) {
                $0.replacing("\"title\"", with: "\"\(String(repeating: "t", count: 201))\"")
            }
        },
        line("a field with a capital", "bad-line") { log in
            entry(log) { $0.replacing("\"title\"", with: "\"Title\"") }
        },
        line("no ops in the list", "bad-line") { log in
            Array(
                ("{\"at\":\"2026-04-03T15:04:05.123Z-0000\",\"by\":null,\"log\":\"\(log)\","
                    + "\"node\":\"\(node)\",\"ops\":[],\"prev\":\"\",\"seq\":1}").utf8)
        },
        line("an hour of 24", "bad-line") { log in
            entry(log) { $0.replacing("T15:04:05", with: "T24:04:05") }
        },
        line("a head at place 1", "bad-line") { log in
            entry(log) { $0.replacing("\"prev\":\"\"", with: "\"prev\":\"\(head)\"") }
        },
        line("a node with a path in it", "bad-line") { log in
            entry(log) { $0.replacing(node, with: "../../etc/passwd") }
        },
        line("a line of over 256 KiB", "too-large") { log in
            entry(log) { $0.replacing("Title", with: String(repeating: "T", count: 262_144)) }
        },
        line("place 2 without place 1", "gap") { log in place(log, 2) },
        line("the greatest place", "gap") { log in place(log, 9_007_199_254_740_991) },
        line("an edit over what is not there", "missing-predecessor") { log in
            entry(log) {
                $0.replacing(
                    "\"kind\":\"event\",",
                    with: "\"kind\":\"event\",\"over\":{\"title\":[\"\(dot)\"]},")
            }
        },
        line("a feature that nobody knows", "needs-upgrade") { log in
            entry(log) { $0.replacing(",\"log\"", with: ",\"crit\":[\"magic\"],\"log\"") }
        },
        line("a log that is not open to it", "forbidden") { _ in
            ManyNodes(log: .new()).line(node: node, title: "Title")
        },
        answered("a section whose check does not fit", ["damaged"]) { log in
            HandExchange.section([Array(HandExchange().hello.compactText.utf8)])
                + HandExchange.section(
                    [ManyNodes(log: log).line(node: node, title: "")],
                    check: String(repeating: "0", count: 64))
        },
        answered("a check that is a number", ["damaged"]) { log in
            HandExchange.section([Array(HandExchange().hello.compactText.utf8)])
                + ManyNodes(log: log).line(node: node, title: "") + Array("\n{\"check\":1}\n".utf8)
        },
        answered("a hello whose check does not fit", ["damaged"]) { _ in
            HandExchange.section(
                [Array(HandExchange().hello.compactText.utf8)],
                check: String(repeating: "0", count: 64))
        },
        answered("an exchange that is cut after the hello") { _ in
            HandExchange.section([Array(HandExchange().hello.compactText.utf8)])
        },
        answered("lines behind the end") { log in
            HandExchange().bytes + ManyNodes(log: log).line(node: node, title: "") + [0x0A]
        },
        answered("ten thousand streams in a vector") { log in
            let pair: JSON = [1, .string(head)]
            return vector(
                (0..<10_000).map { (key: ManyNodes.node($0), value: pair) }, log)
        },
        answered("a vector with the greatest place") { log in
            vector(
                [(key: node, value: [.integer(Limit.integerMax), .string(head)])], log)
        },
        answered("a vector of five thousand logs that nobody has") { _ in
            var exchange = HandExchange()
            let pair = JSON(dictionaryLiteral: (node, [1, .string(head)]))
            exchange.hello = exchange.hello.setting(
                "have",
                .object((0..<5_000).map { _ in (key: RecordID.new().description, value: pair) }))
            return exchange.bytes
        },
        answered("five thousand refusals") { log in
            var exchange = HandExchange()
            let refused = (0..<5_000).map { number -> JSON in
                [
                    "log": .string(log.description), "node": .string(ManyNodes.node(number)),
                    "seq": 1, "code": "gap", "detail": "",
                ]
            }
            exchange.hello = exchange.hello.setting("refused", .array(refused))
            return exchange.bytes
        },
        answered("an object that is no line of an exchange") { _ in
            HandExchange([Array("{\"surprise\":1}".utf8)]).bytes
        },
    ]

    static let node = "k3x9q2m7v5t1h8d4"
    static let head = String(repeating: "A", count: 22)
    static let dot = "zzzzzzzzzzzzzzzz:1:AAAAAA"

    /// A good entry, changed as a text.
    private static func entry(_ log: RecordID, _ change: (String) -> String) -> [UInt8] {
        let line = ManyNodes(log: log).line(node: node, title: "Title")
        return Array(change(String(decoding: line, as: UTF8.self)).utf8)
    }

    private static func place(_ log: RecordID, _ seq: Int64) -> [UInt8] {
        ManyNodes(log: log).line(node: node, seq: seq, prev: head, title: "Title")
    }

    private static func vector(_ nodes: [(key: String, value: JSON)], _ log: RecordID) -> [UInt8] {
        var exchange = HandExchange()
        exchange.hello = exchange.hello.setting(
            "have", .object([(log.description, .object(nodes))]))
        return exchange.bytes
    }
}
