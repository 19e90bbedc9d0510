internal import CairnModel
internal import GRDB

/// Conflicts that an entry ended, and lines that arrive after what they were replaced by. Both
/// look at lines again; both are rare.
extension Engine {
    /// Notes a conflict that a write ended: what it names differs. This is a function of the
    /// entry and of the entries it names, whatever else has arrived.
    func settle(
        _ record: Int64, _ place: Place, field: String, _ write: LiveWrite, over: Set<Dot>,
        resolve: Bool
    ) throws {
        if over.isEmpty { return }
        let canEnd =
            try resolve || field == "deleted" || over.count > 1 || isForked(over, place.log)
        guard canEnd else { return }
        let named = Set(try over.flatMap { try entries($0, in: place.log) })
        var values: [JSON] = []
        var saw: Set<Dot> = []
        for n in named where n != write.entry {
            let found = try entry(n).operations.first {
                $0.id == place.id && $0.kind == place.kind
            }
            guard let found, let value = found.set.first(where: { $0.field == field })?.value
            else { continue }
            values.append(value)
            saw.formUnion(found.saw)
        }
        if values.isEmpty { return }
        let hasEnded =
            field == "deleted"
            ? values.contains(true)
                && (Set(values).count > 1 || !Set(write.saw).isSubset(of: saw))
            : Merge.conflicts(values.map(\.canonical), field: field)
        guard resolve || hasEnded else { return }
        #if FAULTS
            if Fault.endedIsForgotten.isOn { return }
            let resolve = resolve && !Fault.resolutionIsOverwriting.isOn
        #endif
        try prepared(
            "INSERT OR REPLACE INTO settled (record, field, entry, state) VALUES (?1, ?2, ?3, ?4)"
        ).bind(1, record).bind(2, field).bind(3, write.entry)
            .bind(4, resolve ? "resolved" : "overwritten").run()
    }

    private func isForked(_ dots: Set<Dot>, _ log: RecordID) throws -> Bool {
        try dots.contains { try (stream(log, $0.node)?.tips.count ?? 0) > 1 }
    }

    /// The same for an entry that was folded before one of the lines that it names had come.
    func settleAgain(_ record: Int64, _ place: Place, field: String, entry n: Int64) throws {
        let entry = try entry(n)
        guard
            let operation = entry.operations.first(where: {
                $0.id == place.id && $0.kind == place.kind
            }), let value = operation.set.first(where: { $0.field == field })?.value
        else { return }
        let over = Set(operation.over[field] ?? [])
        try prepared("DELETE FROM settled WHERE record = ?1 AND field = ?2 AND entry = ?3")
            .bind(1, record).bind(2, field).bind(3, n).run()
        try settle(
            record, place, field: field,
            LiveWrite(entry: n, value: value.canonical, saw: operation.saw), over: over,
            resolve: operation.resolve)
    }

    /// The fields for which a line was replaced before it came: it has the dot of another line
    /// (a fork whose heads begin alike), and an entry that is here names that dot. With them, the
    /// entries that name it.
    ///
    /// Every write of a record is live or named by another, so that a walk from the live ones
    /// back along `over` meets them all.
    func buriedFields(
        _ record: FoldedRecord, _ place: Place, of dot: Dot, entry n: Int64
    ) throws -> [String: Set<Int64>] {
        var found: [String: Set<Int64>] = [:]
        try walk(record, place) { number, operation in
            guard number != n else { return }
            for (field, dots) in operation.over where dots.contains(dot) {
                found[field, default: []].insert(number)
            }
        }
        return found
    }

    /// Visits every entry that wrote to a record, once each, in no particular order.
    func walk(
        _ record: FoldedRecord, _ place: Place,
        visit: (Int64, Entry.Operation) throws -> Void
    ) throws {
        var waiting = Set(record.allLive.flatMap(\.writes).map(\.entry))
        waiting.insert(record.base)
        var seen: Set<Int64> = []
        while let n = waiting.popFirst() {
            guard seen.insert(n).inserted else { continue }
            let operation = try entry(n).operations.first {
                $0.id == place.id && $0.kind == place.kind
            }
            guard let operation else { continue }
            try visit(n, operation)
            for dot in Set(operation.over.values.joined()) {
                waiting.formUnion(try entries(dot, in: place.log))
            }
        }
    }
}
