/// Searches people for records of the same person.
///
/// Names decide: without a given and a family name that fit there is no suggestion, whatever
/// else two people share, since siblings share a parent's address, telephone and family name.
/// Contact, grade, age and chapter then speak for or against it.
package enum DuplicateFinder {
    /// The score from which two people are suggested.
    package static let scoreMin = 75
    /// People of one block that are compared in pairs; of a larger one, such as everyone with
    /// the adviser's address, only what other blocks find is.
    static let blockMax = 400

    /// The suggestions, the likeliest first. Pairs that someone said are not the same are left
    /// out.
    package static func suggestions(_ people: [PersonCard]) -> [DuplicateSuggestion] {
        var seen: Set<Int> = []
        var found: [DuplicateSuggestion] = []
        for members in blocks(people) where members.count > 1 && members.count <= blockMax {
            for (place, first) in members.enumerated() {
                for second in members[(place + 1)...] {
                    let pair = (min(first, second), max(first, second))
                    guard pair.0 != pair.1,
                        seen.insert(pair.0 * people.count + pair.1).inserted,
                        let suggestion = compare(people, pair.0, pair.1)
                    else { continue }
                    found.append(suggestion)
                }
            }
        }
        return found.sorted { ($1.score, $0.first, $0.second) < ($0.score, $1.first, $1.second) }
    }

    /// People who have something in common that most records of one person have: the family name
    /// and the given name's first letter, a family name one key apart and a form of the given
    /// name, all words of the name in any order, or a contact.
    private static func blocks(_ people: [PersonCard]) -> [[Int]] {
        var blocks: [String: [Int]] = [:]
        func add(_ key: String, _ person: Int) {
            if blocks[key]?.last != person { blocks[key, default: []].append(person) }
        }
        for (index, person) in people.enumerated() where person.hasName {
            let given = person.given + person.preferred
            let forms = Set(given.flatMap(forms))
            for family in person.family {
                for form in forms { add("n \(family) \(form)", index) }
                for initial in Set(given.compactMap(\.first)) {
                    add("f \(family) \(initial)", index)
                }
                for word in given {
                    for other in NameWords.deletions(word) {
                        add("g \(family) \(other)", index)
                    }
                }
                for other in NameWords.deletions(family) {
                    for form in forms { add("d \(other) \(form)", index) }
                }
            }
            let words = Set(person.given + person.family)
            if words.count > 1 { add("w \(words.sorted().joined(separator: " "))", index) }
            for contact in person.emails.union(person.phones) { add("c \(contact)", index) }
            if person.family.isEmpty { for word in given { add("o \(word)", index) } }
        }
        return blocks.keys.sorted().compactMap { blocks[$0] }
    }

    /// What a given name has in common with its short forms.
    private static func forms(_ word: String) -> [String] {
        let lines = Nicknames.lines(of: word)
        return lines.isEmpty ? [word] : lines.map(String.init) + [word]
    }

    private static func compare(
        _ people: [PersonCard], _ first: Int, _ second: Int
    ) -> DuplicateSuggestion? {
        let (left, right) = (people[first], people[second])
        if left.notSameAs.contains(right.key) || right.notSameAs.contains(left.key) { return nil }
        var comparison = PersonComparison(left, right)
        guard comparison.compare(), comparison.score >= scoreMin else { return nil }
        return DuplicateSuggestion(
            first: first, second: second, score: min(comparison.score, 100),
            evidence: comparison.evidence)
    }
}
