/// Why an exchange or a bundle as a whole was not read or written, in words for a person.
package struct SyncFault: Error, Sendable, CustomStringConvertible {
    /// What to match on; stable.
    package enum Code: String, Sendable {
        /// The first line is no hello.
        case notAnExchange = "bad-line"
        case sealed
        case needsUpgrade = "needs-upgrade"
        case tooLarge = "too-large"
        case unreadable
        case unwritable
        case notFound = "not-found"
        /// Something has to be chosen first.
        case ambiguous
    }

    package let code: Code
    /// What and where, a sentence part without a full stop.
    package let reason: String
    /// The next step, a sentence part.
    package let hint: String

    package init(_ code: Code, _ reason: String, hint: String) {
        (self.code, self.reason, self.hint) = (code, reason, hint)
    }

    package var description: String { reason }
}
