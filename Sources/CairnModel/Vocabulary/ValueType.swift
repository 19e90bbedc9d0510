/// What a value of a field is.
package indirect enum ValueType: Sendable {
    /// Of a set without values: the element is there (`true`) or not (null). A `~` name has its
    /// text as the value instead.
    case presence
    case text(min: Int, max: Int)
    /// Markdown, or text of several lines.
    case longText
    /// A word of a closed list; open for reading.
    case word([String])
    /// A word out of `[a-z0-9-]{2,40}`.
    case slug
    case integer(min: Int64, max: Int64)
    case flag
    /// The id of a record: `<id>` in the same log (a volunteer: in the people log beside it), or
    /// `<log>/<id>`.
    case reference(kind: String)
    case url
    case email
    /// E.164: `+` and up to 15 digits.
    case phone
    /// IANA zone id.
    case zone
    /// ISO 3166-1 alpha-2, capitals.
    case country
    /// `MM-DD`.
    case dayOfYear
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    case partialDate
    /// `YYYY-MM-DDTHH:MM`, local wall time.
    case localTime
    /// RFC 5545 RRULE.
    case recurrenceRule
    /// Minutes; a person may type `2h` or `1h30`.
    case minutes(max: Int64)
    /// A flat object with these members.
    case object([MemberSpec])

    /// The kind that a reference names; nil for every other type.
    package var isReference: String? {
        if case .reference(let kind) = self { kind } else { nil }
    }
}
