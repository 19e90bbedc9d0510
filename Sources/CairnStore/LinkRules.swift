internal import CairnModel

/// Which fields of a kind name other records, from the vocabulary.
struct LinkRules {
    /// Fields whose value is an id.
    let fields: [[UInt8]]
    /// Sets whose elements are ids.
    let sets: [[UInt8]]
    /// The field by whose time a list of the kind is ordered.
    let momentField: [UInt8]?

    init(kind: String) {
        let specs = Vocabulary.current.kind(kind)?.fields ?? []
        fields = specs.filter { !$0.isSet && $0.type.isReference != nil }.map {
            Array($0.name.utf8)
        }
        sets = specs.filter {
            switch $0.element {
            case .record, .foreign: true
            default: false
            }
        }.map { Array($0.name.utf8) }
        momentField = Self.momentFieldName(of: kind).map { Array($0.utf8) }
    }

    /// The field by whose time a list of a kind is ordered.
    static func momentFieldName(of kind: String) -> String? {
        let specs = Vocabulary.current.kind(kind)?.fields ?? []
        return ["when", "due"].first { name in specs.contains { $0.name == name } }
    }

    /// Whether an index follows the field.
    func isIndexed(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
        momentField?.isEqual(to: field) == true || fields.contains { $0.isEqual(to: field) }
            || !sets.isEmpty && field.contains(0x2F)
    }

    var isEmpty: Bool { fields.isEmpty && sets.isEmpty }

    /// The id of the record that a field with this value names; nil where it names none.
    ///
    /// - Parameter value: canonical JSON.
    func target(
        _ field: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>
    ) -> RecordID? {
        if value.first == UInt8(ascii: "n") { return nil }
        if fields.contains(where: { $0.isEqual(to: field) }) {
            guard value.count >= 38, value[0] == 0x22 else { return nil }
            return RecordID(
                utf8: UnsafeBufferPointer(
                    rebasing: value[(value.count - 37)..<(value.count - 1)]))
        }
        let isElement = sets.contains { name in
            field.count > name.count && field[name.count] == 0x2F
                && name.isEqual(to: UnsafeBufferPointer(rebasing: field[..<name.count]))
        }
        guard isElement, field.count >= 36 else { return nil }
        return RecordID(utf8: UnsafeBufferPointer(rebasing: field[(field.count - 36)...]))
    }

    /// The key of what names a record; other records may share it.
    static func key(of target: RecordID) -> UInt64 {
        (target.high &* 0x9E37_79B9_7F4A_7C15) ^ target.low
    }

    /// The local time or date in a value of the moment field.
    static func moment(_ value: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
        let text =
            CanonicalObject.value(of: "start", in: value)
            ?? CanonicalObject.value(of: "date", in: value)
        guard let text, text.count >= 2, text[0] == 0x22 else { return nil }
        return UnsafeBufferPointer(rebasing: text[1..<(text.count - 1)])
    }
}

extension LinkRules {
    /// A hash of all that links and times depend on.
    static let fingerprint: String = {
        var hash = Hash()
        for kind in Vocabulary.current.kinds {
            let rules = LinkRules(kind: kind.name)
            func names(_ names: [[UInt8]]) -> String {
                names.map { String(decoding: $0, as: UTF8.self) }.sorted().joined(separator: " ")
            }
            let moment = String(decoding: rules.momentField ?? [], as: UTF8.self)
            hash.update("\(kind.name) \(names(rules.fields)) / \(names(rules.sets)) \(moment)\n")
        }
        return String(hash.hex().prefix(16))
    }()
}
