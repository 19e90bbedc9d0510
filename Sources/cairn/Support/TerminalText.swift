import CairnModel

/// The last gate before a terminal: whatever reaches it, nothing but this program's own sequences
/// does anything there.
enum TerminalText {
    /// Begins a line anew and empties it.
    static let lineStart = "\r\u{1B}[K"
    /// Ends a style.
    static let plain = "\u{1B}[0m"

    private static let own: [[Unicode.Scalar]] =
        ([lineStart, plain] + OutputStream.Style.allCases.map(\.sequence))
        .map { Array($0.unicodeScalars) }

    static func safe(_ text: String) -> String {
        let kept: Set<Unicode.Scalar> = ["\n", "\t"]
        let scalars = Array(text.unicodeScalars)
        guard scalars.contains(where: { VisibleText.isHarmful($0) && !kept.contains($0) }) else {
            return text
        }
        var safe = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            if let sequence = own.first(where: { scalars[index...].starts(with: $0) }) {
                safe.append(contentsOf: sequence)
                index += sequence.count
                continue
            }
            let scalar = scalars[index]
            let isShown = kept.contains(scalar) || !VisibleText.isHarmful(scalar)
            safe.append(isShown ? scalar : "\u{FFFD}")
            index += 1
        }
        return String(safe)
    }
}
