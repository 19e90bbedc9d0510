/// A token as its server lists it; the token itself is not kept.
package struct TokenEntry: Sendable {
    /// Names it on this server.
    package let number: Int64
    /// The node that it was given to.
    package let node: String
    /// What its laptop is called.
    package let name: String?
    /// Milliseconds since 1970.
    package let made: Int64
    /// Last use; nil for never.
    package let used: Int64?
    package let revoked: Int64?
    /// Milliseconds that its clock was ahead at its last call; nil where it was right.
    package let clockLead: Int64?
    package let grants: [Grant]
}
