/// Writes `Schema/Vocabulary.md` from the vocabulary.
package enum VocabularyDocument {
    /// The whole page, in Markdown.
    package static func text(_ vocabulary: Vocabulary = .current) -> String {
        var out = """
            # Vocabulary

            The kinds of records, their fields and the values that an author may write. Readers \
            keep what they do not know: other kinds, fields, members and words. This page is \
            made from `Sources/CairnModel/Vocabulary`, the one place where they are declared; \
            after a change there, run the tests once with `CAIRN_REGENERATE=1`.

            A field is written as one value. Of an *object* the members are written together. A \
            field shown as `name/...` is a *set*: each element is a field of its own. Text is \
            kept in NFC. Local times go with a zone of the IANA list.

            ## Every kind

            """
        out += table(Vocabulary.commonFields)
        for kind in vocabulary.kinds {
            out += "\n## \(kind.name)\n\n\(kind.summary)"
            if !kind.requiredOneOf.isEmpty {
                let names = kind.requiredOneOf.map { "`\($0)`" }.joined(separator: " or ")
                out += " It must have \(names)."
            }
            out += "\n" + table(kind.fields)
            for field in kind.fields { out += members(of: field) }
        }
        let later = Vocabulary.laterKinds.map { "`\($0)`" }.joined(separator: ", ")
        return out + "\n## Names kept for later kinds\n\n\(later).\n"
    }

    private static func table(_ fields: [FieldSpec]) -> String {
        let rows = fields.map { field in
            let name = field.isSet ? "\(field.name)/..." : field.name
            let need = field.isRequired ? " Required." : ""
            let absent = field.absent.map { " Without it: \($0)." } ?? ""
            return "| `\(name)` | \(value(of: field)) | \(field.summary)\(need)\(absent) |\n"
        }
        return "\n| field | value | meaning |\n|---|---|---|\n" + rows.joined()
    }

    private static func members(of field: FieldSpec) -> String {
        guard case .object(let members) = field.type else { return "" }
        let name = field.isSet ? "\(field.name)/..." : field.name
        let rows = members.map { member in
            let need = member.isRequired ? " Required." : ""
            let value = marked(member.type.phrase)
            return "| `\(member.name)` | \(value) | \(member.summary)\(need) |\n"
        }
        return "\nMembers of `\(name)`:\n\n| member | value | meaning |\n|---|---|---|\n"
            + rows.joined()
    }

    private static func value(of field: FieldSpec) -> String {
        let type: String
        switch field.type {
        case .object: type = "an object"
        default: type = marked(field.type.phrase)
        }
        guard let element = field.element else { return type }
        return "named by \(marked(element.phrase)): \(type)"
    }

    /// What Markdown would take for a tag, as code.
    private static func marked(_ phrase: String) -> String {
        phrase.replacing("<log>/<id>", with: "`<log>/<id>`")
    }
}
