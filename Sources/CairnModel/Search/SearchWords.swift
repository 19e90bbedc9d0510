internal import Foundation

/// The words of a text as searching compares them: small letters without diacritics.
package enum SearchWords {
    /// A word, and where in the text it stands.
    package struct Word: Sendable {
        package let folded: String
        package let range: Range<String.Index>
    }

    /// The words of a text. A run of letters and digits is one word, a pictograph is one by itself.
    package static func words(_ text: String) -> [Word] {
        var words: [Word] = []
        var start: String.Index?
        func end(_ index: String.Index) {
            guard let from = start else { return }
            words.append(Word(folded: folded(text[from..<index]), range: from..<index))
            start = nil
        }
        let scalars = text.unicodeScalars
        var index = scalars.startIndex
        while index < scalars.endIndex {
            let next = scalars.index(after: index)
            switch sort(of: scalars[index]) {
            case .part: if start == nil { start = index }
            case .mark: break
            case .alone:
                end(index)
                start = index
                end(next)
            case .gap: end(index)
            }
            index = next
        }
        end(scalars.endIndex)
        return words
    }

    private enum Sort { case part, mark, alone, gap }

    private static func sort(of scalar: Unicode.Scalar) -> Sort {
        if scalar.isASCII {
            switch scalar.value {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return .part
            default: return .gap
            }
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber, .privateUse:
            return .part
        case .nonspacingMark, .spacingMark, .enclosingMark: return .mark
        case .otherSymbol: return .alone
        default: return .gap
        }
    }

    private static func folded(_ word: Substring) -> String {
        let small = word.lowercased()
        if small.utf8.allSatisfy({ $0 < 0x80 }) { return small }
        var out = ""
        for scalar in small.decomposedStringWithCanonicalMapping.unicodeScalars {
            if scalar.properties.canonicalCombiningClass != .notReordered { continue }
            if let plain = NameWords.letters[scalar] {
                out += plain
            } else {
                out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
