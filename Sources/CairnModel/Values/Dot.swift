/// `node:seq:xxxxxx`: names an entry of a log, and within a record and a field one write.
///
/// A dot that fits two lines (a fork whose heads begin alike) names both.
package struct Dot: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let node: NodeID
    package let seq: Int64
    package let mark: Mark

    package init(node: NodeID, seq: Int64, mark: Mark) {
        self.node = node
        self.seq = seq
        self.mark = mark
    }

    /// The text form; nil for anything else, also for a seq of 0 or with a leading zero.
    package init?(_ text: some StringProtocol) {
        var copy = String(text)
        guard let dot = copy.withUTF8({ Dot(utf8: $0) }) else { return nil }
        self = dot
    }

    /// The text form as bytes; nil for anything else.
    @inline(__always)
    package init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        // 16 of node, a colon, 1 to 16 digits, a colon, 6 of head.
        guard bytes.count >= 25, bytes.count <= 40, bytes[16] == 0x3A,
            bytes[bytes.count - 7] == 0x3A,
            let node = NodeID(utf8: UnsafeBufferPointer(rebasing: bytes[0..<16])),
            let mark = Mark(
                utf8: UnsafeBufferPointer(rebasing: bytes[(bytes.count - 6)..<bytes.count]))
        else { return nil }
        var seq: Int64 = 0
        for index in 17..<(bytes.count - 7) {
            let byte = bytes[index]
            guard byte >= 0x30, byte <= 0x39, index > 17 || byte != 0x30 else { return nil }
            seq = seq * 10 + Int64(byte - 0x30)
        }
        guard seq <= Limit.integerMax else { return nil }
        self.init(node: node, seq: seq, mark: mark)
    }

    package var description: String { "\(node):\(seq):\(mark)" }

    /// The order of the texts: seq 10 comes before seq 1, since a colon follows every digit.
    package static func < (left: Dot, right: Dot) -> Bool {
        left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
    }
}
