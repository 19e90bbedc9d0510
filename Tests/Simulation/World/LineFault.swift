/// Why a line is not applied.
enum LineFault: String {
    case badLine = "bad-line"
    case needsUpgrade = "needs-upgrade"
    case gap
    case missingPredecessor = "missing-predecessor"
    /// It is there already, which is no fault.
    case known

    /// As what it is counted.
    var trouble: Trouble? {
        switch self {
        case .badLine: .badLine
        case .needsUpgrade: .neededUpgrade
        case .gap: .gap
        case .missingPredecessor: .missing
        case .known: nil
        }
    }
}
