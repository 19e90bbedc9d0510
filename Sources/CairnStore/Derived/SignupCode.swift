/// What stands in the way of a signup, or should be known about it. Stable codes; none of them
/// refuses anything by itself.
package enum SignupCode: String, Sendable, CaseIterable {
    case ok
    /// The volunteer is registered for something else at that time.
    case overlaps
    /// The shift is for a role that the volunteer does not have.
    case roleRequired = "role_required"
    /// Every place is taken: the signup would go on the waiting list.
    case full
    /// Only an adviser signs people up here, or signs this volunteer up.
    case adviserOnly = "adviser_only"
    /// It is over, closed or cancelled.
    case ended
    case alreadySignedUp = "already_signed_up"
    /// A minor without a granted consent to take part.
    case consentMissing = "consent_missing"
    /// Everyone of the volunteer's age band is younger than the shift allows.
    case tooYoung = "too_young"

    /// One sentence part for a person.
    package var text: String {
        switch self {
        case .ok: "nothing stands in the way"
        case .overlaps: "this volunteer is registered for something else at that time"
        case .roleRequired: "this shift is for a role that this volunteer does not have"
        case .full: "every place is taken, so this signup goes on the waiting list"
        case .adviserOnly: "an adviser has to make this signup"
        case .ended: "it is over, closed or cancelled"
        case .alreadySignedUp: "this volunteer is signed up already"
        case .consentMissing: "no consent to take part is recorded for this minor"
        case .tooYoung: "this volunteer is younger than the shift allows"
        }
    }
}
