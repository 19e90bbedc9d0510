package import CairnModel

/// Names a record across kinds and logs.
package struct RecordKey: Hashable, Comparable, Sendable {
    package let log: RecordID
    package let kind: String
    package let id: RecordID

    package init(log: RecordID, kind: String, id: RecordID) {
        (self.log, self.kind, self.id) = (log, kind, id)
    }

    /// The name of a stored record.
    package init(_ record: StoredRecord) {
        self.init(log: record.log, kind: record.kind, id: record.id)
    }

    /// By log, then kind, then id, as bytes.
    package static func < (left: RecordKey, right: RecordKey) -> Bool {
        if left.log != right.log { return left.log < right.log }
        if !left.kind.utf8.elementsEqual(right.kind.utf8) {
            return left.kind.utf8.lexicographicallyPrecedes(right.kind.utf8)
        }
        return left.id < right.id
    }

    /// `log kind id`, for hashes over a state.
    var text: String { "\(log) \(kind) \(id)" }
}
