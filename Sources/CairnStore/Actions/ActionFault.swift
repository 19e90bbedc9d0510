/// Why something cannot be done with a record as it stands.
package enum ActionFault: Error, Hashable, Sendable {
    /// The task is given out by somebody, not taken.
    case notClaimable
    /// The volunteer has no part in the task.
    case noPart
    /// The volunteer is not signed up for it.
    case notSignedUp
    /// The event has that many shifts, and people sign up for those.
    case hasShifts(Int)
}
