package import CairnModel

/// The fields that a command or a request sets on one record, each checked as it is given.
package struct RecordDraft {
    package let kind: KindSpec
    package let log: RecordID
    /// The record as it is; nil where it is being made.
    package let record: StoredRecord?
    /// Fields and values for an `Edit`.
    package private(set) var set: [(field: String, value: JSON)] = []

    /// - Parameter kind: a kind of the vocabulary.
    package init(_ kind: String, in log: RecordID, of record: StoredRecord? = nil) {
        guard let spec = Vocabulary.current.kind(kind) else {
            preconditionFailure("\(kind) is no kind of the vocabulary")
        }
        (self.kind, self.log, self.record) = (spec, log, record)
    }

    /// Of a record that is there.
    package init(of record: StoredRecord) {
        self.init(record.kind, in: record.log, of: record)
    }

    /// The value that a field has, or is about to get.
    package func current(_ field: String) -> JSON? {
        self.set.last { $0.field == field }?.value ?? record?[field]
    }

    /// Sets a field to a value; null clears it.
    ///
    /// - Throws: `FieldFault` where the vocabulary does not allow it.
    package mutating func put(_ field: String, _ value: JSON) throws {
        if let fault = kind.fault(field: field, value: value) { throw fault }
        set.removeAll { $0.field == field }
        set.append((field, value))
    }

    /// Whether a field was not set.
    func isUnsaid(_ field: String) -> Bool { !set.contains { $0.field == field } }

    /// Whether nothing was set.
    package var isEmpty: Bool { self.set.isEmpty }

    /// Checks that a new record has all that it needs.
    ///
    /// - Throws: `FieldFault` for the first field that is missing.
    package func checkComplete() throws {
        if let fault = kind.missingFields({ current($0) }).first { throw fault }
    }

    /// The edit: a create of what is not there, else a write. A date of a series gets its record
    /// with its first change.
    ///
    /// - Parameter id: of a record that is being made.
    package func edit(id: RecordID) -> Edit {
        guard let record else {
            return Edit(.create, log: log, kind: kind.name, id: id, set: set)
        }
        if record.isComputed {
            return Edit(
                .create, log: log, kind: kind.name, id: record.id,
                set: Self.identity(of: record) + set)
        }
        return Edit(.write, log: log, kind: kind.name, id: record.id, set: set)
    }

    /// The edit of a record that is there.
    package var edit: Edit { edit(id: record?.id ?? log) }

    /// The edit that gives a date of a series its record, before something names it; none for what
    /// has one.
    package static func making(_ record: StoredRecord) -> [Edit] {
        guard record.isComputed else { return [] }
        return [
            Edit(
                .create, log: record.log, kind: record.kind, id: record.id,
                set: identity(of: record))
        ]
    }

    /// Fields that make the record of a computed instance, before what a change sets.
    package static func identity(
        of record: StoredRecord
    ) -> [(field: String, value: JSON)] {
        ["series", "recurrence_id"].compactMap { name in record[name].map { (name, $0) } }
    }
}
