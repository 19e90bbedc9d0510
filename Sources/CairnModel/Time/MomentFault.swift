/// Why a date, a time or a duration could not be read, in words for the person who wrote it.
package struct MomentFault: Error, Hashable, Sendable {
    /// What is wrong, quoting what was written.
    package let reason: String
    /// The next step: the forms that are understood.
    package let hint: String

    package init(reason: String, hint: String = MomentFault.forms) {
        (self.reason, self.hint) = (reason, hint)
    }

    /// The forms of dates and times that `MomentReader` understands.
    package static let forms =
        "write a day as 2026-04-04 and a time as \"2026-04-04 11:00\"; also understood: "
        + "4 Apr 2026, \"April 4, 2026 7pm\", 04.04.2026, today, tomorrow, fri, \"next fri\", "
        + "+2d, +1w, 11:00 (today), and 2009-03 or 1999 where no more is known"
}
