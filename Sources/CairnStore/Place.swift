internal import CairnModel

/// Where a record is.
struct Place: Hashable {
    let log: RecordID
    let kind: String
    let id: RecordID

    init(_ log: RecordID, _ kind: String, _ id: RecordID) {
        (self.log, self.kind, self.id) = (log, kind, id)
    }
}
