import CairnModel
import CairnStore

extension Lookup {
    /// Lists the open conflicts of a record, without values.
    func printConflicts(of record: StoredRecord) throws {
        var table = Table("conflict", "field", "values")
        for conflict in try snapshot.openConflicts(of: record) {
            table.add(conflict.id, conflict.field, String(conflict.values.count))
        }
        try Section.print("Open conflicts (cairn conflict show ID)", table)
    }

    /// The open conflicts of a record: `[{"id","code","field"}]`.
    func conflictJSON(of record: StoredRecord) throws -> JSON {
        .array(
            try snapshot.openConflicts(of: record).map { conflict in
                .object([
                    ("id", .string(conflict.id)), ("code", .string(conflict.code)),
                    ("field", .string(conflict.field)),
                ])
            })
    }
}
