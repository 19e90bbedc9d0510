import CairnModel
import CairnStore

extension FieldInput {
    /// Writes what became of a volunteer's part in a task: offered, claimed, accepted, declined
    /// or released, since now.
    mutating func assign(_ volunteer: StoredRecord, _ state: String) throws {
        let name = try lookup.name(of: volunteer, from: log)
        try put(
            "assignee/\(name)",
            .object([("at", .string(try lookup.localNow(log))), ("state", .string(state))]))
    }

    mutating func assign(_ ref: String, _ state: String) throws {
        try assign(try lookup.find(ref, "volunteer"), state)
    }

    /// What became of a volunteer's part so far; nil where there is none.
    func state(of volunteer: StoredRecord) throws -> String? {
        let name = try lookup.name(of: volunteer, from: log)
        return current("assignee/\(name)")?["state"]?.string
    }
}
