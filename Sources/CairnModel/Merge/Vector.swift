/// What a store holds of each stream: its tips, and perhaps lines below them.
///
/// A pair means "this line and all before it"; the pair `0, nil` is the line before the first.
package struct Vector: Sendable, Hashable {
    package struct Pair: Sendable, Hashable, Comparable {
        package let seq: Int64
        /// Nil for seq 0 alone.
        package let head: Head?

        package init(seq: Int64, head: Head?) { (self.seq, self.head) = (seq, head) }

        package static let origin = Pair(seq: 0, head: nil)

        /// By seq, then head as bytes.
        package static func < (left: Pair, right: Pair) -> Bool {
            if left.seq != right.seq { return left.seq < right.seq }
            guard let rightHead = right.head else { return false }
            return left.head.map { $0 < rightHead } ?? true
        }
    }

    package struct Stream: Sendable, Hashable {
        package let log: RecordID
        package let node: NodeID

        package init(log: RecordID, node: NodeID) { (self.log, self.node) = (log, node) }
    }

    /// Ascending pairs for each stream, at least one each.
    package var streams: [Stream: [Pair]]

    package init(_ streams: [Stream: [Pair]] = [:]) { self.streams = streams }

    /// The logs that it speaks of.
    package var logs: Set<RecordID> { Set(streams.keys.lazy.map(\.log)) }

    /// Only what it says of those logs; nil keeps all.
    package func restricted(to logs: Set<RecordID>?) -> Vector {
        guard let logs, !streams.keys.allSatisfy({ logs.contains($0.log) }) else { return self }
        return Vector(streams.filter { logs.contains($0.key.log) })
    }
}
