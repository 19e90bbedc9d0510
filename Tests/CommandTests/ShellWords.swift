/// Lines of a shell, as examples show them.
enum ShellWords {
    /// The words of a line as a shell takes them apart, up to a redirection or a pipe.
    static func of(_ line: String) -> [String] {
        var words: [String] = []
        var word: String?
        var isQuoted = false
        for character in line {
            switch character {
            case "\"":
                isQuoted.toggle()
                word = word ?? ""
            case " " where !isQuoted:
                if let word { words.append(word) }
                word = nil
            case "<" where !isQuoted, ">" where !isQuoted, "|" where !isQuoted,
                "#" where !isQuoted:
                return words
            default: word = (word ?? "") + String(character)
            }
        }
        return words + (word.map { [$0] } ?? [])
    }
}
