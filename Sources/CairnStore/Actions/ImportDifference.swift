package import CairnModel

/// A row of an import whose record is here already and says something else.
package struct ImportDifference: Sendable {
    /// A field that a person has decided here, so that no list writes over it.
    package struct Kept: Sendable {
        package let field: String
        package let reason: Reason
    }

    /// Why a field stays as it is; the raw value is a sentence part for a person.
    package enum Reason: String, Sendable {
        case refusal = "denied or withdrawn here"
        case blocked = "blocked here"
        case inConflict = "in conflict here"
    }

    /// Of the file, where the row begins.
    package let line: Int
    /// Kind, id and log of the record that is here.
    package let kind: String
    package let id: RecordID
    package let log: RecordID
    /// What the file says of the fields that differ and that it may correct. A field of which the
    /// file says nothing does not differ.
    package let set: [(field: String, value: JSON)]
    /// The fields that differ and stay as they are.
    package let kept: [Kept]

    /// All fields that differ.
    package var fields: [String] { self.set.map(\.field) + kept.map(\.field) }

    /// The rows told to a person, the first of them by line and fields, a sentence part without
    /// values: `2 of those here already say something else in the list: line 3 (title), line 5
    /// (when, place)`.
    ///
    /// - Parameters:
    ///   - fields: which of a row's fields are named.
    ///   - source: what the rows are of, `list` or `file`.
    package static func sentence(
        _ rows: [Self], naming fields: (Self) -> [String], in source: String
    ) -> String {
        let told = rows.map { row in
            "line \(row.line) (\(fields(row).map(Words.plain).joined(separator: ", ")))"
        }
        return "\(rows.count) of those here already \(Words.verb(rows.count, "says", "say")) "
            + "something else in the \(source): \(Words.first(shownMax, of: told))"
    }

    /// Rows named at most.
    package static let shownMax = 5

    /// Writes what the file says; nil where it may correct nothing.
    package var edit: Edit? {
        self.set.isEmpty ? nil : Edit(.write, log: log, kind: kind, id: id, set: self.set)
    }
}

extension Snapshot {
    /// The rows of an import whose records are here and say something else, in the order of the
    /// file. Taking the import in leaves those records alone.
    package func differences(_ plan: ImportPlan) throws -> [ImportDifference] {
        var seen = plan.pictures
        return try plan.edits.compactMap { line, edit in
            guard seen.insert(edit.id).inserted,
                let record = try record(edit.kind, edit.id, in: edit.log), !record.isHidden
            else { return nil }
            let differing = edit.set.filter { field, value in
                !field.hasPrefix("identifier/") && record[field] ?? .null != value
            }
            guard !differing.isEmpty else { return nil }
            let open = record.hasConflict ? try conflicts(of: record).map(\.field) : []
            let kept = differing.compactMap { field, _ in
                Self.decided(field, of: record, open).map {
                    ImportDifference.Kept(field: field, reason: $0)
                }
            }
            return ImportDifference(
                line: line, kind: edit.kind, id: edit.id, log: edit.log,
                set: differing.filter { field, _ in !kept.contains { $0.field == field } },
                kept: kept)
        }
    }

    /// Why a list does not write over a field: somebody has refused, or two have to agree first.
    private static func decided(
        _ field: String, of record: StoredRecord, _ open: [String]
    ) -> ImportDifference.Reason? {
        if open.contains(field) { return .inConflict }
        if let value = record[field], Merge.isRefusal(value, field: field) { return .refusal }
        let isBlocked =
            record.kind == "volunteer" && field == "status" && record[field] == "blocked"
        return isBlocked ? .blocked : nil
    }

    /// The edits that write what a file says, for each row those of what goes along with it too.
    package func corrections(_ differences: [ImportDifference]) throws -> [[Edit]] {
        try differences.map { difference in
            guard let edit = difference.edit else { return [] }
            guard let record = try record(difference.kind, difference.id, in: difference.log) else {
                return [edit]
            }
            do {
                var draft = RecordDraft(of: record)
                for (field, value) in difference.set { try draft.put(field, value) }
                return try edits(of: draft).edits
            } catch is FieldFault {
                // Whose start and rule do not go together is as its file says.
                return [edit]
            }
        }
    }
}
