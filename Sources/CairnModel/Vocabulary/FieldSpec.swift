/// A field of a kind, as the vocabulary declares it.
package struct FieldSpec: Sendable {
    /// `title`, `when`; of a set the part before the slash: `tag`.
    package let name: String
    package let type: ValueType
    /// What the elements of a set are named by; nil for a field that is one register.
    package let element: ElementName?
    /// Whether a record of the kind must have it.
    package let isRequired: Bool
    /// One sentence for help texts and documents.
    package let summary: String

    package init(
        _ name: String, _ type: ValueType, element: ElementName? = nil, isRequired: Bool = false,
        _ summary: String
    ) {
        (self.name, self.type, self.element) = (name, type, element)
        (self.isRequired, self.summary) = (isRequired, summary)
    }

    /// Whether the field is a set, written as elements `name/element`.
    package var isSet: Bool { element != nil }
}

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
