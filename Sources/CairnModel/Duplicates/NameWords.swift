internal import Foundation

/// Names as the search for duplicates compares them.
enum NameWords {
    /// The words of a name in small letters without diacritics: `Núñez-O'Neil` is `nunez`, `oneil`.
    static func words(_ name: String) -> [String] {
        folded(name).split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    private static func folded(_ name: String) -> String {
        var out = ""
        for scalar in name.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar {
            case "'", "\u{2019}", "\u{02BC}", ".": continue
            default: break
            }
            if scalar.properties.canonicalCombiningClass != .notReordered { continue }
            if let plain = letters[scalar] {
                out += plain
            } else {
                out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    // Letters that have no decomposition.
    static let letters: [Unicode.Scalar: String] = [
        "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th",
        "ı": "i",
    ]

    /// Whether one word becomes the other by one key: a letter put in, left out or replaced, or
    /// two neighbours exchanged (Damerau-Levenshtein distance 1).
    static func isOneKeyApart(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
        guard abs(left.count - right.count) <= 1, left != right else { return false }
        let head = zip(left, right).prefix { $0 == $1 }.count
        let tail = zip(left.dropFirst(head).reversed(), right.dropFirst(head).reversed())
            .prefix { $0 == $1 }.count
        let rest = (left.count - head - tail, right.count - head - tail)
        if max(rest.0, rest.1) <= 1 { return true }
        return rest == (2, 2) && left[head] == right[head + 1] && left[head + 1] == right[head]
    }

    /// The word and each that one letter left out makes of it: words that are one key apart have
    /// one of these in common.
    static func deletions(_ word: String) -> [String] {
        guard word.unicodeScalars.count > 2 else { return [word] }
        let scalars = Array(word.unicodeScalars)
        var words = [word]
        for index in scalars.indices where index == 0 || scalars[index] != scalars[index - 1] {
            var rest = String.UnicodeScalarView(scalars[..<index])
            rest.append(contentsOf: scalars[(index + 1)...])
            words.append(String(rest))
        }
        return words
    }
}
