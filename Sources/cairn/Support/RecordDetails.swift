import CairnModel
import CairnStore

extension Lookup {
    /// All that a record says, in the order of the vocabulary, for a person.
    func details(of record: StoredRecord) throws -> Details {
        var details = Details()
        details.add(record.kind, try snapshot.ref(record))
        if record.isHidden {
            let ref = try snapshot.ref(record)
            details.add("deleted", "yes; cairn \(record.kind) restore \(ref) shows it again")
        }
        if try snapshot.isLeftOut(record) {
            let ref = try snapshot.ref(record)
            details.add("left out", "yes; cairn event restore \(ref) brings it back")
        }
        let spec = Vocabulary.current.kind(record.kind)
        let known = spec?.allFields ?? []
        let told = Dictionary(record.told.map { ($0.name, $0.value) }) { first, _ in first }
        // The steps of a task have a table of their own.
        for field in known where !["deleted", "check"].contains(field.name) {
            if field.isSet {
                details.add(Words.plain(field.name), try setText(field, of: record))
            } else if let value = told[field.name] {
                details.add(
                    Words.plain(field.name), try text(value, type: field.type, of: record))
            }
        }
        for (name, value) in record.fields where spec?.field(name) == nil {
            details.add(name, value.string ?? value.compactText)
        }
        details.add("id", record.id.description)
        details.add("made", try written(record.createdAt, record.createdBy, record.log))
        details.add("changed", try written(record.modifiedAt, record.modifiedBy, record.log))
        return details
    }

    /// A value of a register.
    private func text(_ value: JSON, type: ValueType, of record: StoredRecord) throws -> String {
        switch type {
        case .object: return objectText(value)
        case .reference(let kind): return try name(kind, value.string ?? "", of: record)
        case .partialDate: return MomentText.day(value.string ?? "")
        default: return value.string ?? value.compactText
        }
    }

    /// The members of an object, or a time in words. The member that says what the object is
    /// about stands without its name.
    private func objectText(_ value: JSON) -> String {
        let members = value.object ?? []
        let isMoment = members.allSatisfy {
            ["start", "end", "tz", "all_day", "date"].contains($0.key)
        }
        if isMoment { return MomentText.long(value) }
        if let low = value["low"]?.integer {
            let high = value["high"]?.integer ?? low
            let others = value.removing("low").removing("high").removing("at_least")
            let rest = others.object?.isEmpty == false ? ", \(objectText(others))" : ""
            let least = value["at_least"] == true ? "at least " : ""
            return least + (high == low ? "\(low)" : "\(low) to \(high)") + rest
        }
        let plain = ["value", "name", "state", "text", "basis"]
        let isFirst = { (member: (key: String, value: JSON)) in plain.contains(member.key) }
        return (members.filter(isFirst) + members.filter { !isFirst($0) }).map { member in
            let text = member.value.string ?? member.value.compactText
            return isFirst(member) ? text : "\(Words.plain(member.key)) \(text)"
        }.joined(separator: ", ")
    }

    /// The elements of a set, one a line where they have values.
    private func setText(_ field: FieldSpec, of record: StoredRecord) throws -> String {
        let elements = record.elements(of: field.name)
        let lines = try elements.map { element -> String in
            var name = RecordJSON.elementText(element.name, element.value)
            if case .record(let kind) = field.element {
                name = try self.name(kind, name, of: record)
            }
            guard element.value.object != nil else { return name }
            return "\(name): \(objectText(element.value))"
        }
        let hasValues = elements.contains { $0.value.object != nil }
        return lines.joined(separator: hasValues ? "\n" : ", ")
    }

    /// Another record, by its title and ref.
    private func name(_ kind: String, _ name: String, of record: StoredRecord) throws -> String {
        if let found = try snapshot.record(kind, named: name, from: record.log) {
            return "\(snapshot.title(of: found)) (\(try snapshot.ref(found)))"
        }
        return kind == "volunteer" ? try snapshot.volunteerTitle(name, from: record.log) : name
    }

    /// When, in the chapter's zone, and who.
    private func written(_ at: Timestamp, _ by: String?, _ log: RecordID) throws -> String {
        let zone = try snapshot.zone(of: log)
        let time = Zone.local(zone, at.milliseconds).replacing("T", with: " ")
        guard let by else { return time }
        return "\(time) by \(try snapshot.volunteerTitle(by, from: log))"
    }
}
