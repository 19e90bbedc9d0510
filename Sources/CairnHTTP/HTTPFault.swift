/// Why a server does not start or a peer is of no use, in words for a person.
package struct HTTPFault: Error, Sendable, CustomStringConvertible {
    /// What to match on; stable.
    package enum Code: String, Sendable {
        /// Nothing answers, or the connection broke.
        case unreachable
        /// Something answers that is no Cairn server.
        case notAServer = "not-a-server"
        /// Its certificate is not trusted here.
        case untrusted
        /// It is busy or in trouble, and may be asked again later.
        case busy
        /// It does not know this store's token.
        case unauthorized
        case forbidden
        case needsUpgrade = "needs-upgrade"
        /// It answers that something else is wrong with what it was sent.
        case refused
        /// An invitation that does not let this store in.
        case notInvited = "not-invited"
        /// The settings of a server or a peer do not fit.
        case usage
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

    /// Whether asking again later may work.
    package var isPassing: Bool {
        switch code {
        case .unreachable, .notAServer, .busy: true
        case .untrusted, .unauthorized, .forbidden, .needsUpgrade, .refused, .notInvited, .usage:
            false
        }
    }
}
