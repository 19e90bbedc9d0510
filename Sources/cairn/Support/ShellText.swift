/// Words as a shell has them, for what people are to type.
enum ShellText {
    /// The words of a line, quotes kept: what they enclose is not broken.
    static func words(_ line: some StringProtocol) -> [String] {
        var words: [String] = []
        var word = ""
        var quote: Character?
        for character in line {
            if character == " ", quote == nil {
                if !word.isEmpty { words.append(word) }
                word = ""
                continue
            }
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            }
            word.append(character)
        }
        return word.isEmpty ? words : words + [word]
    }
}
