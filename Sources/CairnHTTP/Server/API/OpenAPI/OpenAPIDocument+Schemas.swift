internal import CairnModel

extension OpenAPIDocument {
    /// Each kind as it is shown, as a new record is written and as one is changed; then the rest.
    static let schemas: [(key: String, value: JSON)] =
        Collection.allCases.flatMap { collection -> [(key: String, value: JSON)] in
            let kind = collection.kind
            return [
                (kind.name, shown(kind)), ("\(kind.name)_new", new(kind)),
                ("\(kind.name)_patch", patch(kind)),
            ]
        } + [
            ("id", ["type": "string", "pattern": .string(ValueType.idPattern)]),
            ("conflict", conflict), ("settling", settling), ("problem", problem),
        ]

    // MARK: Records

    /// A record as it is shown. Words are open for reading.
    private static func shown(_ kind: KindSpec) -> JSON {
        var properties: [(key: String, value: JSON)] = [
            ("id", reference("id")),
            (
                "ref",
                described(
                    ["type": "string"],
                    "The shortest unique tail of the id; of a date of a series that nobody changed, "
                        + "the series' ref and the date.")
            ),
        ]
        if kind.isPersonal { properties.append(("display_name", ["type": "string"])) }
        properties += kind.allFields.map { ($0.name, $0.shownSchema) }
        if kind.name == "task" {
            let names: JSON = ["type": "array", "items": ["type": "string"]]
            properties += [
                (
                    "shared_with",
                    described(names, "For volunteers: the others who hold it, by their names.")
                ),
                (
                    "contested",
                    described(
                        ["type": "boolean"],
                        "After a claim: whether more people hold it than it takes.")
                ),
            ]
        }
        if kind.name == "signup" {
            properties += [
                ("standing", described(["type": "string"], "After a signup: how it stands.")),
                (
                    "waitlist_place",
                    described(["type": "integer", "minimum": 1], "After a signup: from 1.")
                ),
            ]
        }
        let time: JSON = ["type": "string", "format": "date-time"]
        properties += [
            ("log", reference("id")), ("created_at", time), ("created_by", by),
            ("modified_at", time), ("modified_by", by),
        ]
        return [
            "type": "object", "description": .string(kind.summary),
            "required": [
                "id", "ref", "log", "created_at", "created_by", "modified_at", "modified_by",
            ],
            "properties": .object(properties),
        ]
    }

    private static let by: JSON = ["type": ["string", "null"]]

    private static func new(_ kind: KindSpec) -> JSON {
        var properties: [(key: String, value: JSON)] = [
            (
                "id",
                described(
                    ["type": ["string", "null"], "pattern": .string(ValueType.idPattern)],
                    "A UUID of version 7 of the client's own, so that a request sent twice is one "
                        + "action; derived for signups and dates of a series.")
            )
        ]
        if kind.name != "chapter" {
            properties += [
                (
                    "chapter",
                    described(
                        ["type": ["string", "null"]],
                        "The chapter that it goes to, by id or slug, where there are several.")
                ),
                (
                    "log",
                    described(
                        ["type": ["string", "null"], "pattern": .string(ValueType.idPattern)],
                        "The log that it goes to, where there are several.")
                ),
            ]
        }
        properties += kind.writtenFields.map { field in
            var schema = field.writtenSchema(isPatch: false)
            if let (name, value) = RecordWrite.initial(kind), name == field.name {
                schema = schema.setting("default", value)
            }
            return (field.name, schema)
        }
        var schema: JSON = [
            "type": "object", "additionalProperties": false,
            "required": .array(kind.fields.filter(\.isRequired).map { .string($0.name) }),
            "properties": .object(properties),
        ]
        if !kind.requiredOneOf.isEmpty {
            schema = schema.setting(
                "anyOf",
                .array(kind.requiredOneOf.map { ["required": .array([.string($0)])] }))
        }
        return schema
    }

    private static func patch(_ kind: KindSpec) -> JSON {
        [
            "type": "object", "additionalProperties": false,
            "description": "A merge patch (RFC 7396) of the record as it is shown.",
            "properties": .object(
                kind.writtenFields.map { ($0.name, $0.writtenSchema(isPatch: true)) }),
        ]
    }

    static func described(_ schema: JSON, _ text: String) -> JSON {
        schema.setting("description", .string(text))
    }

    // MARK: Others

    private static let conflict: JSON = [
        "type": "object",
        "required": ["id", "code", "log", "record", "record_id", "field", "state", "values"],
        "properties": [
            "id": ["type": "string", "pattern": "^[0-9a-f]{12}$"],
            "code": ["type": "string"], "log": reference("id"), "record": ["type": "string"],
            "record_id": reference("id"), "field": ["type": ["string", "null"]],
            "state": ["enum": ["open", "resolved", "overwritten", "accepted"]],
            "values": [
                "type": "array",
                "items": [
                    "type": "object", "required": ["letter", "value", "dot", "at", "by", "node"],
                    "properties": [
                        "letter": ["type": "string"],
                        "value": described([:], "Null where the field is personal."),
                        "dot": ["type": "string"],
                        "at": ["type": "string", "format": "date-time"],
                        "by": ["type": ["string", "null"]], "node": ["type": "string"],
                    ],
                ],
            ],
        ],
    ]

    private static let settling: JSON = [
        "oneOf": [
            [
                "type": "object", "additionalProperties": false, "required": ["keep"],
                "properties": [
                    "keep": described(
                        ["type": "string"], "The letter of a value, or its dot.")
                ],
            ],
            [
                "type": "object", "additionalProperties": false, "required": ["value"],
                "properties": ["value": described([:], "Another value of the field.")],
            ],
            [
                "type": "object", "additionalProperties": false, "required": ["accept"],
                "properties": [
                    "accept": described(
                        ["const": true],
                        "It stays as it is shown: the only way for what has no values.")
                ],
            ],
        ]
    ]

    private static let problem: JSON = [
        "type": "object", "required": ["type", "title", "status", "code", "detail"],
        "properties": [
            "type": ["type": "string"], "title": ["type": "string"],
            "status": ["type": "integer"],
            "code": described(["type": "string"], "Stable, to match on."),
            "detail": described(["type": "string"], "For a person."),
            "field": described(["type": "string"], "The field or parameter that is wrong."),
        ],
    ]
}
