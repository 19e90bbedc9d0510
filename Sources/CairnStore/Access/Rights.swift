package import CairnModel

/// The logs that somebody may pull and push.
package struct Rights: Sendable, Hashable {
    package var reads: Set<RecordID> = []
    package var writes: Set<RecordID> = []

    package init() {}

    /// Both ways.
    package mutating func open(_ log: RecordID) {
        reads.insert(log)
        writes.insert(log)
    }
}
