import CairnModel
import CairnStore
import Foundation

/// Takes a record's fields from JSON with the names of the vocabulary, as `--json` prints them.
enum JSONInput {
    static func fill(_ input: inout FieldInput, from object: JSON) throws {
        guard let members = object.object else {
            throw CommandFault.invalid(
                "\(Words.one(input.draft.kind.name)) is a JSON object",
                hint: "for example {\"given_name\":\"Ana\",\"role\":[\"member\"]}")
        }
        for (name, value) in members where !RecordJSON.derived.contains(name) && !value.isNull {
            let isSet = input.draft.kind.allFields.contains { $0.name == name && $0.isSet }
            guard isSet else {
                try input.put(name, composed(value))
                continue
            }
            for (element, value) in try elements(name, value) {
                try input.put("\(name)/\(element)", value)
            }
        }
    }

    /// The elements of a set: an array of texts, or an object with a value for each.
    private static func elements(_ name: String, _ value: JSON) throws -> [(String, JSON)] {
        switch value {
        case .array(let items):
            return try items.map { item in
                guard let text = item.string else {
                    throw CommandFault.invalid(
                        "\(name) is a list of texts", hint: "write \"\(name)\": [\"...\"]")
                }
                return ElementName.name(for: text)
            }
        case .object(let members): return members.map { ($0.key, composed($0.value)) }
        default:
            throw CommandFault.invalid(
                "\(name) is a set", hint: "write it as an array or an object")
        }
    }

    /// Texts in the form in which everything that people enter is kept.
    private static func composed(_ value: JSON) -> JSON {
        switch value {
        case .string(let text): .string(text.precomposedStringWithCanonicalMapping)
        case .object(let members):
            .object(members.map { (key: $0.key, value: composed($0.value)) })
        default: value
        }
    }
}
