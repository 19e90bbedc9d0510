internal import CairnModel

extension Snapshot {
    /// Everything that records leave for a person to look at, accepted ones too: by code, then
    /// record, then field.
    ///
    /// One pass over the records of each kind, and a look at the log for the few that are in
    /// question.
    package func issues() throws -> [Issue] {
        var scan = IssueScan(logs: Set(try logs()))
        for kind in Set(try counts().map(\.kind)).sorted() {
            var filter = RecordFilter(kind: kind)
            (filter.includesHidden, filter.includesAstray) = (true, true)
            try forEach(filter) { record in
                if try isAstray(record) { scan.add(astray: record) } else { scan.add(record) }
            }
        }
        scan.graph.finish()
        return try scan.issues { key, field in
            guard let record = try record(key.kind, key.id, in: key.log) else { return nil }
            return try rank(of: record, field: field)
        }
    }
}

extension IssueScan {
    /// All issues, in their order.
    mutating func issues(_ rank: Ranking) throws -> [Issue] {
        var issues = try overCapacity(rank) + overlaps(rank) + invalidValues(rank)
        issues += try contestedClaims(rank)
        issues += dependencyCycles() + parentCycles() + danglingReferences() + misfitIssues()
        issues += astrayRecords()
        let order = Dictionary(
            uniqueKeysWithValues: Issue.Code.allCases.enumerated().map { ($1, $0) })
        return issues.sorted {
            if $0.code != $1.code { return order[$0.code]! < order[$1.code]! }
            if $0.record != $1.record { return $0.record < $1.record }
            return ($0.field ?? "").utf8.lexicographicallyPrecedes(($1.field ?? "").utf8)
        }
    }
}
