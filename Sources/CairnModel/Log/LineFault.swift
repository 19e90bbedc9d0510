/// Why a line is no entry, and at which byte of it.
package struct LineFault: Error, Sendable, CustomStringConvertible {
    /// `bad-line` or `too-large`.
    package let code: RefusalCode
    /// A sentence part without any value of the line, fit to be shown to a peer.
    package let reason: String
    /// Offset of the byte where reading stopped.
    package let offset: Int

    package init(code: RefusalCode = .badLine, reason: String, offset: Int) {
        self.code = code
        self.reason = reason
        self.offset = offset
    }

    package var description: String { "\(reason) (byte \(offset))" }
}

/// Why an entry, or a part of a stream, was not taken (Schema/Protocol.md, Refusals).
package enum RefusalCode: String, Sendable, CaseIterable {
    case badLine = "bad-line"
    case tooLarge = "too-large"
    case gap
    case missingPredecessor = "missing-predecessor"
    case forbidden
    case needsUpgrade = "needs-upgrade"
    case damaged
}
