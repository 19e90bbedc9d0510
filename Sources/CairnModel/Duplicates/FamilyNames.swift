/// How near two family names are, by their words.
enum FamilyNames: Int, Comparable {
    case none
    /// One person has none.
    case missing
    /// One is the first letter of the other.
    case initial
    /// One key apart, and so short that this says less.
    case shortTyping
    /// One key apart.
    case typing
    /// Every word of the one is in the other: García and García López.
    case part
    case same

    static func compare(_ left: [String], _ right: [String]) -> FamilyNames {
        if left.isEmpty || right.isEmpty { return .missing }
        let (first, second) = (left.joined(), right.joined())
        if first == second { return .same }
        let shared = Set(left).intersection(right).filter { !particles.contains($0) }
        let fewest = min(
            Set(left).subtracting(particles).count, Set(right).subtracting(particles).count)
        if !shared.isEmpty, shared.count == fewest { return .part }
        let (short, long) =
            first.utf8.count <= second.utf8.count ? (first, second) : (second, first)
        if short.utf8.count == 1 { return long.hasPrefix(short) ? .initial : .none }
        guard NameWords.isOneKeyApart(first, second) else { return .none }
        return short.utf8.count <= 3 ? .shortTyping : .typing
    }

    private static let particles: Set<String> = [
        "de", "del", "la", "las", "los", "van", "von", "der", "den", "da", "do", "dos", "di", "du",
        "le", "al", "el", "bin", "ibn", "jr", "sr", "ii", "iii",
    ]

    static func < (left: FamilyNames, right: FamilyNames) -> Bool { left.rawValue < right.rawValue }
}
