package import CairnModel

/// A record as JSON: the names of the vocabulary, and what is derived from the log.
package enum RecordJSON {
    /// What a record shows besides its fields. No field is shown under one of these names.
    package static let derived: Set<String> = [
        "id", "ref", "record", "log", "display_name", "created_at", "created_by", "modified_at",
        "modified_by",
    ]

    /// The record as an object. Plain sets are arrays of their elements, sets with values objects;
    /// local times are RFC 3339 with the offset. A status, and how a volunteer is reached, are told
    /// where the record does not say them too.
    ///
    /// A key stands once, whatever the fields are called: of a field and a set of one name the one
    /// that the vocabulary has is shown, of two that it does not know the field.
    ///
    /// - Parameter ref: the shortest unique tail of its id.
    /// - Parameter zone: that of its log's chapter, for times that have no zone of their own.
    /// - Parameter marksKind: whether the kind is told, in `record`, for lists that mix kinds.
    package static func object(
        _ record: StoredRecord, ref: String, zone: String, marksKind: Bool = false
    ) -> JSON {
        var members: [(key: String, value: JSON)] = []
        if marksKind { members.append(("record", .string(record.kind))) }
        members.append(("id", .string(record.id.description)))
        members.append(("ref", .string(ref)))
        if record.kind == "volunteer" {
            members.append(("display_name", .string(displayName(of: record))))
        }
        members += fields(of: record, zone: zone)
        members.append(("log", .string(record.log.description)))
        members.append(("created_at", .string(record.createdAt.instant)))
        members.append(("created_by", record.createdBy.map { .string($0) } ?? .null))
        members.append(("modified_at", .string(record.modifiedAt.instant)))
        members.append(("modified_by", record.modifiedBy.map { .string($0) } ?? .null))
        return .object(members)
    }

    /// What stands under one key: a register, or the elements of a set.
    private enum Group {
        case register(JSON)
        case set([(element: String, value: JSON)])

        var isSet: Bool { if case .set = self { true } else { false } }
    }

    /// The fields, in the order of the vocabulary, then those that it does not know.
    private static func fields(
        of record: StoredRecord, zone: String
    ) -> [(key: String, value: JSON)] {
        let spec = Vocabulary.current.kind(record.kind)
        let known = spec?.fields.map(\.name) ?? []
        func rank(_ name: String) -> Int { known.firstIndex(of: name) ?? known.count }
        return groups(of: record, spec).sorted { left, right in
            let (first, second) = (rank(left.key), rank(right.key))
            if first != second { return first < second }
            return left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
        }.map { name, group in
            let field = spec?.field(group.isSet ? name + "/" : name)
            switch group {
            case .register(let value): return (name, told(value, field, zone: zone))
            case .set(let elements): return (name, self.value(of: elements, field, zone: zone))
            }
        }
    }

    private static func groups(of record: StoredRecord, _ spec: KindSpec?) -> [String: Group] {
        var groups: [String: Group] = [:]
        for (field, value) in record.told {
            let parts = FieldName(field)
            let name = String(parts.base)
            if derived.contains(name) { continue }
            if let there = groups[name], there.isSet != (parts.element != nil) {
                let showsSet = spec?.field(name + "/") != nil
                if there.isSet == showsSet { continue }
                groups[name] = nil
            }
            guard let element = parts.element else {
                groups[name] = .register(value)
                continue
            }
            if case .set(var elements) = groups.removeValue(forKey: name) ?? .set([]) {
                elements.append((String(element), value))
                groups[name] = .set(elements)
            }
        }
        return groups
    }

    /// The elements of a set.
    private static func value(
        of values: [(element: String, value: JSON)], _ field: FieldSpec?, zone: String
    ) -> JSON {
        if isPlain(field?.type), values.allSatisfy({ $0.value.object == nil }) {
            return .array(values.map { .string(elementText($0.element, $0.value)) })
        }
        return .object(values.map { (key: $0.element, value: told($0.value, field, zone: zone)) })
    }

    private static func told(_ value: JSON, _ field: FieldSpec?, zone: String) -> JSON {
        guard let field, field.isMoment, let local = value.string else {
            return shown(value, field?.type, zone: zone)
        }
        return .string(Zone.rfc3339(local: local, zone: zone))
    }

    /// Whether a set of that type has no values besides the names of its elements; a set that is
    /// not known may.
    private static func isPlain(_ type: ValueType?) -> Bool {
        if case .presence = type { return true }
        return type == nil
    }

    /// What an element of a plain set says: its name, or where that stands for a longer text,
    /// the text.
    package static func elementText(_ name: String, _ value: JSON) -> String {
        name.hasPrefix("~") ? value.string ?? name : name
    }

    /// An object with its members in the order of the vocabulary; local times get the offset that
    /// holds there and then, in the zone beside them or else the chapter's.
    private static func shown(_ value: JSON, _ type: ValueType?, zone: String) -> JSON {
        guard var members = value.object else { return value }
        if case .object(let specs) = type {
            let names = specs.map(\.name)
            func rank(_ name: String) -> Int { names.firstIndex(of: name) ?? names.count }
            members.sort {
                (rank($0.key), $0.key) < (rank($1.key), $1.key)
            }
        }
        let own = value["tz"]?.string
        return .object(
            members.map { key, value in
                // Days that are whole, without a zone, are the same days everywhere.
                guard let zone = ["start", "end"].contains(key) ? own : key == "at" ? zone : nil,
                    let local = value.string
                else { return (key, value) }
                return (key, .string(Zone.rfc3339(local: local, zone: zone)))
            })
    }

    /// What a volunteer is called: of a minor the given name and an initial.
    package static func displayName(of volunteer: StoredRecord) -> String {
        DisplayName.of { volunteer[$0] }
    }
}
