package import CairnModel

/// A record as JSON: the names of the vocabulary, and what is derived from the log.
package enum RecordJSON {
    /// The record as an object. Plain sets are arrays of their elements, sets with values objects;
    /// local times are RFC 3339 with the offset. A status, and how a volunteer is reached, are told
    /// where the record does not say them too.
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

    /// The fields, in the order of the vocabulary, then those that it does not know.
    private static func fields(
        of record: StoredRecord, zone: String
    ) -> [(key: String, value: JSON)] {
        let spec = Vocabulary.current.kind(record.kind)
        let known = spec?.fields.map(\.name) ?? []
        var groups: [(name: String, values: [(element: String, value: JSON)])] = []
        for (name, value) in record.told {
            let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
            let element = parts.count == 2 ? parts[1] : ""
            if groups.last?.name == parts[0] {
                groups[groups.count - 1].values.append((element, value))
            } else {
                groups.append((parts[0], [(element, value)]))
            }
        }
        func rank(_ name: String) -> Int { known.firstIndex(of: name) ?? known.count }
        // A stable order: unknown fields stay in the order of their bytes.
        let ordered = groups.enumerated().sorted {
            (rank($0.element.name), $0.offset) < (rank($1.element.name), $1.offset)
        }
        return ordered.map { _, group in
            let isSet = !group.values[0].element.isEmpty
            let field = spec?.field(isSet ? group.name + "/" : group.name)
            return (group.name, value(of: group.values, field, zone: zone))
        }
    }

    /// One register, or the elements of a set.
    private static func value(
        of values: [(element: String, value: JSON)], _ field: FieldSpec?, zone: String
    ) -> JSON {
        func shown(_ value: JSON) -> JSON {
            guard let field, field.isMoment, let local = value.string else {
                return Self.shown(value, field?.type, zone: zone)
            }
            return .string(Zone.rfc3339(local: local, zone: zone))
        }
        if values.count == 1, values[0].element.isEmpty { return shown(values[0].value) }
        if isPlain(field?.type), values.allSatisfy({ $0.value.object == nil }) {
            return .array(values.map { .string(elementText($0.element, $0.value)) })
        }
        return .object(values.map { (key: $0.element, value: shown($0.value)) })
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
