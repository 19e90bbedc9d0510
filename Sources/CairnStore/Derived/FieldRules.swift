internal import CairnModel

/// What the vocabulary says of a kind's fields, ready to be asked for each of many records.
struct FieldRules {
    private let kind: KindSpec?
    private let fields: [String: FieldSpec]
    /// Whether records of the kind mean nothing without what these fields name.
    private let parents: Set<String>

    init(kind: String) {
        self.kind = Vocabulary.current.kind(kind)
        let specs = self.kind?.fields ?? []
        fields = Dictionary(specs.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        parents =
            switch kind {
            case "shift": ["event"]
            case "signup": ["shift", "event"]
            default: []
            }
    }

    /// The kind of record that a field names, and the text that names it.
    func reference(_ field: String, _ value: JSON) -> (kind: String, text: String)? {
        let name = FieldName(field)
        guard let element = name.element else {
            guard let spec = fields[field], !spec.isSet, let kind = spec.type.isReference,
                let text = value.string
            else { return nil }
            return (kind, text)
        }
        switch fields[String(name.base)]?.element {
        case .record(let kind), .foreign(let kind): return (kind, String(element))
        default: return nil
        }
    }

    func isParent(_ field: String) -> Bool { parents.contains(field) }

    /// Whether a known field holds a value of another type than the vocabulary says.
    func isInvalid(_ field: String, _ value: JSON) -> Bool {
        kind?.readFault(field: field, value: value) != nil
    }
}
