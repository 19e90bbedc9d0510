/// A person's name in one text, parted into given and family name.
struct PersonName: Equatable {
    var given: String
    var family: String?

    /// `Ana Maria Ruiz` and `Ruiz, Ana Maria`; particles such as `van der` and endings such as
    /// `Jr.` go with the family name; a single word is a given name.
    init(_ text: String) {
        let halves = text.split(separator: ",", maxSplits: 1).map { String($0).trimmedOfSpace }
        if halves.count == 2, !halves[0].isEmpty, !halves[1].isEmpty,
            !Self.endings.contains(Self.key(halves[1]))
        {
            (given, family) = (halves[1], halves[0])
            return
        }
        let words = text.split { $0.isWhitespace || $0 == "," }.map(String.init)
        var start = words.count - 1
        if start > 1, Self.endings.contains(Self.key(words[start])) { start -= 1 }
        while start > 1, Self.particles.contains(Self.key(words[start - 1])) { start -= 1 }
        guard start >= 1 else {
            (given, family) = (words.joined(separator: " "), nil)
            return
        }
        given = words[..<start].joined(separator: " ")
        family = words[start...].joined(separator: " ")
    }

    private static func key(_ word: String) -> String { word.lowercased().filter { $0 != "." } }

    private static let endings: Set<String> = ["jr", "sr", "ii", "iii", "iv"]
    private static let particles: Set<String> = [
        "van", "von", "vom", "der", "den", "dem", "ter", "ten", "te", "zu", "zum", "zur", "de",
        "del", "della", "di", "da", "das", "do", "dos", "du", "des", "la", "las", "le", "los",
        "bin", "ibn", "bint", "al", "el", "ben", "af", "av", "san", "santa", "st", "y", "e",
    ]
}
