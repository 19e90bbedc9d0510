package import CairnModel

/// A conflict of a field, open or ended. A function of the log: every store lists the same.
package struct Conflict: Sendable {
    package enum State: String, Sendable { case open, resolved, overwritten }

    /// 12 hex digits, from log, kind, id and field.
    package let id: String
    /// `field` or `edited_while_deleted`.
    package let code: String
    package let log: RecordID
    package let kind: String
    package let recordID: RecordID
    package let field: String
    package let state: State
    /// Of an open one the live writes, the one shown first, the rest by falling rank. Of an ended
    /// one the writes that were replaced, by falling rank.
    package let values: [Write]
    /// Of an ended one: the write that ended it.
    package let ending: Write?

    /// One write of a field.
    package struct Write: Sendable {
        package let value: JSON
        package let dot: Dot
        package let at: Timestamp
        package let by: String?
        package var node: NodeID { dot.node }
    }
}
