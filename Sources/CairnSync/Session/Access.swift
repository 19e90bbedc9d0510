package import CairnModel

/// The logs that two parties exchange, seen from one of them.
package struct Access: Sendable {
    /// Logs that the peer may read: what it is told of and sent. Nil for every log.
    package var outgoing: Set<RecordID>?
    /// Logs that are taken from the peer. Nil for every log.
    package var incoming: Set<RecordID>?

    package init(outgoing: Set<RecordID>?, incoming: Set<RecordID>?) {
        (self.outgoing, self.incoming) = (outgoing, incoming)
    }

    /// Every log, both ways.
    package static let all = Access(outgoing: nil, incoming: nil)

    /// Whether entries of a log are taken.
    package func takes(_ log: RecordID) -> Bool { incoming?.contains(log) ?? true }

    /// Every log of the exchange; nil for all.
    package var logs: Set<RecordID>? {
        guard let outgoing, let incoming else { return nil }
        return outgoing.union(incoming)
    }
}
