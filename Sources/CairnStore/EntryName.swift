package import CairnModel

/// Names an entry across logs: dots are looked up within a log.
package struct EntryName: Hashable, Sendable {
    package let log: RecordID
    package let dot: Dot

    package init(log: RecordID, dot: Dot) { (self.log, self.dot) = (log, dot) }
}
