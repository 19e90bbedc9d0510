/// Small pieces of English.
package enum Words {
    /// `a`, `a or b`, `a, b or c`.
    package static func list(_ items: [String], last: String = "and") -> String {
        guard items.count > 1, let end = items.last else { return items.first ?? "" }
        return "\(items.dropLast().joined(separator: ", ")) \(last) \(end)"
    }

    /// `a, b and 3 more`: the first of many.
    package static func first(_ max: Int, of items: [String]) -> String {
        let shown = items.prefix(max).joined(separator: ", ")
        return items.count > max ? "\(shown) and \(items.count - max) more" : shown
    }

    /// `1 event`, `2 entries`.
    ///
    /// - Parameter many: of a noun whose plural does not follow the rule.
    package static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(number) \(number == 1 ? one : many ?? self.many(one))"
    }

    /// `is` of one, `are` of several.
    package static func verb(_ number: Int, _ one: String, _ many: String) -> String {
        number == 1 ? one : many
    }

    /// The plural: `events`, `entries`, `classes`.
    package static func many(_ noun: String) -> String {
        let endings = noun.suffix(2)
        if noun.hasSuffix("y"), let before = endings.first, !"aeiou".contains(before) {
            return noun.dropLast() + "ies"
        }
        return noun.hasSuffix("s") || ["ch", "sh"].contains(endings) ? noun + "es" : noun + "s"
    }

    /// `a task`, `an event`.
    package static func one(_ noun: String) -> String {
        "\("aeiou".contains(noun.prefix(1)) ? "an" : "a") \(noun)"
    }

    /// A name of the vocabulary as people write it: `letter_writing` is `letter writing`.
    package static func plain(_ name: String) -> String { name.replacing("_", with: " ") }

    /// `1st`, `2nd`, `3rd`, `11th`.
    package static func ordinal(_ number: Int) -> String {
        let teens = (11...13).contains(number % 100)
        let ending = teens ? "th" : [1: "st", 2: "nd", 3: "rd"][number % 10] ?? "th"
        return "\(number)\(ending)"
    }
}
