/// Why something that a volunteer asked for on a page was not done, as the page says it.
enum MeFault: Error {
    /// There is no such task or shift for this volunteer.
    case notThere
    /// The task is given out by the adviser.
    case notClaimable
    /// The task is not the volunteer's.
    case notMine
    /// A shift cannot be taken from here; the sentence says why.
    case cannotJoin(String)

    var text: String {
        switch self {
        case .notThere: "This is not here any more. Perhaps it was just changed."
        case .notClaimable: "Your adviser gives this task out. Ask them for it."
        case .notMine: "You do not have this task any more. Perhaps it was just changed."
        case .cannotJoin(let reason): reason
        }
    }
}
