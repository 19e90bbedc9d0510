internal import CairnModel

/// What a list was asked for: the parameters of its query, each known and in its form.
struct ListQuery: Sendable {
    private(set) var values: [ListParameter: [String]] = [:]

    /// - Parameter parameters: those that the list takes.
    /// - Throws: `unknown-parameter`, `invalid_value`; the problem names the parameter.
    init(_ text: QueryText, _ parameters: [ListParameter]) throws {
        for (name, value) in text.items {
            guard let parameter = ListParameter(rawValue: name), parameters.contains(parameter)
            else { throw Problem.unknownParameter(name, parameters) }
            guard parameter.isRepeated || values[parameter] == nil else {
                throw Problem.invalid("\(name) may stand once in a query", field: name)
            }
            values[parameter, default: []].append(value)
        }
    }

    subscript(parameter: ListParameter) -> String? { values[parameter]?.first }

    /// How many items a page has.
    func limit() throws -> Int {
        guard let text = self[.limit] else { return ListParameter.limitDefault }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let limit = Int(text),
            (1...ListParameter.limitMax).contains(limit)
        else {
            throw Problem.invalid(
                "limit is a whole number from 1 to \(ListParameter.limitMax)", field: "limit")
        }
        return limit
    }

    func flag(_ parameter: ListParameter) throws -> Bool {
        switch self[parameter] {
        case nil, "false": return false
        case "true": return true
        default:
            throw Problem.invalid(
                "\(parameter.rawValue) is true or false", field: parameter.rawValue)
        }
    }

    /// The record that `<id>` or `<log>/<id>` names.
    func id(_ parameter: ListParameter) throws -> RecordName? {
        guard let text = self[parameter] else { return nil }
        guard let name = RecordName(text) else {
            throw Problem.invalid(
                "\(parameter.rawValue) is the id of a record, or <log>/<id>",
                field: parameter.rawValue)
        }
        return name
    }

    /// The words of a field that may be any of those, each one that the field can have.
    func words(_ parameter: ListParameter, of kind: KindSpec) throws -> Set<String> {
        let words = values[parameter] ?? []
        guard case .word(let allowed) = kind.field(parameter.rawValue)?.type else { return [] }
        for word in words where !allowed.contains(word) {
            throw Problem.invalid(
                "\(parameter.rawValue) is one of \(allowed.joined(separator: ", "))",
                field: parameter.rawValue)
        }
        return Set(words)
    }

    /// All that narrows the list, as one text: a cursor belongs to it.
    var filterText: String {
        values.filter { $0.key != .cursor && $0.key != .limit }
            .sorted { $0.key.rawValue < $1.key.rawValue }
            .map { JSON.array([.string($0.rawValue)] + $1.map { .string($0) }).canonicalText }
            .joined(separator: "\n")
    }
}
