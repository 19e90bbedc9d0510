package import CairnModel

/// A part of a list, and where the next one begins.
package struct ListPage: Sendable {
    package let records: [StoredRecord]
    /// The place of the last record; nil where the list ends with it.
    package let next: ListPlace?

    package init(records: [StoredRecord], next: ListPlace?) {
        (self.records, self.next) = (records, next)
    }
}

/// Where a page of a list ended: the place of its last record, which stays right while records
/// are added and changed, since it is no number of records.
package struct ListPlace: Sendable, Hashable {
    /// The local time or date by which the record was listed; nil for one without.
    package let moment: String?
    package let log: RecordID
    package let id: RecordID
    /// Whether it is an instance of a series that was listed in the place of the series.
    package let isInstance: Bool

    package init(moment: String?, log: RecordID, id: RecordID, isInstance: Bool) {
        (self.moment, self.log, self.id, self.isInstance) = (moment, log, id, isInstance)
    }
}
