internal import Foundation

extension String {
    /// As a person's text goes into a record: without space around it, in NFC.
    var asTyped: String {
        trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCanonicalMapping
    }

    var nonEmpty: String? { isEmpty ? nil : self }
}
