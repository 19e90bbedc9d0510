package import CairnModel

/// A row of an import whose record is here already and says something else.
package struct ImportDifference: Sendable {
    /// Of the file, where the row begins.
    package let line: Int
    package let kind: String
    package let id: RecordID
    package let log: RecordID
    /// What the file says of the fields that differ. A field of which the file says nothing does
    /// not.
    package let set: [(field: String, value: JSON)]

    /// Writes what the file says.
    package var edit: Edit { Edit(.write, log: log, kind: kind, id: id, set: set) }
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
            let set = edit.set.filter { field, value in
                !field.hasPrefix("identifier/") && record[field] ?? .null != value
            }
            guard !set.isEmpty else { return nil }
            return ImportDifference(
                line: line, kind: edit.kind, id: edit.id, log: edit.log, set: set)
        }
    }
}
