import CairnModel

extension FieldFault {
    /// The hint in the form in which the person typed the value: of an option `--slug lincoln`, of
    /// a title by itself `"Night display"`, else `field=value` as it is.
    func hint(typedIn arguments: [String]) -> String {
        let isAssigned = arguments.contains { $0.hasPrefix("\(field)=") }
        guard !isAssigned, let example else { return hint }
        let name = field.split(separator: ".").last.map(String.init) ?? field
        let option = "--\(name.replacing("_", with: "-"))"
        let isOption = arguments.contains { $0 == option || $0.hasPrefix("\(option)=") }
        guard isOption || ["title", "name"].contains(field) else { return hint }
        let value = example.value.contains(" ") ? "\"\(example.value)\"" : example.value
        return hint.replacing(
            example.assignment, with: isOption ? "\(option) \(value)" : value)
    }

    /// The assignment in the hint, as it stands there, and its right side.
    private var example: (assignment: String, value: String)? {
        if let quoted = hint.firstRange(of: "\"\(field)=") {
            let value = hint[quoted.upperBound...].prefix { $0 != "\"" }
            return ("\"\(field)=\(value)\"", String(value))
        }
        guard let plain = hint.firstRange(of: "\(field)=") else { return nil }
        let value = hint[plain.upperBound...].prefix { $0 != " " && $0 != "," }
        return ("\(field)=\(value)", String(value))
    }
}
