package import CairnModel

/// Events that repeat: their instances are computed, and shown beside what is written.
extension Snapshot {
    /// How far a list without an end looks ahead in a series, in days.
    static let daysAheadMax = 366
    /// Instances of one series in one list.
    static let instancesMax = 2_000

    /// The series that an event is; nil where it does not repeat.
    package func series(of event: StoredRecord) throws -> EventSeries? {
        guard event.kind == "event", event["recurrence_rule"] != nil else { return nil }
        return EventSeries(id: event.id, zone: try zone(of: event.log), fields: event.fields)
    }

    /// The series of a log, by the id of their event.
    package func allSeries(in log: RecordID) throws -> [RecordID: EventSeries] {
        var found: [RecordID: EventSeries] = [:]
        for event in try seriesEvents([log]) { found[event.id] = try series(of: event) }
        return found
    }

    /// An event as it is shown: one that changes an instance of a series has the fields of the
    /// series too. Others, and those whose series is not here, are returned as they are.
    package func shown(_ event: StoredRecord) throws -> StoredRecord {
        guard event.kind == "event", !event.isComputed, let parent = try parent(of: event),
            let recurrenceID = event["recurrence_id"]?.string,
            let series = try series(of: parent)
        else { return event }
        let instance =
            series.instance(at: recurrenceID)
            ?? series.added(at: recurrenceID, when: event["when"])
        guard let instance else { return event }
        return merged(instance, parent, event)
    }

    /// Whether an event is a date of a series that leaves it out.
    package func isLeftOut(_ event: StoredRecord) throws -> Bool {
        guard event.isComputed, let name = event["recurrence_id"]?.string,
            let series = try parent(of: event).flatMap({ try series(of: $0) })
        else { return false }
        return series.instance(at: name).map(series.isSkipped) ?? false
    }

    /// The series' own record; nil where this is no instance, or the series is not here.
    package func parent(of event: StoredRecord) throws -> StoredRecord? {
        guard let name = event["series"]?.string, let id = RecordID(name.suffix(36)) else {
            return nil
        }
        let log = name.utf8.count > 36 ? RecordID(name.prefix(36)) ?? event.log : event.log
        return try record("event", id, in: log)
    }

    /// An instance of a series as it is shown: its record, where someone changed it, over what it
    /// has of the series.
    ///
    /// - Parameter hidden: whether its record counts where it was deleted.
    package func record(
        _ instance: SeriesInstance, of series: StoredRecord, hidden: Bool = false
    ) throws -> StoredRecord {
        let own = try record("event", instance.id, in: series.log)
        return merged(instance, series, own.flatMap { $0.isHidden && !hidden ? nil : $0 })
    }

    /// How many dates are tried for one id in all, and at least of each series: of a weekly one
    /// that is seven years.
    private static let (soughtMax, soughtMin) = (20_000, 365)

    /// The dates of series that have that id and that nobody changed.
    ///
    /// - Parameter logs: nil for all.
    package func dates(_ id: RecordID, logs: Set<RecordID>?) throws -> [StoredRecord] {
        let events = try seriesEvents(logs)
        let soughtMax = max(Self.soughtMin, Self.soughtMax / max(1, events.count))
        return try events.compactMap { event in
            guard let instance = try series(of: event)?.instance(id, among: soughtMax) else {
                return nil
            }
            let date = try record(instance, of: event)
            return date.isComputed ? date : nil
        }
    }

    private func merged(
        _ instance: SeriesInstance, _ series: StoredRecord, _ own: StoredRecord?
    ) -> StoredRecord {
        let fields = instance.fields(series: series.fields, changed: own?.fields ?? [])
        let base = own ?? series
        return StoredRecord(
            kind: "event", id: instance.id, log: series.log, fields: fields,
            isHidden: own?.isHidden ?? false, hasConflict: own?.hasConflict ?? false,
            isEditedWhileDeleted: own?.isEditedWhileDeleted ?? false,
            createdAt: base.createdAt, createdBy: base.createdBy, modifiedAt: base.modifiedAt,
            modifiedBy: base.modifiedBy, number: base.number, isComputed: own == nil)
    }

    /// The records of a filter; of events in a stretch of time, series give way to their
    /// instances in it. Without either bound a series is one record.
    package func recordsWithInstances(_ filter: RecordFilter) throws -> [StoredRecord] {
        let plain = try records(filter)
        guard filter.kind == "event", filter.naming == nil else { return plain }
        if filter.includesHidden { return try plain.map(shown) }
        guard filter.from != nil || filter.before != nil else {
            guard plain.contains(where: { $0["series"] != nil }) else { return plain }
            return try plain.filter { try !isOfHiddenSeries($0) }.map(shown).sorted {
                Self.order($0) < Self.order($1)
            }
        }
        var found = plain.filter { $0["recurrence_rule"] == nil && $0["series"] == nil }
        // Instances of series that are not here are shown for themselves.
        found += try plain.filter { event in
            guard event["series"] != nil else { return false }
            guard let parent = try parent(of: event) else { return true }
            return try !parent.isHidden && series(of: parent) == nil
        }
        for event in try seriesEvents(filter.logs) { found += try instances(of: event, filter) }
        found.sort { Self.order($0) < Self.order($1) }
        return found
    }

    /// The instances of a series in a filter's stretch of time, changed ones as they are now.
    func instances(
        of event: StoredRecord, _ filter: RecordFilter
    ) throws -> [StoredRecord] {
        guard let series = try series(of: event) else { return [] }
        let before = filter.before ?? Self.bound(after: filter.from ?? "")
        var changes = RecordFilter(kind: "event", logs: [event.log])
        changes.naming = ("series", event.id)
        let changed = try records(changes).filter { $0["recurrence_id"] != nil }
        let ids = Set(changed.map(\.id))
        let limit = Self.instancesMax
        let inTime =
            filter.from.map { series.instances(reaching: $0, before: before, limit: limit) }
            ?? series.instances(from: nil, before: before, limit: limit)
        var found = inTime.filter { !ids.contains($0.id) }.map { merged($0, event, nil) }
        for own in changed {
            let record = try shown(own)
            let start = record["when"]?.startText ?? ""
            let isAfter = filter.from.map { ListBound.reaches(record["when"], from: $0) } ?? true
            if isAfter, start.utf8.lexicographicallyPrecedes(before.utf8) { found.append(record) }
        }
        return found
    }

    private static func bound(after from: String) -> String {
        guard let day = PartialDate(from.prefix(10))?.last else { return "9999" }
        return day.adding(days: daysAheadMax).description
    }

    /// By time; what has none comes last.
    private static func order(_ event: StoredRecord) -> (String, RecordID) {
        let when = event["when"]
        return (when?.startText ?? "~", event.id)
    }
}
