/// What a person or a program wants done: pure values that `Store.perform` turns into entries.
package struct Intent: Sendable {
    package var edits: [Edit]
    /// Who acts: the `<log>/<id>` of a volunteer, or nil where unsaid. In the people log beside
    /// the log written to, the entry has the bare id.
    package var by: String?
    /// The entries that this takes back.
    package var undoes: [EntryName]

    package init(_ edits: [Edit], by: String?, undoes: [EntryName] = []) {
        (self.edits, self.by, self.undoes) = (edits, by, undoes)
    }
}

/// Names an entry across logs: dots are looked up within a log.
package struct EntryName: Hashable, Sendable {
    package let log: RecordID
    package let dot: Dot

    package init(log: RecordID, dot: Dot) { (self.log, self.dot) = (log, dot) }
}

/// One wish about one record.
package struct Edit: Sendable {
    package enum Action: Sendable {
        /// Makes the record. One that is there and not hidden is left alone and reported as
        /// unchanged; a hidden one is restored, and every field that is not set is cleared.
        case create
        /// Sets fields of a record that is there. Fields that already have the value, without a
        /// conflict, are left out.
        case write
        /// Hides the record.
        case delete
        /// Shows a hidden record again.
        case restore
    }

    package var action: Action
    package var log: RecordID
    package var kind: String
    package var id: RecordID
    /// Fields and their values; null clears. Already validated (`KindSpec.fault`).
    package var set: [(field: String, value: JSON)]
    /// Whether this settles conflicts: the author saw the values that it replaces.
    package var resolve: Bool

    package init(
        _ action: Action, log: RecordID, kind: String, id: RecordID,
        set: [(field: String, value: JSON)] = [], resolve: Bool = false
    ) {
        (self.action, self.log, self.kind, self.id) = (action, log, kind, id)
        (self.set, self.resolve) = (set, resolve)
    }
}
