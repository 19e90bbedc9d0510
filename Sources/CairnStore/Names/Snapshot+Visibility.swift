internal import CairnModel

extension Snapshot {
    /// The `visibility` that governs a record on pages, in feeds and in exports: an event's own,
    /// and of a shift, a signup or a task that of its event; nil where nobody said.
    package func visibility(of record: StoredRecord) throws -> String? {
        switch record.kind {
        case "event": return record["visibility"]?.string
        case "shift", "task":
            guard let name = record["event"]?.string else { return nil }
            return try self.record("event", named: name, from: record.log)?["visibility"]?.string
        case "signup": return try target(of: record).flatMap { try visibility(of: $0) }
        default: return nil
        }
    }

    /// Whether a record is, or belongs to, an event that only those see who write its log.
    package func isPrivate(_ record: StoredRecord) throws -> Bool {
        try visibility(of: record) == "private"
    }

    /// Whether volunteers are shown an event by itself: neither private nor a draft.
    package func isForVolunteers(_ event: StoredRecord) throws -> Bool {
        let event = try shown(event)
        return try !event.isHidden && event["visibility"] != "private"
            && event["status"] != "draft" && !isOfHiddenSeries(event)
    }
}
