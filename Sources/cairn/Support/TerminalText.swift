import CairnModel

/// The last gate before a terminal: whatever reaches it, nothing but this program's own sequences
/// does anything there.
enum TerminalText {
    /// Begins a line anew and empties it.
    static let lineStart = own("\r\u{1B}[K")
    /// Ends a style.
    static let plain = own("\u{1B}[0m")

    /// Stands before this program's own sequences on their way to the gate. No text that comes from
    /// elsewhere can have it, since each process has another one.
    private static let seal = "\u{1B}" + String(UInt64.random(in: .min ... .max), radix: 16) + ";"
    private static let sealScalars = Array(seal.unicodeScalars)
    private static let sequences: [[Unicode.Scalar]] =
        (["\r\u{1B}[K", "\u{1B}[0m"] + OutputStream.Style.allCases.map(\.sequence))
        .map { Array($0.unicodeScalars) }

    /// A sequence of this program's own, as the gate lets it pass.
    static func own(_ sequence: String) -> String { seal + sequence }

    static func safe(_ text: String) -> String {
        let kept: Set<Unicode.Scalar> = ["\n", "\t"]
        let scalars = Array(text.unicodeScalars)
        guard scalars.contains(where: { VisibleText.isHarmful($0) && !kept.contains($0) }) else {
            return text
        }
        var safe = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            if let sequence = sealed(scalars[index...]) {
                safe.append(contentsOf: sequence)
                index += sealScalars.count + sequence.count
                continue
            }
            let scalar = scalars[index]
            let isShown = kept.contains(scalar) || !VisibleText.isHarmful(scalar)
            safe.append(isShown ? scalar : "\u{FFFD}")
            index += 1
        }
        return String(safe)
    }

    /// The own sequence that a text begins with.
    private static func sealed(_ text: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar]? {
        guard text.starts(with: sealScalars) else { return nil }
        let rest = text.dropFirst(sealScalars.count)
        return sequences.first { rest.starts(with: $0) }
    }
}
