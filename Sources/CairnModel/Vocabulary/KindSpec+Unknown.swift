extension KindSpec {
    /// The fault of a field that this kind does not have; its hint names what looks alike.
    func unknownField(_ field: String) -> FieldFault {
        let base = String(field.prefix { $0 != "/" })
        let isElement = base.utf8.count < field.utf8.count
        if let spec = allFields.first(where: { $0.name == base }) {
            return FieldFault(
                code: "unknown_field", field: field,
                reason: isElement
                    ? "\(base) of \(name.withArticle) is one value, not a set"
                    : "\(base) of \(name.withArticle) is a set: it takes one element at a time",
                hint: isElement
                    ? "write \(base)=\(spec.type.example)"
                    : "write \(base)/NAME=\(spec.type.example)")
        }
        let near = Spelling.near(base, among: fields.map(\.name))
        return FieldFault(
            code: "unknown_field", field: field, reason: "\(name.withArticle) has no field \(base)",
            hint: near.isEmpty
                ? "its fields are \(fields.map(\.name).joined(separator: ", "))"
                : "did you mean \(near.joined(separator: " or "))?")
    }
}
