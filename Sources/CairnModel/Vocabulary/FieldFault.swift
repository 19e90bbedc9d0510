/// Why a field or its value is not taken from an author. It never holds the value itself.
package struct FieldFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// `invalid_value`, `unknown_field` or `missing_value`.
    package let code: String
    /// `status`, `place.locality`, `tag/music`.
    package let field: String
    /// What is wrong and what would be right, in a sentence part.
    package let reason: String
    /// The next step.
    package let hint: String

    package init(code: String = "invalid_value", field: String, reason: String, hint: String) {
        (self.code, self.field, self.reason, self.hint) = (code, field, reason, hint)
    }

    package var description: String { reason }
}
