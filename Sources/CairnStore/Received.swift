package import CairnModel

/// What became of one received line.
package struct Received: Sendable {
    package let outcome: Outcome
    /// Where the line said them, nil where it could not be read so far.
    package let log: RecordID?
    package let node: NodeID?
    package let seq: Int64?
    /// The head of a line that was applied.
    package let head: Head?
}
