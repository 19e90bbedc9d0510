import CairnModel
import CairnStore

extension FieldInput {
    /// Gives the task to a volunteer.
    mutating func offer(to ref: String, isAccepted: Bool = false) throws {
        try lookup.snapshot.offer(
            &draft, to: try lookup.find(ref, "volunteer"), isAccepted: isAccepted,
            now: lookup.workspace.now)
    }
}
