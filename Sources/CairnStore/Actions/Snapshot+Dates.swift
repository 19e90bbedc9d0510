package import CairnModel

/// Hiding and showing: of a date of a series the series is told, which would show it again.
extension Snapshot {
    /// Hides a record; of a date of a series also the date.
    package func hiding(_ record: StoredRecord) throws -> [Edit] {
        let own = Edit(.delete, log: record.log, kind: record.kind, id: record.id)
        guard let (series, name) = try dateOfSeries(record) else { return [own] }
        var draft = RecordDraft(of: series)
        try draft.put("skip/\(name)", true)
        return record.isComputed ? [draft.edit] : [draft.edit, own]
    }

    /// Shows a hidden record again; of a date of a series also the date.
    package func restoring(_ record: StoredRecord) throws -> [Edit] {
        let own = Edit(.restore, log: record.log, kind: record.kind, id: record.id)
        guard let (series, name) = try dateOfSeries(record) else { return [own] }
        var draft = RecordDraft(of: series)
        for skip in [name, String(name.prefix(10))] where series["skip/\(skip)"] != nil {
            try draft.put("skip/\(skip)", .null)
        }
        let shown = draft.isEmpty ? [] : [draft.edit]
        return record.isComputed ? shown : shown + [own]
    }

    /// The series that a record is a date of, and the start that it has there; nil for other
    /// records, and for a date that the rule of the series does not give.
    private func dateOfSeries(
        _ record: StoredRecord
    ) throws -> (series: StoredRecord, name: String)? {
        guard record.kind == "event", let name = record["recurrence_id"]?.string,
            let parent = try parent(of: record), parent.log == record.log,
            let instance = try series(of: parent)?.instance(at: name)
        else { return nil }
        return (parent, instance.recurrenceID)
    }

    /// Whether an event is a date of a series that was deleted.
    func isOfHiddenSeries(_ event: StoredRecord) throws -> Bool {
        try event["series"] != nil && parent(of: event)?.isHidden ?? false
    }
}
