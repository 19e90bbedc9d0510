/// How a signup stands: its `rsvp`, with the derived waiting list.
package enum SignupStanding: Hashable, Sendable {
    case registered
    /// Registered, but the places are taken; the first in the queue has place 1.
    case waitlisted(place: Int)
    case invited
    case requested
    case tentative
    case declined
    case cancelled
    /// A word of a newer vocabulary, or none.
    case other(String)

    init(rsvp: String) {
        switch rsvp {
        case "registered": self = .registered
        case "invited": self = .invited
        case "requested": self = .requested
        case "tentative": self = .tentative
        case "declined": self = .declined
        case "cancelled": self = .cancelled
        default: self = .other(rsvp)
        }
    }

    /// The word for output: the `rsvp`, or `waitlisted`.
    package var word: String {
        switch self {
        case .registered: "registered"
        case .waitlisted: "waitlisted"
        case .invited: "invited"
        case .requested: "requested"
        case .tentative: "tentative"
        case .declined: "declined"
        case .cancelled: "cancelled"
        case .other(let word): word
        }
    }

    /// The place on the waiting list, from 1.
    package var place: Int? { if case .waitlisted(let place) = self { place } else { nil } }
}
