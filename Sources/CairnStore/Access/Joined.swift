package import CairnModel

/// What somebody gets who was let in.
package struct Joined: Sendable {
    package let token: String
    /// The chapter's log, or the common log.
    package let log: RecordID
    package let role: Role
    /// Of everything that the token may do.
    package let rights: Rights
    /// The chapter that a school came under.
    package let above: RecordID?
}
