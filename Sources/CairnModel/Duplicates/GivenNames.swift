/// How near two given names are.
enum GivenNames: Int, Comparable {
    case none
    /// They may be forms of one name: one begins or ends like the other.
    case alike
    /// One key apart, and each is a name of its own: Anna and Anne.
    case bothNames
    /// One is the first letter of the other.
    case initial
    /// One key apart.
    case typing
    /// A name and its short form.
    case nickname
    case same

    /// The nearest pair of two people's words.
    static func nearest(_ left: [String], _ right: [String]) -> GivenNames {
        var best = GivenNames.none
        for first in left {
            for second in right { best = max(best, compare(first, second)) }
        }
        return best
    }

    static func compare(_ left: String, _ right: String) -> GivenNames {
        if left == right { return .same }
        if Nicknames.areOneName(left, right) { return .nickname }
        let (short, long) =
            left.utf8.count <= right.utf8.count ? (left, right) : (right, left)
        if short.utf8.count == 1 { return long.hasPrefix(short) ? .initial : .none }
        if NameWords.isOneKeyApart(left, right) {
            let isShort = short.utf8.count <= 3
            let areNames = Nicknames.isKnown(left) && Nicknames.isKnown(right)
            return isShort || areNames ? .bothNames : .typing
        }
        return isForm(short, of: long) ? .alike : .none
    }

    /// Whether a word could be a pet form of another: what is left of it without its ending
    /// stands at the other's beginning or end (Alex, Tina, Gabby, Mikey).
    private static func isForm(_ short: String, of long: String) -> Bool {
        var stem = short
        for ending in ["ies", "ie", "ey", "y", "i", "ee", "o", "a"] where stem.hasSuffix(ending) {
            let rest = stem.dropLast(ending.count)
            if rest.count >= 2 { stem = String(rest) }
            break
        }
        if let last = stem.last, stem.hasSuffix("\(last)\(last)"), stem.count > 2 {
            stem.removeLast()
        }
        if stem.count >= 2, long.hasPrefix(stem), short.count >= 3 { return true }
        return short.count >= 3 && (long.hasPrefix(short) || long.hasSuffix(short))
            || (stem.count >= 3 && long.contains(stem))
    }

    static func < (left: GivenNames, right: GivenNames) -> Bool { left.rawValue < right.rawValue }
}
