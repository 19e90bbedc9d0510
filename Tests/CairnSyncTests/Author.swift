import CairnModel
import CairnSync

/// Writes entry lines as one node, in one log; a copy of it writes another branch.
struct Author {
    let log: RecordID
    let node: NodeID
    private(set) var seq: Int64 = 0
    private(set) var prev: Head?
    var clock: Int64 = 1_775_228_645_000
    /// In every line, as in a people log.
    var salt: String?

    init(log: RecordID, node: String) {
        (self.log, self.node) = (log, NodeID(node)!)
    }

    /// The dot of the last line.
    var dot: Dot { Dot(node: node, seq: seq, mark: prev!.mark) }

    /// The next line: fields of a record.
    mutating func line(
        _ kind: String = "event", _ id: RecordID, _ set: [(field: String, value: JSON)],
        over: [String: [Dot]] = [:], part: Dot? = nil
    ) -> [UInt8] {
        seq += 1
        clock += 1000
        let operation = EntryWriter.Operation(kind: kind, id: id, set: set, over: over)
        let line = EntryWriter.line(
            EntryWriter.Envelope(
                log: log, node: node, seq: seq, prev: prev,
                at: Timestamp(milliseconds: clock), by: nil, part: part,
                salt: salt),
            operations: [EntryWriter.bytes(of: operation)])
        prev = line.withUnsafeBytes { Hash.head(of: $0) }
        return line
    }

    /// Lines that each make an event.
    mutating func events(_ count: Int) -> [[UInt8]] {
        (0..<count).map { index in
            line(
                "event", RecordID(high: node.high, low: UInt64(seq)),
                [("title", "Event \(index)")]
                    .map { (field: $0.0, value: .string($0.1)) })
        }
    }
}

/// An exchange put together by hand, so that it can be wrong.
struct HandMade {
    private(set) var bytes: [UInt8] = []
    private var start = 0

    mutating func add(_ line: [UInt8]) { bytes += line + [0x0A] }
    mutating func add(_ text: String) { add(Array(text.utf8)) }

    mutating func check() {
        var hash = Hash()
        hash.update(Array(bytes[start...]))
        add("{\"check\":\"\(hash.hex())\"}")
        start = bytes.count
    }

    mutating func end(_ entries: Int, more: Bool = false) {
        add("{\"end\":true,\"entries\":\(entries),\"more\":\(more)}")
    }

    /// A hello and its check.
    init(hello: Hello) {
        add(hello.line)
        check()
    }

    init() {}

    /// A whole exchange with those sections.
    init(hello: Hello, sections: [[[UInt8]]]) {
        self.init(hello: hello)
        for section in sections {
            for line in section { add(line) }
            check()
        }
        end(sections.reduce(0) { $0 + $1.count })
    }
}
