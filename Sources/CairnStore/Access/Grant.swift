package import CairnModel

/// One thing that a token may do.
package struct Grant: Sendable, Hashable {
    package let role: Role
    /// A chapter's own log, or the common log of a reader or writer.
    package let log: RecordID
    /// Of a volunteer's grant: the volunteer's id.
    package let volunteer: String?

    package init(_ role: Role, _ log: RecordID, volunteer: String? = nil) {
        (self.role, self.log, self.volunteer) = (role, log, volunteer)
    }
}
