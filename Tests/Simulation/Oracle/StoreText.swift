internal import CairnModel
internal import CairnStore
internal import TestSupport

/// What a store shows and what the oracle says, both as texts: the first that differs is told.
enum StoreText {
    /// The first line that is in one list alone.
    static func difference(_ what: String, _ store: [String], _ oracle: [String]) -> String? {
        let (has, should) = (store.sorted(), oracle.sorted())
        if has == should { return nil }
        let surplus = has.filter { !should.contains($0) }
        let missing = should.filter { !has.contains($0) }
        return """
            \(what) differ.
              the store has: \(surplus.prefix(2).joined(separator: "\n                 "))
              it should be:  \(missing.prefix(2).joined(separator: "\n                 "))
            """
    }

    static func vectorDifference(
        _ snapshot: Snapshot, _ tips: [String: Set<String>]
    ) throws -> String? {
        let vector = try snapshot.vector(of: nil)
        let has = vector.streams.map { stream, pairs in
            "\(stream.log) \(stream.node): "
                + pairs.map { "\($0.seq) \($0.head?.description ?? "")" }.joined(separator: ", ")
        }
        let should = tips.map { stream, tips in
            let pairs = tips.map { tip in
                let parts = tip.split(separator: " ")
                return (Int(parts[0])!, String(parts[1]))
            }.sorted { $0 < $1 }
            return "\(stream): " + pairs.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        }
        return difference("Vectors", has, should)
    }

    static func digestDifference(_ snapshot: Snapshot, _ oracle: Oracle) throws -> String? {
        difference(
            "Digests", try snapshot.digests().map { "\($0.key) \($0.value)" },
            oracle.digests.map { "\($0.key) \($0.value)" })
    }

    // MARK: Records

    static func recordDifference(_ snapshot: Snapshot, _ oracle: Oracle) throws -> String? {
        return difference(
            "Records", try StoreDump.records(snapshot),
            oracle.entries.keys.map { record($0, oracle) })
    }

    /// A record that is not shown as JSON with each key once.
    static func shapeFault(_ snapshot: Snapshot) throws -> String? {
        for kind in Set(try snapshot.counts().map(\.kind)) {
            var filter = RecordFilter(kind: kind)
            filter.includesHidden = true
            for record in try snapshot.records(filter) {
                let text = try snapshot.json(record).compactText
                if (try? JSON(reading: Array(text.utf8))) == nil { return "shown as \(text)" }
            }
        }
        return nil
    }

    private static func record(_ record: OracleRecord, _ oracle: Oracle) -> String {
        let open = oracle.conflicts.filter { $0.record == record && $0.state == "open" }
        let entries = oracle.entries[record] ?? []
        let (first, last) = (entries.first!, entries.last!)
        let values = (oracle.live[record] ?? [:]).filter { !$0.value[0].value.isNull }
            .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { "\($0.key)=\($0.value[0].value.canonicalText)" }
        return """
            \(record) hidden:\(oracle.hidden.contains(record)) \
            conflict:\(open.contains { $0.code == "field" }) \
            zombie:\(open.contains { $0.code != "field" }) \
            made:\(first.at) \(first.by ?? "-") changed:\(last.at) \(last.by ?? "-") \
            \(values.joined(separator: " "))
            """
    }

    // MARK: Conflicts

    static func conflictDifference(_ snapshot: Snapshot, _ oracle: Oracle) throws -> String? {
        let open = oracle.conflicts.filter { $0.state == "open" }
        return try difference(
            "Conflicts", snapshot.conflicts(all: true).map(StoreDump.line),
            oracle.conflicts.map(conflict))
            ?? difference(
                "Open conflicts", snapshot.conflicts(all: false).map(StoreDump.line),
                open.map(conflict))
            ?? difference(
                "Counts of conflicts", ["\(snapshot.openConflictCount())"], ["\(open.count)"])
    }

    private static func conflict(_ conflict: Oracle.Conflict) -> String {
        let values = conflict.values.map {
            "\($0.value.canonicalText) (\($0.dot), \($0.at), \($0.by ?? "-"))"
        }
        return """
            \(conflict.state) \(conflict.id) \(conflict.code) \(conflict.record) \
            \(conflict.field) ended by \(conflict.ending.isEmpty ? "-" : conflict.ending): \
            \(values.joined(separator: " | "))
            """
    }

    // MARK: History

    /// Nothing is lost: every value that was ever written stands in its record's history.
    static func historyDifference(_ snapshot: Snapshot, _ oracle: Oracle) throws -> String? {
        var (has, should): ([String], [String]) = ([], [])
        for (record, fields) in oracle.writes {
            guard
                let stored = try snapshot.record(
                    record.kind, RecordID(record.id)!, in: RecordID(record.log)!)
            else { return "\(record) is missing" }
            for item in try snapshot.history(of: stored) {
                has += item.changes.map {
                    "\(record) \($0.field) \(item.entry.dot) \($0.after.canonicalText) \($0.isLive)"
                }
            }
            for (field, writes) in fields {
                let live = Set((oracle.live[record]?[field] ?? []).map(\.head))
                should += writes.map { write in
                    let isLive = live.contains(write.head)
                    return "\(record) \(field) \(write.dot) \(write.value.canonicalText) \(isLive)"
                }
            }
        }
        return difference("Histories", has, should)
    }
}
