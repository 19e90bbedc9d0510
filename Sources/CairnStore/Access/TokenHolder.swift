package import CairnModel

/// Who a token turned out to be of, and what it may do.
package struct TokenHolder: Sendable {
    package let number: Int64
    package let grants: [Grant]
    package let rights: Rights
    /// When a use of it was noted last, milliseconds since 1970; nil for never.
    package let used: Int64?

    /// The chapters whose own token this is.
    package var chapters: [RecordID] { grants.filter { $0.role == .chapter }.map(\.log) }
}
