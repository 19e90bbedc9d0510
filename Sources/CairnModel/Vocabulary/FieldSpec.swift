/// A field of a kind, as the vocabulary declares it.
package struct FieldSpec: Sendable {
    /// `title`, `when`; of a set the part before the slash: `tag`.
    package let name: String
    package let type: ValueType
    /// What the elements of a set are named by; nil for a field that is one register.
    package let element: ElementName?
    /// Whether a record of the kind must have it.
    package let isRequired: Bool
    /// What the members of an object must keep together; nil where each stands alone.
    package let rule: ObjectRule?
    /// The member that a plain text means: `state` in `consent/photo=granted`.
    package let short: String?
    /// The word that a record without the field counts as; nil where that says nothing.
    package let absent: String?
    /// One sentence for help texts and documents.
    package let summary: String
    /// A value for hints where that of the type says too little.
    let ownExample: String?

    package init(
        _ name: String, _ type: ValueType, element: ElementName? = nil, isRequired: Bool = false,
        rule: ObjectRule? = nil, short: String? = nil, absent: String? = nil,
        example: String? = nil, _ summary: String
    ) {
        (self.name, self.type, self.element) = (name, type, element)
        (self.isRequired, self.rule, self.short) = (isRequired, rule, short)
        (self.absent, self.summary, ownExample) = (absent, summary, example)
    }

    /// Whether it is a local time that people read as one; the start by which a series knows a
    /// changed date is a name.
    package var isMoment: Bool {
        if case .localTime = type { name != "recurrence_id" } else { false }
    }

    /// Whether the field is a set, written as elements `name/element`.
    package var isSet: Bool { element != nil }
}

/// What the members of an object value must keep together.
package enum ObjectRule: Sendable {
    /// `when`: `start` with `tz` and perhaps an `end` that is no earlier, or `date` alone.
    case interval
    /// `due`: `date`, or `start` with `tz`.
    case day
    /// `reach`: `low` is at most `high`.
    case range
}
