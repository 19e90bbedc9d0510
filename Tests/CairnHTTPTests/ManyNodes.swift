import CairnModel
import TestSupport

/// Writes lines by hand, each as another node or in one stream.
struct ManyNodes {
    let log: RecordID

    /// One entry of each of so many nodes.
    func lines(count: Int) -> [[UInt8]] {
        (0..<count).map { line(node: Self.node($0), title: "Event \($0)") }
    }

    static func node(_ number: Int) -> String {
        let digits = String(number, radix: 36)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    func line(
        node: String, seq: Int64 = 1, prev: String = "", title: String, id: RecordID = .new(),
        at: String = "2026-04-03T15:04:05.123Z-0000"
    ) -> [UInt8] {
        entry(["title": .string(title)], "event", id, node: node, seq: seq, prev: prev, at: at)
            .canonical
    }

    /// An entry that writes to one record.
    func entry(
        _ set: JSON, _ kind: String, _ id: RecordID, node: String, seq: Int64 = 1,
        prev: String = "", at: String = "2026-04-03T15:04:05.123Z-0000"
    ) -> JSON {
        [
            "at": .string(at), "by": .null, "log": .string(log.description),
            "node": .string(node),
            "ops": [["id": .string(id.description), "kind": .string(kind), "set": set]],
            "prev": .string(prev), "seq": .integer(seq),
        ]
    }
}
