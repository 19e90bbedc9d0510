/// Why a text is no rule by which an event can repeat.
package struct RecurrenceFault: Error, Hashable, Sendable {
    /// A sentence part for the person who wrote it.
    package let reason: String

    init(_ reason: String) { self.reason = reason }
}
