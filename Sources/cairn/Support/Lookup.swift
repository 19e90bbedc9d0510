import CairnModel
import CairnStore

/// Finds what a person names, in one state of the store.
struct Lookup {
    let snapshot: Snapshot
    let workspace: Workspace
    /// The chapters of this state, read when they are first asked for.
    let book = ChapterBook()
    /// What a write may have to give a record first.
    let handedOut = HandedOut()

    var options: CommonOptions { workspace.options }

    /// The shortest unique tail of a record's id; of a date of a series that has no record of its
    /// own, the ref of the series and the date.
    func ref(_ record: StoredRecord) throws -> String {
        try instanceRef(record) ?? snapshot.ref(of: record.id)
    }

    /// The record that a field's value names (`<id>` or `<log>/<id>`), seen from a log; nil where
    /// it is not there.
    func record(_ kind: String, named name: String, from log: RecordID) throws -> StoredRecord? {
        let parts = name.split(separator: "/").map(String.init)
        guard let id = parts.last.flatMap({ RecordID($0) }) else { return nil }
        if parts.count == 2, let other = RecordID(parts[0]) {
            return try snapshot.record(kind, id, in: other)
        }
        if kind == "chapter" { return try snapshot.record(kind, id, in: id) }
        let place = kind == "volunteer" ? try peopleLog(beside: log) : log
        return try snapshot.record(kind, id, in: place).map { try snapshot.shown($0) }
    }

    /// How a field of a record in `log` names another record.
    func name(of record: StoredRecord, from log: RecordID) throws -> String {
        let near = record.kind == "volunteer" ? try peopleLog(beside: log) : log
        // A chapter's id is its log's, so the id alone says where it is.
        if record.log == near || record.kind == "chapter" { return record.id.description }
        return "\(record.log)/\(record.id)"
    }
}
