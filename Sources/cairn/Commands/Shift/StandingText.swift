import CairnStore

/// How a signup stands, for a person.
enum StandingText {
    /// `registered`, `waitlisted 2`.
    static func text(_ standing: SignupStanding) -> String {
        standing.place.map { "\(standing.word) \($0)" } ?? standing.word
    }
}
