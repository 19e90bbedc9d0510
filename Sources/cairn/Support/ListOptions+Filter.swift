import CairnModel
import CairnStore

extension ListOptions {
    /// The store's part of the filter.
    func filter(_ kind: String, logs: Set<RecordID>?, _ lookup: Lookup) throws -> RecordFilter {
        var filter = RecordFilter(kind: kind, logs: logs)
        filter.includesHidden = deleted
        let zone = try logs?.first.map(lookup.snapshot.zone) ?? "UTC"
        let reader = MomentReader(zone: zone, now: lookup.workspace.now)
        let range = try DateRange(from: from, to: to, reader)
        (filter.from, filter.before) = (range.from, range.before)
        try check(kind, "type", type)
        try check(kind, "status", status)
        return filter
    }

    /// Whether a record was deleted, where that is asked for, and has one of the types and one of
    /// the states asked for, in that region.
    func takes(_ record: StoredRecord) -> Bool {
        guard !deleted || record.isHidden else { return false }
        let isOfType = type.isEmpty || type.contains(record["type"]?.string ?? "")
        let hasStatus = status.isEmpty || status.contains(record.status ?? "")
        guard let region else { return isOfType && hasStatus }
        let own = record["place"]?["region"]?.string ?? ""
        return isOfType && hasStatus && own.lowercased() == region.lowercased()
    }

    /// A word that no record can have is a slip of the person who typed it.
    private func check(_ kind: String, _ field: String, _ words: [String]) throws {
        guard let spec = Vocabulary.current.kind(kind)?.field(field) else {
            if words.isEmpty { return }
            throw CommandFault.usage(
                "\(Words.one(kind)) has no \(field)", hint: "leave out --\(field)")
        }
        guard case .word(let allowed) = spec.type else { return }
        for word in words where !allowed.contains(word) {
            throw CommandFault.invalid(
                "\"\(word)\" is no \(field) of \(Words.one(kind))",
                hint: "it is one of \(Words.list(allowed, last: "or"))")
        }
    }
}
