package import CairnModel

/// A record as a store shows it: the winning value of every field.
package struct StoredRecord: Sendable {
    package let kind: String
    package let id: RecordID
    package let log: RecordID
    /// Fields with a value, nulls left out, in ascending order of their names' bytes.
    package let fields: [(name: String, value: JSON)]
    /// Deleted, and nobody wrote to it since.
    package let isHidden: Bool
    /// Whether a field has an open conflict (one of a hidden record is not listed).
    package let hasConflict: Bool
    /// Deleted, and somebody wrote to it at the same time: shown, and a conflict.
    package let isEditedWhileDeleted: Bool
    package let createdAt: Timestamp
    /// As `by` of the entry.
    package let createdBy: String?
    package let modifiedAt: Timestamp
    package let modifiedBy: String?
    /// The record's number in this store; names it within one snapshot.
    let number: Int64
    /// An instance of a series that has no record of its own: `number` is the series' then.
    package var isComputed = false

    /// The shown value of a field; nil where it has none.
    package subscript(field: String) -> JSON? { fields.first { $0.name == field }?.value }

    /// The present elements of a set, ascending: the part after the slash, and the value.
    package func elements(of set: String) -> [(name: String, value: JSON)] {
        fields.compactMap { field in
            guard field.name.hasPrefix(set + "/") else { return nil }
            return (String(field.name.dropFirst(set.count + 1)), field.value)
        }
    }
}

/// Which records a list takes.
package struct RecordFilter: Sendable {
    package var kind: String
    /// Nil for all logs.
    package var logs: Set<RecordID>?
    /// Of the local time by which the kind is ordered (`when`, `due`): at or after, or still going
    /// on then where it began not more than `ListBound.daysBackMax` days before; a text of the form
    /// `2026`, `2026-04`, `2026-04-03` or `2026-04-03T19:00`. A record without that time is left
    /// out where either bound is set.
    package var from: String?
    /// Before, the same form, compared as text.
    package var before: String?
    /// Only records that name this record in a reference field or as an element of a set.
    package var naming: (field: String, id: RecordID)?
    /// Only records that have a value of this field, which is no element of a set.
    package var having: String?
    package var includesHidden = false
    /// Also what lies in a log that its kind is never in.
    var includesAstray = false

    package init(kind: String, logs: Set<RecordID>? = nil) {
        (self.kind, self.logs) = (kind, logs)
    }
}
