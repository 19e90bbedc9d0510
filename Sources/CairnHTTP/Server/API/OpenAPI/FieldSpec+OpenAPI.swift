internal import CairnModel

extension KindSpec {
    /// The fields that the API writes: all but `deleted`.
    var writtenFields: [FieldSpec] { allFields.filter { $0.name != "deleted" } }
}

extension FieldSpec {
    /// The field as a record shows it.
    var shownSchema: JSON {
        let schema: JSON
        switch (element, type) {
        case (nil, _): schema = type.shownSchema
        case (_?, .presence):
            schema = ["type": ["array", "object"], "items": ["type": "string"]]
        case (_?, _):
            schema = ["type": "object", "additionalProperties": type.shownSchema]
        }
        return OpenAPIDocument.described(schema, summary)
    }

    /// The field as a body writes it.
    ///
    /// - Parameter isPatch: whether members and elements may be taken out with null.
    func writtenSchema(isPatch: Bool) -> JSON {
        var schema: JSON
        switch (element, type) {
        case (nil, _):
            schema = isMoment ? ValueType.momentSchema : type.writtenSchema(isPatch: isPatch)
            if !isRequired { schema = schema.orNull }
        case (let element?, .presence):
            schema = [
                "anyOf": [
                    ["type": "array", "items": element.schema],
                    [
                        "type": "object",
                        "additionalProperties": ["enum": [true, .null]],
                    ],
                    ["type": "null"],
                ]
            ]
        case (_?, _):
            schema = [
                "type": ["object", "null"],
                "additionalProperties": type.writtenSchema(isPatch: isPatch).orNull,
            ]
        }
        return OpenAPIDocument.described(schema, summary)
    }
}

extension ElementName {
    /// The name of an element as a body has it.
    fileprivate var schema: JSON {
        switch self {
        case .text: ["type": "string"]
        case .word(let words): ["enum": .array(words.map { .string($0) })]
        case .record: ["type": "string", "pattern": .string(ValueType.referencePattern)]
        case .foreign:
            [
                "type": "string",
                "pattern": .string("^\(ValueType.idText)/\(ValueType.idText)$"),
            ]
        case .moment:
            ["type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?$"]
        }
    }
}

extension JSON {
    /// This schema, and null.
    var orNull: JSON {
        if let type = self["type"]?.string {
            let open = setting("type", [.string(type), "null"])
            guard let words = self["enum"]?.array else { return open }
            return open.setting("enum", .array(words + [.null]))
        }
        if let words = self["enum"]?.array { return setting("enum", .array(words + [.null])) }
        return ["anyOf": [self, ["type": "null"]]]
    }
}
