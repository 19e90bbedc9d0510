extension KindSpec {
    /// The fault of a field that this kind does not have; its hint names what looks alike.
    func unknownField(_ field: String) -> FieldFault {
        let parts = FieldName(field)
        let (base, isElement) = (String(parts.base), parts.element != nil)
        if let spec = allFields.first(where: { $0.name == base }) {
            return FieldFault(
                code: "unknown_field", field: field,
                reason: isElement
                    ? "\(base) of \(Words.one(name)) is one value, not a set"
                    : "\(base) of \(Words.one(name)) is a set: it takes one element at a time",
                hint: "write \(spec.exampleAssignment)")
        }
        let near = Spelling.near(base, among: fields.map(\.name))
        return FieldFault(
            code: "unknown_field", field: field, reason: "\(Words.one(name)) has no field \(base)",
            hint: near.isEmpty
                ? "its fields are \(fields.map(\.name).joined(separator: ", "))"
                : "did you mean \(near.joined(separator: " or "))?"
        ).of(unknown: base)
    }
}
