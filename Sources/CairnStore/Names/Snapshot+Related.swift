internal import CairnModel

/// Records that belong to one another.
extension Snapshot {
    /// The records of a kind, of the same log, that name this record in a field.
    package func records(
        _ kind: String, naming record: StoredRecord, in field: String
    ) throws -> [StoredRecord] {
        var filter = RecordFilter(kind: kind, logs: [record.log])
        filter.naming = (field, record.id)
        return try records(filter)
    }

    /// The records of a kind, in whatever log, that name a volunteer in a field or set.
    package func recordsAnywhere(
        _ kind: String, of volunteer: StoredRecord, in field: String
    ) throws -> [StoredRecord] {
        var filter = RecordFilter(kind: kind)
        filter.naming = (field, volunteer.id)
        return try records(filter)
    }

    /// The shifts of an event, by their time.
    package func shifts(of event: StoredRecord) throws -> [StoredRecord] {
        try records("shift", naming: event, in: "event")
    }

    /// The shift or event that a signup is for; nil where it is not there.
    package func target(of signup: StoredRecord) throws -> StoredRecord? {
        for kind in ["shift", "event"] {
            guard let name = signup[kind]?.string else { continue }
            return try record(kind, named: name, from: signup.log)
        }
        return nil
    }

    /// The open conflicts of a record, ordered by id.
    package func openConflicts(of record: StoredRecord) throws -> [Conflict] {
        guard record.hasConflict || record.isEditedWhileDeleted else { return [] }
        return try conflicts(of: record)
    }

    /// The tasks that an open task waits for.
    package func openDependencies(of task: StoredRecord) throws -> [StoredRecord] {
        guard TaskGraph.isOpen(task) else { return [] }
        return try task.elements(of: "depends").compactMap { element in
            let other = try record("task", named: element.name, from: task.log)
            return other.flatMap { !$0.isHidden && TaskGraph.isOpen($0) ? $0 : nil }
        }
    }
}
