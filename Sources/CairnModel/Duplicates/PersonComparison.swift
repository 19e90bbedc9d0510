/// Weighs what two people have in common.
///
/// The weights were chosen so that no single thing beside the names makes a suggestion, and held
/// against a generated set with known answers (see the tests).
struct PersonComparison {
    private let left: PersonCard
    private let right: PersonCard
    private(set) var score = 0
    private(set) var evidence: [String] = []

    init(_ left: PersonCard, _ right: PersonCard) { (self.left, self.right) = (left, right) }

    /// Whether the names fit at all; the rest is weighed only then.
    mutating func compare() -> Bool {
        let given = addNames()
        guard score > 0 else { return false }
        let hasContact = addContact(given)
        addGrade()
        addAge()
        if left.chapter == right.chapter {
            score += 8
        } else {
            score -= 12
            evidence.append("but they are in two chapters")
        }
        // A likeness of given names alone is what siblings have too.
        if given == .alike, !hasContact { score -= 20 }
        return true
    }

    private mutating func add(_ points: Int, _ words: String) {
        score += points
        evidence.append(words)
    }

    /// The points of both names; none where one of them does not fit.
    private mutating func addNames() -> GivenNames {
        let given = GivenNames.nearest(left.given + left.preferred, right.given + right.preferred)
        let family = FamilyNames.compare(left.family, right.family)
        // A name and the other's family name in each other's place.
        let isSwapped =
            GivenNames.nearest(left.given, right.family) >= .typing
            && GivenNames.nearest(right.given, left.family) >= .typing
        if isSwapped, given < .typing || family < .typing {
            add(72, "given and family name change places")
            return .same
        }
        guard given != .none, family != .none else { return .none }
        switch given {
        case .same: add(40, "same given name")
        case .nickname: add(36, "the given names are forms of one name")
        case .typing: add(33, "the given names are one key apart")
        case .initial: add(20, "one given name is the other's first letter")
        case .bothNames: add(14, "the given names are one letter apart")
        case .alike: add(22, "the given names begin or end alike")
        case .none: break
        }
        switch family {
        case .same: add(40, "same family name")
        case .part: add(34, "one family name is part of the other")
        case .typing: add(33, "the family names are one key apart")
        case .shortTyping: add(22, "the short family names are one key apart")
        case .initial: add(22, "one family name is the other's first letter")
        case .missing: add(12, "one has no family name")
        case .none: break
        }
        return given
    }

    /// A shared address says little where the given names do not fit well.
    private mutating func addContact(_ given: GivenNames) -> Bool {
        let mail = !left.emails.isDisjoint(with: right.emails)
        let phone = !left.phones.isDisjoint(with: right.phones)
        if mail { add(given >= .initial ? 14 : 10, "same e-mail") }
        if phone { add(mail ? 4 : 12, "same telephone") }
        let areOther = !mail && !left.emails.isEmpty && !right.emails.isEmpty
        if areOther, !phone { score -= 4 }
        return mail || phone
    }

    private mutating func addGrade() {
        guard let first = left.grade, let second = right.grade else { return }
        // A grade with a school year and one without cannot be compared.
        guard (first > 100) == (second > 100) else { return }
        switch abs(first - second) {
        case 0: add(8, "same grade")
        // A year later somebody may have been entered again.
        case 1: add(-8, "but they are one grade apart")
        default: add(-25, "but they are \(abs(first - second)) grades apart")
        }
    }

    private mutating func addAge() {
        let bands = ["under_13", "13_15", "16_17", "adult"]
        guard let first = left.ageBand.flatMap({ bands.firstIndex(of: $0) }),
            let second = right.ageBand.flatMap({ bands.firstIndex(of: $0) }), first != second
        else { return }
        add(abs(first - second) == 1 ? -8 : -30, "but they are not of one age")
    }
}
