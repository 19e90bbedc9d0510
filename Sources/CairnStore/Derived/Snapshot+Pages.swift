internal import CairnModel
internal import GRDBSQLite

/// Lists in pages.
extension Snapshot {
    /// Up to `limit` records of a filter behind a place of the list, in the order of `records`;
    /// of events in a stretch of time, series give way to their instances in it, which come
    /// behind the other events of the same time.
    ///
    /// - Parameter after: where the page before ended; nil for the first.
    /// - Parameter isWanted: leaves out what the filter cannot.
    package func page(
        _ filter: RecordFilter, after: ListPlace?, limit: Int,
        where isWanted: (StoredRecord) throws -> Bool
    ) throws -> ListPage {
        guard let kind = try engine.kind(filter.kind) else {
            return ListPage(records: [], next: nil)
        }
        let mixesInstances =
            filter.kind == "event" && filter.naming == nil && !filter.includesHidden
            && (filter.from != nil || filter.before != nil)
        var found: [(record: StoredRecord, place: ListPlace)] = []
        let list = RecordList(filter, kind, snapshot: self)
        try list.visit(after: try position(after, kind: filter.kind)) { record in
            if mixesInstances, try isPartOfSeries(record) { return true }
            if try !filter.includesHidden && isOfHiddenSeries(record) { return true }
            if try isWanted(record) {
                found.append((record, place(of: record, isInstance: false)))
            }
            return found.count <= limit
        }
        if mixesInstances {
            let others = try instances(filter, after: after, where: isWanted)
            found = Self.merged(found, others)
        }
        let page = found.prefix(limit)
        return ListPage(
            records: page.map(\.record), next: found.count > limit ? page.last?.place : nil)
    }

    private func position(_ place: ListPlace?, kind: String) throws -> RecordList.Position? {
        guard let place else { return nil }
        let moment = place.moment.map { Array($0.utf8) }
        if place.isInstance { return .init(moment: moment, number: .max) }
        let number = try engine.recordNumber(Place(place.log, kind, place.id))
        return .init(moment: moment, number: number ?? 0)
    }

    /// Whether a list of a stretch of time shows an event as an instance of a series, or not at
    /// all: a series itself, and what was changed of one that is here.
    private func isPartOfSeries(_ event: StoredRecord) throws -> Bool {
        if event["recurrence_rule"] != nil { return true }
        guard event["series"] != nil, let parent = try parent(of: event) else { return false }
        return try parent.isHidden || series(of: parent) != nil
    }

    private func instances(
        _ filter: RecordFilter, after: ListPlace?, where isWanted: (StoredRecord) throws -> Bool
    ) throws -> [(record: StoredRecord, place: ListPlace)] {
        var rest = filter
        if let moment = after?.moment { rest.from = max(moment, filter.from ?? "") }
        var found: [(record: StoredRecord, place: ListPlace)] = []
        for event in try seriesEvents(filter.logs) {
            for instance in try instances(of: event, rest) where try isWanted(instance) {
                let place = place(of: instance, isInstance: true)
                if let after, !Self.precedes(after, place) { continue }
                found.append((instance, place))
            }
        }
        return found.sorted { Self.precedes($0.place, $1.place) }
    }

    /// The events that repeat. Finding them takes a look at every event, so the store keeps which
    /// they are until something is written.
    func seriesEvents(_ logs: Set<RecordID>?) throws -> [StoredRecord] {
        let change = try lastChange()
        if let known = engine.seriesKnown, known.change == change {
            return try known.records.compactMap { try record($0) }
                .filter { logs?.contains($0.log) ?? true }
        }
        var filter = RecordFilter(kind: "event")
        filter.having = "recurrence_rule"
        let found = try records(filter)
        if sqlite3_txn_state(engine.connection, nil) != SQLITE_TXN_WRITE {
            engine.seriesKnown = (change, found.map(\.number))
        }
        return found.filter { logs?.contains($0.log) ?? true }
    }

    private func place(of record: StoredRecord, isInstance: Bool) -> ListPlace {
        let field = LinkRules.momentFieldName(of: record.kind)
        let value = field.flatMap { record[$0] }
        return ListPlace(
            moment: value?.startText, log: record.log, id: record.id,
            isInstance: isInstance)
    }

    private static func merged(
        _ left: [(record: StoredRecord, place: ListPlace)],
        _ right: [(record: StoredRecord, place: ListPlace)]
    ) -> [(record: StoredRecord, place: ListPlace)] {
        var (merged, rest) = ([(record: StoredRecord, place: ListPlace)](), right[...])
        for item in left {
            while let next = rest.first, precedes(next.place, item.place) {
                merged.append(rest.removeFirst())
            }
            merged.append(item)
        }
        return merged + rest
    }

    /// The order of places of a stretch of time, where every record has a time. Of two that are
    /// no instances the store knows the order by itself.
    private static func precedes(_ left: ListPlace, _ right: ListPlace) -> Bool {
        let (first, second) = ((left.moment ?? "~").utf8, (right.moment ?? "~").utf8)
        if !first.elementsEqual(second) { return first.lexicographicallyPrecedes(second) }
        if left.isInstance != right.isInstance { return right.isInstance }
        return left.id < right.id
    }
}
