package import CairnModel

extension Snapshot {
    /// A record as the calendar writer takes it.
    package func calendarItem(_ record: StoredRecord) throws -> ICSItem {
        ICSItem(
            kind: record.kind, id: record.id, log: record.log, fields: record.fields,
            createdAt: record.createdAt.milliseconds, modifiedAt: record.modifiedAt.milliseconds,
            revision: try revision(of: record))
    }

    /// A calendar of records: events with the changed instances of their series, shifts, tasks.
    /// The same bytes on every store that holds the same entries of their logs.
    ///
    /// - Parameters:
    ///   - records: as they are written, not as they are shown: a series once.
    ///   - tentative: shifts in which a place is not sure.
    package func calendar(
        _ records: [StoredRecord], _ writer: ICSWriter, tentative: Set<RecordKey> = []
    ) throws -> (bytes: [UInt8], leftOut: [ICSWriter.LeftOut]) {
        var items: [ICSItem] = []
        var context: [ICSItem] = []
        var seen = Set(records.map { RecordKey($0) })
        for record in try records.filter({ try !isOfHiddenSeries($0) }) {
            var item = try calendarItem(record)
            item.isTentative = tentative.contains(RecordKey(record))
            items.append(item)
            var next = record["event"]?.string ?? record["series"]?.string
            while record.kind != "task", let id = next.flatMap({ RecordID($0) }),
                seen.insert(RecordKey(log: record.log, kind: "event", id: id)).inserted,
                let other = try self.record("event", id, in: record.log), !other.isHidden
            {
                context.append(try calendarItem(other))
                next = other["series"]?.string
            }
        }
        return writer.calendar(items, context: context)
    }

    /// How many entries changed a record after the one that made it.
    package func revision(of record: StoredRecord) throws -> Int {
        let place = Place(record.log, record.kind, record.id)
        var entries: Set<Int64> = []
        try engine.walk(try engine.load(record.number), place) { n, _ in entries.insert(n) }
        return max(0, entries.count - 1)
    }

    /// The events of a stretch of time for a calendar: series whose instances are in it come
    /// whole, with what was changed of them.
    package func calendarEvents(_ filter: RecordFilter) throws -> [StoredRecord] {
        guard filter.from != nil || filter.before != nil else { return try records(filter) }
        var records: [RecordID: StoredRecord] = [:]
        for event in try recordsWithInstances(filter) {
            guard let parent = try parent(of: event) else {
                records[event.id] = event
                continue
            }
            guard records[parent.id] == nil else { continue }
            records[parent.id] = parent
            var changes = RecordFilter(kind: "event", logs: [parent.log])
            changes.naming = ("series", parent.id)
            for changed in try self.records(changes) { records[changed.id] = changed }
        }
        return records.values.sorted { $0.id < $1.id }
    }
}
