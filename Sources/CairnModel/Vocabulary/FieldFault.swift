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
    /// The name in `field` and `reason` that the author made up; nil where all of it is known.
    package var unknown: String?

    package init(code: String = "invalid_value", field: String, reason: String, hint: String) {
        (self.code, self.field, self.reason, self.hint) = (code, field, reason, hint)
    }

    /// This fault of a name that nobody knows.
    func of(unknown name: String) -> FieldFault {
        var fault = self
        fault.unknown = name
        return fault
    }

    package var description: String { reason }
}
