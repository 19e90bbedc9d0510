internal import CairnModel

/// Turning wishes into operations: what is set, and which live writes that replaces.
extension Engine {
    /// What an edit comes to in the present state of the record.
    struct Draft {
        var result: Performed.Result
        /// Nil where there is nothing to write.
        var operation: EntryWriter.Operation?
        /// Whether live writes are left that did not fit the line: the edit has to be drafted once
        /// more after this operation was applied.
        var isPartial = false
    }

    /// The most dots of one operation: 5,000 of them fit the limit of a line.
    private static let dotsMax = 4_000

    /// - Parameter kept: of an edit that takes several entries, the dots of its own writes so far,
    ///   which the next one must not replace.
    func draft(_ edit: Edit, keeping kept: Set<Dot>) throws -> Draft {
        let place = Place(edit.log, edit.kind, edit.id)
        guard let record = try loaded(place) else {
            return edit.action == .create ? creation(edit) : Draft(result: .missing)
        }
        switch edit.action {
        case .create: return try draftCreation(edit, record, kept)
        case .write: return try draftWrite(edit, record, kept)
        case .delete: return try draftDeletion(edit, record, kept)
        case .restore: return try draftRestoration(edit, record, kept)
        }
    }

    /// The draft of a creation where nothing was ever written to the record.
    func creation(_ edit: Edit) -> Draft {
        Draft(
            result: .created,
            operation: .init(kind: edit.kind, id: edit.id, set: firstSet(edit.set)))
    }

    /// What the first entry of a record writes: fields without a value are left out.
    private func firstSet(
        _ set: [(field: String, value: JSON)]
    ) -> [(field: String, value: JSON)] {
        var hasValues = !set.isEmpty
        for place in set.indices { if case .null = set[place].value { hasValues = false } }
        if hasValues { return set }
        let values = set.filter { !$0.value.isNull }
        // An entry needs a write: of a record of which nothing is said, that it is there.
        return values.isEmpty ? [(field: "deleted", value: .null)] : values
    }

    private func draftCreation(
        _ edit: Edit, _ record: FoldedRecord, _ kept: Set<Dot>
    ) throws -> Draft {
        guard record.isHidden else { return Draft(result: .unchanged) }
        var set: [String: JSON] = ["deleted": .null]
        for (field, writes) in record.allLive where field != "deleted" {
            if try !isNull(winner(writes, field: field)) { set[field] = .null }
        }
        for (field, value) in edit.set { set[field] = value }
        let fields = set.map { (field: $0.key, value: $0.value) }
        return try operation(edit, fields, record, kept, as: .restored)
    }

    private func draftWrite(
        _ edit: Edit, _ record: FoldedRecord, _ kept: Set<Dot>
    ) throws -> Draft {
        if record.isHidden { return Draft(result: .missing) }
        let fields = edit.set.filter { field, value in
            let live = record.live(field)
            if live.isEmpty { return !value.isNull }
            return edit.resolve || live.count > 1 || live[0].value != value.canonical
        }
        if fields.isEmpty { return Draft(result: .unchanged) }
        return try operation(edit, fields, record, kept, as: .changed)
    }

    private func draftDeletion(
        _ edit: Edit, _ record: FoldedRecord, _ kept: Set<Dot>
    ) throws -> Draft {
        if record.isHidden { return Draft(result: .unchanged) }
        var draft = try operation(
            edit, [(field: "deleted", value: true)], record, kept, as: .deleted)
        let covered = Set(
            try record.live("deleted").filter { try kept.contains(mark(of: $0.entry).dot) }
                .flatMap(\.saw))
        var saw: Set<Dot> = []
        for (field, writes) in record.allLive where field != "deleted" {
            for write in writes { saw.insert(try mark(of: write.entry).dot) }
        }
        let open = saw.subtracting(covered)
        let room = max(1, Self.dotsMax - (draft.operation?.over.values.joined().count ?? 0))
        draft.operation?.saw = Array(open.sorted().prefix(room))
        draft.isPartial = draft.isPartial || open.count > room
        return draft
    }

    private func draftRestoration(
        _ edit: Edit, _ record: FoldedRecord, _ kept: Set<Dot>
    ) throws -> Draft {
        guard record.isHidden || record.flags.contains(.editedWhileDeleted) else {
            return Draft(result: .unchanged)
        }
        return try operation(
            edit, [(field: "deleted", value: .null)], record, kept, as: .restored)
    }

    /// An operation that sets fields over all their live writes, as many as fit.
    private func operation(
        _ edit: Edit, _ fields: [(field: String, value: JSON)], _ record: FoldedRecord,
        _ kept: Set<Dot>, as result: Performed.Result
    ) throws -> Draft {
        var draft = Draft(result: result)
        var over: [String: [Dot]] = [:]
        var room = Self.dotsMax
        for (field, _) in fields {
            let dots = Set(try record.live(field).map { try mark(of: $0.entry).dot })
                .subtracting(kept).sorted()
            if dots.isEmpty { continue }
            draft.isPartial = draft.isPartial || dots.count > room
            if room > 0 { over[field] = Array(dots.prefix(room)) }
            room = max(0, room - dots.count)
        }
        draft.operation = .init(
            kind: edit.kind, id: edit.id, set: fields, over: over,
            resolve: edit.resolve && !over.isEmpty)
        return draft
    }

    private func isNull(_ write: LiveWrite?) -> Bool {
        write.map { $0.value == Array("null".utf8) } ?? true
    }

    /// The record at a place with its live writes; nil where nothing was ever written to it.
    func loaded(_ place: Place) throws -> FoldedRecord? {
        guard let n = try recordNumber(place) else { return nil }
        return try load(n)
    }
}
