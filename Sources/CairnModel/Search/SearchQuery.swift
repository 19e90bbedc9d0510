/// What somebody searches for: all of these words, the last of which may be the beginning of one.
package struct SearchQuery: Sendable {
    /// Folded.
    package let words: [String]

    package init(_ text: String) { words = SearchWords.words(text).map(\.folded) }

    /// How well a record fits.
    package enum Fit: Int, Sendable, Comparable {
        /// Every word is in what it is called by.
        case title
        /// Every word is in it somewhere.
        case text

        package static func < (left: Fit, right: Fit) -> Bool { left.rawValue < right.rawValue }
    }

    /// How well a record fits; nil where it does not.
    package func fit(_ text: SearchText) -> Fit? {
        if words.isEmpty { return nil }
        var missing = missing(words.indices, in: text.title)
        if missing.isEmpty { return .title }
        missing = self.missing(missing, in: text.rest)
        return missing.isEmpty ? .text : nil
    }

    /// Which of some words are not in the pieces.
    private func missing(
        _ wanted: some Sequence<Int>, in pieces: [SearchText.Piece]
    ) -> [Int] {
        var missing = Array(wanted)
        for piece in pieces where !missing.isEmpty {
            let words = SearchWords.words(piece.text)
            missing.removeAll { index in words.contains { matches($0.folded, index) } }
        }
        return missing
    }

    /// Compared as bytes.
    private func matches(_ word: String, _ index: Int) -> Bool {
        index == words.count - 1
            ? word.utf8.starts(with: words[index].utf8) : word.utf8.elementsEqual(words[index].utf8)
    }

    // MARK: Asking SQLite

    /// Words that are looked up; whether a record has more of them is seen by itself.
    private static let lookedUpMax = 16

    /// The words as FTS5 looks them up. Each is quoted, so that nothing that somebody types is
    /// taken for an operator.
    ///
    /// - Parameter fit: where to look.
    package func expression(_ fit: Fit) -> String {
        var terms = words.dropLast().prefix(Self.lookedUpMax).map(Self.quoted)
        if let last = words.last { terms.append("\(Self.quoted(last)) *") }
        let all = terms.joined(separator: " AND ")
        return fit == .title ? "{title} : (\(all))" : "(\(all))"
    }

    private static func quoted(_ word: String) -> String {
        "\"\(word.replacing("\"", with: "\"\""))\""
    }

    // MARK: Showing

    /// Characters of a text around what was found.
    private static let excerptLength = 60

    /// Where the words are that are not in what a record is called by: the field, and its text
    /// around the first of them. Nil where the title has them all.
    package func excerpt(_ text: SearchText) -> SearchText.Piece? {
        let missing = missing(words.indices, in: text.title)
        for piece in text.rest {
            let found = SearchWords.words(piece.text).first { word in
                missing.contains { matches(word.folded, $0) }
            }
            guard let found else { continue }
            return SearchText.Piece(field: piece.field, text: Self.cut(piece.text, found.range))
        }
        return nil
    }

    /// Whole words around a range of a text.
    private static func cut(_ text: String, _ range: Range<String.Index>) -> String {
        let before = text[..<range.lowerBound]
        var start = before.suffix(excerptLength / 3)
        let isFromStart = start.startIndex == text.startIndex
        if !isFromStart, let space = start.firstIndex(where: \.isWhitespace) {
            start = start[text.index(after: space)...]
        }
        var rest = text[range.lowerBound...].prefix(excerptLength)
        let isToEnd = rest.endIndex == text.endIndex
        if !isToEnd, let space = rest.lastIndex(where: \.isWhitespace), space >= range.upperBound {
            rest = rest[..<space]
        }
        let part = text[start.startIndex..<rest.endIndex]
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return "\(isFromStart ? "" : "…")\(part)\(isToEnd ? "" : "…")"
    }
}
