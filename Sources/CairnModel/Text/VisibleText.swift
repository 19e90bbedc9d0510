/// Text that somebody else may have written, made fit to be shown.
///
/// A person who types is refused control characters, but what comes in a bundle is kept as it is:
/// shown raw, it could move the cursor of a terminal, forge a line or turn the reading direction of
/// what stands beside it.
package enum VisibleText {
    /// In place of a character that would do something instead of being seen.
    private static let mark: Unicode.Scalar = "\u{FFFD}"

    /// One line: what would end it, and a tab, become spaces.
    package static func line(_ text: String) -> String {
        isPlain(text, "") ? text : String(text.map { isBreak($0) ? " " : shown($0) }.joined())
    }

    /// The same with its line ends.
    package static func lines(_ text: String) -> String {
        isPlain(text, "\n")
            ? text
            : String(
                text.map { $0 == "\t" ? " " : $0.isNewline ? "\n" : shown($0) }.joined())
    }

    private static func isBreak(_ character: Character) -> Bool {
        character.isNewline || character == "\t"
    }

    private static func shown(_ character: Character) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in character.unicodeScalars {
            scalars.append(isHarmful(scalar) ? mark : scalar)
        }
        return String(scalars)
    }

    /// Most texts have nothing to replace.
    private static func isPlain(_ text: String, _ allowed: String) -> Bool {
        text.unicodeScalars.allSatisfy {
            !isHarmful($0) && $0 != "\u{2028}" && $0 != "\u{2029}"
                || allowed.unicodeScalars.contains($0)
        }
    }

    /// Control characters (C0, DEL, C1), and what turns the direction of the text that follows.
    package static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
