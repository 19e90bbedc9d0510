package import CairnModel

/// One human being: a volunteer's record with all that were found to be the same person's.
package struct Person: Sendable {
    /// The record that stands for the person: the one that the others were merged into.
    package let record: StoredRecord
    /// That record and those that were merged into it, and into these: tasks and signups may name
    /// any of them.
    package let names: [StoredRecord]
    private let keys: Set<RecordKey>

    fileprivate init(_ record: StoredRecord, otherNames: [StoredRecord]) {
        (self.record, names) = (record, [record] + otherNames)
        keys = Set(names.map { RecordKey($0) })
    }

    /// Whether a record of a volunteer is one of this person's.
    package func has(_ key: RecordKey) -> Bool { keys.contains(key) }
}

extension Snapshot {
    /// Who a volunteer is that a token was made out for: one rule for the page, the calendars and
    /// the API.
    ///
    /// Nil where the record is not in the store, and where it, or one that it was merged into, was
    /// deleted or is blocked. Of somebody who was merged into a record of another chapter, only
    /// what is in the own one counts.
    package func person(_ volunteer: RecordID, in people: RecordID) throws -> Person? {
        guard let named = try record("volunteer", volunteer, in: people) else { return nil }
        let chain = try chain(from: named)
        if chain.contains(where: { $0.isHidden || $0["status"] == "blocked" }) { return nil }
        let own = chain.prefix { $0.log == people }.last ?? named
        return Person(own, otherNames: try otherNames(of: own))
    }

    /// The record that others are names of, at the end of the chain of `merged_into`.
    package func person(behind volunteer: StoredRecord) throws -> StoredRecord {
        try chain(from: volunteer).last ?? volunteer
    }

    /// A volunteer's record and each that the one before it was merged into; a circle ends where
    /// it would begin again.
    private func chain(from volunteer: StoredRecord) throws -> [StoredRecord] {
        var chain = [volunteer]
        var seen = Set([RecordKey(volunteer)])
        var reader = ReferenceReader()
        while let last = chain.last, let key = Self.target(of: last, &reader),
            seen.insert(key).inserted, let next = try record("volunteer", key.id, in: key.log)
        {
            chain.append(next)
        }
        return chain
    }

    /// The records that were merged into a volunteer's, and those into these.
    package func otherNames(of volunteer: StoredRecord) throws -> [StoredRecord] {
        var found: [StoredRecord] = []
        var seen = Set([RecordKey(volunteer)])
        var waiting = [volunteer]
        var reader = ReferenceReader()
        while let person = waiting.popLast() {
            for alias in try recordsAnywhere("volunteer", of: person, in: "merged_into") {
                // The same id in another log is somebody else.
                guard Self.target(of: alias, &reader) == RecordKey(person),
                    seen.insert(RecordKey(alias)).inserted
                else { continue }
                found.append(alias)
                waiting.append(alias)
            }
        }
        return found
    }

    /// The record that one was merged into.
    private static func target(
        of volunteer: StoredRecord, _ reader: inout ReferenceReader
    ) -> RecordKey? {
        volunteer["merged_into"]?.string.flatMap {
            reader.key($0, kind: "volunteer", from: RecordKey(volunteer))
        }
    }
}
