internal import Foundation

/// What the elements of a set are named by.
package enum ElementName: Sendable, Hashable {
    /// Free text; what does not fit a name gets a `~` name and is the value (design section 4).
    case text
    /// One of these words.
    case word([String])
    /// A record of that kind: `<id>`, or `<log>/<id>` for one of another log.
    case record(kind: String)
    /// A record of another log, always `<log>/<id>`.
    case foreign(kind: String)
    /// A local wall time, `YYYY-MM-DDTHH:MM` (or a date).
    case moment
}

extension ElementName {
    /// The name of the element that a text stands for, and the value that it is written with:
    /// the text itself with `true`, or a `~` name with the text (in NFC) as the value.
    package static func name(for text: String) -> (name: String, value: JSON) {
        if isPlain(text) { return (text, true) }
        let composed = text.precomposedStringWithCanonicalMapping
        return ("~" + Crockford.text(Hash.bytes(of: composed), count: 16), .string(composed))
    }

    /// Whether a text can stand as a name itself: `[A-Za-z0-9_./:@+-]{1,128}`.
    package static func isPlain(_ text: some StringProtocol) -> Bool {
        (1...128).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                switch $0 {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                case 0x5F, 0x2E, 0x2F, 0x3A, 0x40, 0x2B, 0x2D: true
                default: false
                }
            }
    }

    /// Whether an author may write an element of this name.
    func allows(_ name: String) -> Bool {
        switch self {
        case .text: Self.isPlain(name) || Self.isHashed(name)
        case .word(let words): words.contains(name)
        case .record: TextShape.isReference(name)
        case .foreign: TextShape.isForeignReference(name)
        case .moment: TextShape.isLocalTime(name) || CivilDate(name) != nil
        }
    }

    /// Whether a reader can tell what an element of this name is about. Words are open.
    func isReadable(_ name: Substring) -> Bool {
        switch self {
        case .text, .word: true
        case .record, .foreign, .moment: allows(String(name))
        }
    }

    /// Whether a name has the form of one made from a text: `~` and 16 characters.
    static func isHashed(_ name: String) -> Bool {
        name.utf8.count == 17 && name.utf8.first == 0x7E
            && name.utf8.dropFirst().allSatisfy { Crockford.alphabet.contains($0) }
    }
}
