package import CairnModel

/// What one entry did to one record.
package struct HistoryItem: Sendable {
    package enum Action: String, Sendable { case created, edited, deleted, restored, resolved }

    package let entry: EntryName
    package let at: Timestamp
    package let by: String?
    package let action: Action
    /// The first entry of the command, where it took several.
    package let part: Dot?
    package let changes: [Change]

    package struct Change: Sendable {
        package let field: String
        /// The winning one of the values that this write replaced; nil where it replaced none.
        package let before: JSON?
        package let after: JSON
        /// Whether this write is still live.
        package let isLive: Bool
    }
}
