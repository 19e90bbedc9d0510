import CairnModel
import CairnStore

extension FieldInput {
    /// Writes what became of a volunteer's part in a task since now.
    mutating func assign(_ ref: String, _ state: String) throws {
        try lookup.snapshot.assign(
            try lookup.find(ref, "volunteer"), state, in: &draft, now: lookup.workspace.now)
    }
}
