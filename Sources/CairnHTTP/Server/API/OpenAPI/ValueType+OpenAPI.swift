internal import CairnModel

extension ValueType {
    static let idText = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
    static let idPattern = "^\(idText)$"
    static let referencePattern = "^(\(idText)/)?\(idText)$"

    /// A value as a record shows it: words are open, and no length is promised.
    var shownSchema: JSON {
        switch self {
        case .presence: ["type": ["boolean", "string"]]
        case .flag: ["type": "boolean"]
        case .integer, .minutes: ["type": "integer"]
        case .object(let members):
            [
                "type": "object",
                "properties": .object(
                    members.map {
                        ($0.name, OpenAPIDocument.described($0.type.shownSchema, $0.summary))
                    }),
            ]
        default: ["type": "string"]
        }
    }

    /// A value as a body writes it.
    func writtenSchema(isPatch: Bool) -> JSON {
        switch self {
        case .presence: ["enum": [true]]
        case .flag: ["type": "boolean"]
        case .integer(let min, let max):
            ["type": "integer", "minimum": .integer(min), "maximum": .integer(max)]
        case .minutes(let max): ["type": "integer", "minimum": 0, "maximum": .integer(max)]
        case .word(let words): ["enum": .array(words.map { .string($0) })]
        case .object(let members): Self.objectSchema(members, isPatch: isPatch)
        default: textSchema
        }
    }

    private static func objectSchema(_ members: [MemberSpec], isPatch: Bool) -> JSON {
        let properties = members.map { member -> (key: String, value: JSON) in
            let isMoment = ["start", "end", "at"].contains(member.name)
            let schema =
                isMoment
                ? momentSchema
                : member.type.writtenSchema(isPatch: false)
            return (
                member.name,
                OpenAPIDocument.described(schema.orNull, member.summary)
            )
        }
        var schema: JSON = [
            "type": "object", "additionalProperties": false, "properties": .object(properties),
        ]
        let needed = members.filter(\.isRequired).map { JSON.string($0.name) }
        if !isPatch, !needed.isEmpty { schema = schema.setting("required", .array(needed)) }
        return schema
    }

    /// A local time, with or without its offset.
    static let momentSchema = text(pattern: momentPattern, "2026-04-04T19:00:00-04:00")

    private var textSchema: JSON {
        switch self {
        case .text(let min, let max):
            return [
                "type": "string", "minLength": .integer(Int64(min)),
                "maxLength": .integer(Int64(max)), "pattern": .string(Self.linePattern),
            ]
        case .longText: return ["type": "string", "maxLength": 20_000, "pattern": "\\S"]
        case .slug: return Self.text(pattern: "^[a-z0-9-]{2,40}$", example)
        case .reference: return Self.text(pattern: Self.referencePattern, nil)
        case .url:
            return Self.text(
                pattern: "^[Hh][Tt][Tt][Pp][Ss]?://[^\\s/?#@:.<>\"][^\\s<>\"]*$", example)
        case .email: return Self.text(pattern: "^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$", example)
        case .phone: return Self.text(pattern: "^\\+[1-9][0-9]{6,14}$", "+13045550100")
        case .zone: return Self.text(pattern: "^[A-Z][A-Za-z0-9_+/-]*$", example)
        case .country: return Self.text(pattern: "^[A-Z]{2}$", example)
        case .dayOfYear: return Self.text(pattern: "^\(Self.dayOfYearText)$", example)
        case .partialDate:
            let rest = "(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
            return Self.text(pattern: "^[0-9]{4}\(rest)$", example)
        case .localTime: return Self.text(pattern: Self.localPattern, example)
        case .recurrenceRule:
            return Self.text(pattern: "FREQ=(YEARLY|MONTHLY|WEEKLY|DAILY)", example)
        default: return ["type": "string"]
        }
    }

    private static let dayOfYearText = "(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    private static let timeText = "[0-9]{4}-\(dayOfYearText)T([01][0-9]|2[0-3]):[0-5][0-9]"
    private static let localPattern = "^\(timeText)$"
    /// A local time, or RFC 3339 in whole minutes.
    private static let momentPattern =
        "^\(timeText)(:00(\\.0{1,9})?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9]))?$"
    /// One line with something to see.
    private static let linePattern =
        "^[^\\u0000-\\u001F\\u007F-\\u009F]*[^\\s\\u0000-\\u001F\\u007F-\\u009F]"
        + "[^\\u0000-\\u001F\\u007F-\\u009F]*$"

    private static func text(pattern: String, _ example: String?) -> JSON {
        let schema: JSON = ["type": "string", "pattern": .string(pattern)]
        guard let example else { return schema }
        return schema.setting("examples", [.string(example)])
    }
}
