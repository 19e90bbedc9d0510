package import CairnModel

/// What a record counts as where it says nothing: an imported row has no status.
extension StoredRecord {
    /// The status that is shown and that lists filter by; nil for a kind that has none. A sheet of
    /// the past often says no status of an event, but how many came: that one was held.
    package var status: String? {
        if let said = self["status"]?.string { return said }
        if kind == "event", self["status"] == nil, hasOutcome { return "held" }
        return Vocabulary.current.kind(kind)?.field("status")?.absent
    }

    /// A number of the record; nil also for one below what the vocabulary allows, which counts as
    /// not said and is listed for a person.
    package func number(_ field: String) -> Int? {
        guard let value = self[field], let number = value.integer,
            Vocabulary.current.kind(kind)?.readFault(field: field, value: value) == nil
        else { return nil }
        return Int(clamping: number)
    }

    /// The fields as they are told: with what it counts as. A deletion that did not come to hold,
    /// since somebody wrote at the same time, is a conflict and not told as a field.
    package var told: [(name: String, value: JSON)] {
        var told = fields.filter { isHidden || $0.name != "deleted" }
        for (name, word) in [("status", status), ("contact_policy", contactPolicy)] {
            if let word, self[name] == nil { told.append((name, .string(word))) }
        }
        return told
    }

    /// Whether numbers of an event's outcome were written down.
    private var hasOutcome: Bool {
        self["reach"] != nil || !elements(of: "count").isEmpty
    }

    /// How a volunteer is reached; nil for other kinds. Who is not known to be an adult counts as a
    /// minor, and minors are reached by their guardian.
    package var contactPolicy: String? {
        guard kind == "volunteer" else { return nil }
        return self["contact_policy"]?.string
            ?? (self["age_band"] == "adult" ? "direct" : "via_guardian")
    }
}
