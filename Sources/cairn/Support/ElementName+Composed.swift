import CairnModel
import Foundation

extension ElementName {
    /// A text in the form in which everything that people enter is kept (NFC).
    static func composed(_ text: String) -> String { text.precomposedStringWithCanonicalMapping }
}
