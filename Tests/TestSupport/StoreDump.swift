internal import CairnModel
package import CairnStore

/// What a store shows, as texts that two stores can be compared by.
package enum StoreDump {
    /// Records, hidden ones too, conflicts with the ended ones, digests.
    package static func lines(_ snapshot: Snapshot) throws -> [String] {
        try records(snapshot).sorted() + snapshot.conflicts(all: true).map(line).sorted()
            + snapshot.digests().map { "\($0.key) \($0.value)" }.sorted()
    }

    /// Every record, in no particular order.
    package static func records(_ snapshot: Snapshot) throws -> [String] {
        var lines: [String] = []
        for kind in Set(try snapshot.counts().map(\.kind)) {
            var filter = RecordFilter(kind: kind)
            filter.includesHidden = true
            lines += try snapshot.records(filter).map(line)
        }
        return lines
    }

    package static func line(_ record: StoredRecord) -> String {
        let values = record.fields.map { "\($0.name)=\($0.value.canonicalText)" }
        return """
            \(record.log) \(record.kind) \(record.id) hidden:\(record.isHidden) \
            conflict:\(record.hasConflict) zombie:\(record.isEditedWhileDeleted) \
            made:\(record.createdAt) \(record.createdBy ?? "-") \
            changed:\(record.modifiedAt) \(record.modifiedBy ?? "-") \
            \(values.joined(separator: " "))
            """
    }

    package static func line(_ conflict: Conflict) -> String {
        let values = conflict.values.map {
            "\($0.value.canonicalText) (\($0.dot), \($0.at), \($0.by ?? "-"))"
        }
        return """
            \(conflict.state) \(conflict.id) \(conflict.code) \(conflict.log) \(conflict.kind) \
            \(conflict.recordID) \(conflict.field) ended by \
            \(conflict.ending?.dot.description ?? "-"): \(values.joined(separator: " | "))
            """
    }

    /// Every line of the log, in the order in which it was applied.
    package static func log(_ store: Store) throws -> [[UInt8]] {
        var lines: [[UInt8]] = []
        try store.read { snapshot in
            try snapshot.forEachLine(logs: nil) { lines.append($1) }
        }
        return lines
    }
}
