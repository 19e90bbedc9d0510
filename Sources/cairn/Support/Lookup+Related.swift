import CairnModel
import CairnStore

extension Lookup {
    /// The records of a kind, of the same log, that name this record in a field.
    func records(_ kind: String, naming record: StoredRecord, in field: String) throws
        -> [StoredRecord]
    {
        var filter = RecordFilter(kind: kind, logs: [record.log])
        filter.naming = (field, record.id)
        return try snapshot.records(filter)
    }

    /// The shifts of an event, by their time.
    func shifts(of event: StoredRecord) throws -> [StoredRecord] {
        try records("shift", naming: event, in: "event")
    }

    /// The open conflicts of a record, ordered by id.
    func openConflicts(of record: StoredRecord) throws -> [Conflict] {
        guard record.hasConflict || record.isEditedWhileDeleted else { return [] }
        return try snapshot.conflicts(of: record)
    }
}

extension Lookup {
    /// The records of a kind, in whatever log, that name a volunteer in a field or set.
    func recordsAnywhere(_ kind: String, of volunteer: StoredRecord, in field: String) throws
        -> [StoredRecord]
    {
        var filter = RecordFilter(kind: kind)
        filter.naming = (field, volunteer.id)
        return try snapshot.records(filter)
    }
}
