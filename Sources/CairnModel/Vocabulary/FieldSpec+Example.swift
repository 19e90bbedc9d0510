/// Example values for hints: of every field and member one that it takes, as a person types it.
extension FieldSpec {
    /// The right side of an assignment: `letter_writing`, of a range `158..178`, of an object with
    /// a short form its value, such as `granted`.
    package var example: String {
        if let ownExample { return ownExample }
        if let rule { return rule.example }
        return short.flatMap(member)?.example ?? type.example
    }

    /// The whole assignment: `type=letter_writing`, `consent/photo=granted`. With quotes where a
    /// shell needs them.
    package var exampleAssignment: String {
        let field = element.map { "\(name)/\($0.example)" } ?? name
        return Self.assignment(field, example)
    }

    /// `field=value`, in quotes where a shell would take it apart.
    static func assignment(_ field: String, _ value: String) -> String {
        let text = "\(field)=\(value)"
        let isPlain = text.allSatisfy {
            $0.isLetter || $0.isNumber || "=_-+./:,@~".contains($0)
        }
        return isPlain ? text : "\"\(text)\""
    }
}

extension MemberSpec {
    /// The right side of an assignment to the member.
    package var example: String { ownExample ?? type.example }
}

extension ObjectRule {
    var example: String {
        switch self {
        case .interval: "2026-04-04 11:00..13:00"
        case .day: "2026-04-04"
        case .range: "158..178"
        }
    }
}

extension ElementName {
    /// The name of an element; `NAME` stands for any text.
    var example: String {
        switch self {
        case .text: "NAME"
        case .word(let words): words.first ?? "NAME"
        case .record, .foreign: "3f2a"
        case .moment: "2026-04-04"
        }
    }
}

extension KindSpec {
    /// An assignment that shows how: of the field that a text names, else of the first that every
    /// record has.
    package func exampleAssignment(near text: String) -> String {
        if let spec = field(text) { return FieldSpec.assignment(text, spec.example) }
        let base = text.prefix { $0 != "/" && $0 != "." }
        let named = allFields.first { $0.name == base }
        return (named ?? fields.first(where: \.isRequired) ?? fields[0]).exampleAssignment
    }
}
