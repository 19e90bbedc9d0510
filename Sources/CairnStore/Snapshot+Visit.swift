internal import CairnModel

extension Snapshot {
    /// Hands the records of a filter to `body` one by one, in the order of the list, until it
    /// returns false.
    package func visit(
        _ filter: RecordFilter, _ body: (StoredRecord) throws -> Bool
    ) throws {
        guard let kind = try engine.kind(filter.kind) else { return }
        try RecordList(filter, kind, snapshot: self).visit(body)
    }
}
