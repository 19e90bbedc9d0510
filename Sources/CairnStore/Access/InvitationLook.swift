/// What an invitation is for, as whoever has its code may know.
package struct InvitationLook: Sendable {
    package let role: Role
    /// The name of the chapter that it is for; nil where that is not known here.
    package let chapter: String?
    /// Whether what it gave was used, so that it gives nothing more.
    package let isUsed: Bool
}
