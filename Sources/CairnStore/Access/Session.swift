/// Somebody who is signed in to a store's board.
package struct Session: Sendable {
    /// Whose rights it has.
    package enum Rights: Sendable {
        /// Whoever sits at the laptop itself: all that its command line may do.
        case laptop
        /// The holder of a token.
        case token(TokenHolder)
    }

    package let rights: Rights
    /// Milliseconds since 1970 from which on it opens nothing.
    package let expires: Int64
}
