internal import CairnModel

/// Which fields of a kind name other records, from the vocabulary.
struct LinkRules {
    /// Fields whose value is an id.
    let fields: Set<String>
    /// Sets whose elements are ids.
    let sets: Set<String>
    /// The field by whose time a list of the kind is ordered.
    let momentField: String?

    init(kind: String) {
        let specs = Vocabulary.current.kind(kind)?.fields ?? []
        fields = Set(specs.filter { !$0.isSet && $0.type.isReference != nil }.map(\.name))
        sets = Set(
            specs.filter {
                switch $0.element {
                case .record, .foreign: true
                default: false
                }
            }.map(\.name))
        momentField = ["when", "due"].first { name in specs.contains { $0.name == name } }
    }

    var isEmpty: Bool { fields.isEmpty && sets.isEmpty }

    /// The id of the record that a field with this value names; nil where it names none.
    ///
    /// - Parameter value: canonical JSON.
    func target(_ field: String, _ value: [UInt8]) -> RecordID? {
        if value == Array("null".utf8) { return nil }
        if fields.contains(field) {
            guard value.count >= 38, value[0] == 0x22 else { return nil }
            let id = value[(value.count - 37)..<(value.count - 1)]
            return RecordID(String(decoding: id, as: UTF8.self))
        }
        guard let slash = field.utf8.firstIndex(of: 0x2F), sets.contains(String(field[..<slash]))
        else { return nil }
        return RecordID(field.suffix(36))
    }

    /// The local time or date in a value of the moment field.
    static func moment(_ value: [UInt8]) -> [UInt8]? {
        guard let json = try? JSON(reading: value) else { return nil }
        return (json["start"] ?? json["date"])?.string.map { Array($0.utf8) }
    }
}

extension LinkRules {
    /// A hash of all that links and times depend on.
    static let fingerprint: String = {
        var hash = Hash()
        for kind in Vocabulary.current.kinds {
            let rules = LinkRules(kind: kind.name)
            let names = (rules.fields.sorted() + ["/"] + rules.sets.sorted()).joined(separator: " ")
            hash.update("\(kind.name) \(names) \(rules.momentField ?? "")\n")
        }
        return String(hash.hex().prefix(16))
    }()
}
