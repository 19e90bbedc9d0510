/// What a column of a sheet is read into.
enum ImportTarget: Hashable {
    /// A register, a member of an object or an element, as `FieldReader` names it: `title`,
    /// `place.locality`, `consent/photo`.
    case field(String)
    /// A set: the cell lists its elements.
    case list(String)
    /// Given and family name in one cell.
    case fullName
    case when(WhenPart)
    /// The id that the row has in the system it comes from.
    case identifier(system: String)
    /// A country that is read for the sake of telephone numbers alone.
    case phoneCountry

    enum WhenPart: String {
        case start, end
        case startTime = "start_time"
        case endTime = "end_time"
        case zone = "tz"
    }

    /// As a person names it in `--map`.
    var text: String {
        switch self {
        case .field(let name), .list(let name): name
        case .fullName: "name"
        case .when(let part): "when.\(part.rawValue)"
        case .identifier(let system): system == "csv" ? "identifier" : "identifier/\(system)"
        case .phoneCountry: "country (for telephone numbers)"
        }
    }

    /// Whether several columns may go to it.
    var takesSeveral: Bool { if case .list = self { true } else { false } }

    /// The target of that name; nil where the kind has none.
    init?(_ text: String, kind: KindSpec) {
        guard let target = Self.special(text, kind: kind) ?? Self.field(text, kind: kind) else {
            return nil
        }
        self = target
    }

    private static func special(_ text: String, kind: KindSpec) -> ImportTarget? {
        if text == "identifier" { return .identifier(system: "csv") }
        if text.hasPrefix("identifier/") {
            let system = String(text.dropFirst(11))
            return ElementName.isPlain(system) && system.utf8.count <= 40
                ? .identifier(system: system) : nil
        }
        if text == "name", kind.field("given_name") != nil { return .fullName }
        guard kind.field("when") != nil, text == "when" || text.hasPrefix("when.") else {
            return nil
        }
        let part = text == "when" || text == "when.date" ? "start" : String(text.dropFirst(5))
        return WhenPart(rawValue: part).map { .when($0) }
    }

    private static func field(_ text: String, kind: KindSpec) -> ImportTarget? {
        if text.contains("/") {
            guard kind.field(text) != nil, !text.hasSuffix("/") else { return nil }
            return .field(text)
        }
        let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
        guard let base = parts.first, base != "deleted", base != "when" else { return nil }
        if parts.count == 2 {
            guard let member = kind.field(base)?.member(parts[1]) else { return nil }
            return .field("\(base).\(member.name)")
        }
        if let set = kind.fields.first(where: { $0.name == base && $0.isSet }) {
            if case .presence = set.type { return .list(base) }
            return nil
        }
        return kind.field(base) == nil ? nil : .field(base)
    }

    /// Whether its values are ids of records, which sheets of other programs do not have.
    func isReference(_ kind: KindSpec) -> Bool {
        switch self {
        case .field(let name): kind.field(name)?.type.isReference != nil
        case .list(let name):
            switch kind.field("\(name)/")?.element {
            case .record, .foreign: true
            default: false
            }
        default: false
        }
    }

    /// All that a person may name, for suggestions.
    static func names(of kind: KindSpec) -> [String] {
        var names = kind.fields.flatMap { field in
            guard case .object(let members) = field.type, !field.isSet else { return [field.name] }
            return members.map { "\(field.name).\($0.name)" }
        }
        if kind.field("given_name") != nil { names.append("name") }
        return names + ["identifier"]
    }
}
