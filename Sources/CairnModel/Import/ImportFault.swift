/// Why a file cannot be imported at all, in words for the person who chose it.
package struct ImportFault: Error, Hashable, Sendable {
    package let reason: String
    /// The next step.
    package let hint: String

    package init(reason: String, hint: String) { (self.reason, self.hint) = (reason, hint) }
}
