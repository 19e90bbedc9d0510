/// One occurrence of a series, as the rule has it.
package struct SeriesInstance: Sendable {
    package let series: RecordID
    /// The local start that the rule gives it; `T00:00` where the series has no time of day.
    package let recurrenceID: String
    /// Of its record, which is there only where someone changed this instance.
    package let id: RecordID
    package let when: JSON

    /// The fields that an instance shows: those of its series, over them what its own record
    /// changed. What belongs to the series alone, or is known only afterwards, is not handed on.
    ///
    /// - Parameter changed: the fields of its record; empty where there is none.
    package func fields(
        series: [(name: String, value: JSON)], changed: [(name: String, value: JSON)]
    ) -> [(name: String, value: JSON)] {
        var fields: [String: JSON] = [:]
        for (name, value) in series where Self.isInherited(name) { fields[name] = value }
        fields["when"] = when
        for (name, value) in changed { fields[name] = value }
        fields["series"] =
            changed.first { $0.name == "series" }?.value
            ?? .string(self.series.description)
        fields["recurrence_id"] = .string(recurrenceID)
        return fields.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { ($0.key, $0.value) }
    }

    private static let ownFields: Set<String> = [
        "recurrence_rule", "skip", "identifier", "accepted", "deleted", "reach", "count",
        "outcome_notes", "same_as", "postponed_to", "cancelled_reason", "series", "recurrence_id",
    ]

    static func isInherited(_ field: String) -> Bool {
        !ownFields.contains(String(FieldName(field).base))
    }
}
