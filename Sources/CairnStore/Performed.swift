package import CairnModel

/// What became of an intent.
package struct Performed: Sendable {
    package enum Result: String, Sendable {
        case created, changed, restored, deleted
        /// There was nothing to do.
        case unchanged
        /// The record to change is not there (a create never says so).
        case missing
    }

    /// One for each edit, in their order.
    package let results: [Result]
    /// The entries that were written, in order; empty where nothing changed.
    package let entries: [EntryName]
    /// Why the store took a new node id before it wrote; nil where it did not.
    package let newIdentity: IdentityChange?
}

/// Why a store took a new node id. The description is one sentence for a person.
package enum IdentityChange: String, Sendable, CustomStringConvertible {
    /// The sidecar is missing, or names another machine or file.
    case elsewhere
    /// The store is behind what it has already given out.
    case behind
    /// An entry of its own node id came that it did not write.
    case foreignOwnEntry
    /// Its clock was more than 5 minutes ahead of the wall.
    case clockAhead

    package var description: String {
        switch self {
        case .elsewhere:
            "This store was copied or moved here, so from now on it counts as a new laptop. "
                + "Nothing is lost."
        case .behind:
            "This store was put back from a backup, so from now on it counts as a new laptop. "
                + "What it had sent since the backup comes back with the next exchange."
        case .foreignOwnEntry:
            "Another copy of this store has been writing as this laptop, so from now on this one "
                + "counts as a new laptop. The work of both copies is kept."
        case .clockAhead:
            "This laptop's clock had been running ahead and was set right, so from now on this "
                + "store counts as a new laptop. Nothing is lost."
        }
    }
}
