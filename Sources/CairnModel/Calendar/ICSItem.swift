/// A record as the calendar writer takes it: an event, a shift or a task.
package struct ICSItem: Sendable {
    package let kind: String
    package let id: RecordID
    package let log: RecordID
    /// Fields with a value.
    package let fields: [(name: String, value: JSON)]
    /// Milliseconds since 1970.
    package let createdAt: Int64
    /// Milliseconds since 1970 of the last change.
    package let modifiedAt: Int64
    /// How many entries changed it after the one that made it.
    package let revision: Int
    /// Of a shift: whether it is not sure that whom the calendar is for has a place in it.
    package var isTentative = false

    package init(
        kind: String, id: RecordID, log: RecordID, fields: [(name: String, value: JSON)],
        createdAt: Int64, modifiedAt: Int64, revision: Int
    ) {
        (self.kind, self.id, self.log, self.fields) = (kind, id, log, fields)
        (self.createdAt, self.modifiedAt, self.revision) = (createdAt, modifiedAt, revision)
    }

    subscript(field: String) -> JSON? { fields.first { $0.name == field }?.value }

    /// A text field; nil where it is empty.
    func text(_ field: String) -> String? {
        self[field]?.string.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The elements of a set, as people read them.
    func elements(_ set: String) -> [String] {
        fields.compactMap { field in
            guard field.name.hasPrefix(set + "/"), !field.value.isNull else { return nil }
            return field.value.string ?? String(field.name.dropFirst(set.utf8.count + 1))
        }
    }

    /// Stable for the record's life, and not the same for one that two logs imported.
    var uid: String { "\(id)@\(log)" }

    /// Of a shift, or a task that is written as an event: no event of that id is meant.
    var otherUID: String { "\(id).\(kind)@\(log)" }

    /// The record of the same log that a field names.
    func named(by field: String) -> RecordID? {
        guard let name = text(field).flatMap({ RecordName($0) }) else { return nil }
        return name.log == nil || name.log == log ? name.id : nil
    }
}
