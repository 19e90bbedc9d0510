internal import CairnModel

// MARK: - Dangling references and values of the wrong type

extension IssueScan {
    /// Looks at every field of a record that is shown.
    mutating func readFields(of record: StoredRecord, _ key: RecordKey) {
        let rules = self.rules[record.kind] ?? FieldRules(kind: record.kind)
        self.rules[record.kind] = rules
        let isOff = record.kind == "signup" && Self.isCalledOff(record)
        for (field, value) in record.fields {
            if rules.isInvalid(field, value) { invalid.append((key, field)) }
            if let reference = rules.reference(field, value),
                let target = reader.key(reference.text, kind: reference.kind, from: key)
            {
                named.append(
                    Named(
                        source: key, field: field, target: target,
                        isParent: rules.isParent(field) && !isOff))
            }
            if field.hasPrefix("accepted/"), let marks = value.string {
                accepted[key, default: [:]][String(field.dropFirst("accepted/".count))] = marks
            }
        }
    }

    private static func isCalledOff(_ signup: StoredRecord) -> Bool {
        ["cancelled", "declined"].contains(signup["rsvp"]?.string)
    }

    /// References to what is not there. What lies in a log that the store does not hold may well
    /// be there (a coordinator has no names), so it is none. A deleted record counts as missing
    /// only where the one that names it means nothing without it, such as a signup's shift; a
    /// volunteer who left is still the one who did the work.
    func danglingReferences() -> [Issue] {
        named.compactMap { named in
            let target = named.target
            guard logs.contains(target.log), !shown.contains(target) else { return nil }
            let isDeleted = hidden.contains(target)
            guard !isDeleted || named.isParent else { return nil }
            let fate = isDeleted ? "was deleted" : "is not in this store"
            let name = field(named.field)
            return Issue(
                .danglingReference, of: named.source, field: named.field,
                detail: "\(name) names \(Words.one(target.kind)) that \(fate)", involved: [target],
                state: [target.text, isDeleted ? "deleted" : "missing"],
                accepted: accepted(.danglingReference, named.source))
        }
    }

    /// Known fields whose value is of the wrong type. The write's own rank stands for the state,
    /// so that a hash of a personal value never leaves its field.
    func invalidValues(_ rank: Ranking) throws -> [Issue] {
        try invalid.map { record, field in
            let state = try rank(record, field).map { "\($0.at) \($0.node) \($0.seq) \($0.head)" }
            return Issue(
                .invalidValue, of: record, field: field,
                detail: "\(self.field(field)) holds a value of a kind that does not belong there",
                state: [state ?? ""], accepted: accepted(.invalidValue, record))
        }
    }

    /// Records that no list shows, because they lie where their kind never is.
    func astrayRecords() -> [Issue] {
        astray.map { record in
            let place =
                record.kind == "chapter" ? "the log of another chapter" : "a chapter's own log"
            return Issue(
                .invalidValue, of: record, field: "log",
                detail: "the \(record.kind) lies in \(place), where it counts for nothing",
                state: ["astray"], accepted: accepted(.invalidValue, record))
        }
    }

    /// How a sentence names a field: of a set by the set alone, since an element can be a text.
    private func field(_ name: String) -> String {
        "the field \(FieldName(name).base)"
    }
}
