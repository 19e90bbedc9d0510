package import CairnModel

/// The document of the API (OpenAPI 3.1), made from the vocabulary and from the tables that the
/// routes are made of.
package enum OpenAPIDocument {
    package static let json: JSON = [
        "openapi": "3.1.0",
        "info": [
            "title": "Cairn", "version": "1",
            "description": .string(introduction),
        ],
        "servers": [["url": "/"]],
        "security": [["bearer": []]],
        "tags": .array(Collection.allCases.map { ["name": .string($0.rawValue)] } + otherTags),
        "paths": .object(paths),
        "components": [
            "securitySchemes": ["bearer": ["type": "http", "scheme": "bearer"]],
            "schemas": .object(schemas),
            "responses": .object(responses),
            "headers": headers,
        ],
    ]

    /// One line.
    static let text = json.compactText
    static let tag = StrongTag(of: text)

    private static let otherTags: [JSON] = ["conflicts", "access"].map { ["name": .string($0)] }

    private static let introduction = """
        Records have the names of the vocabulary (Schema/Vocabulary.md). Plain sets are arrays, \
        sets with values objects; times are RFC 3339 with the offset and are taken so or as local \
        times; readers keep words, fields and members that they do not know. A token shows what \
        its grants open, and everything else is as if it were not there. Lists are ordered by \
        time and go on with `cursor`, which stays right while records are added and changed. A \
        write sends the `ETag` that it has seen as `If-Match`. Errors are problem objects (RFC \
        9457) with a stable `code`; their texts hold no value of a field.
        """

    // MARK: What several operations share

    /// Statuses, with what each says.
    static let statuses: [Int: String] = [
        304: "Not modified: the asker has it already.",
        400: "The request cannot be taken as it is; `field` names what is wrong.",
        401: "No token, or one that the server does not know any more.",
        403: "The token may not do that.",
        404: "There is nothing of that name that the token may see.",
        408: "The request took too long to arrive.",
        409: "It does not go together with what is there; `code` says how.",
        410: "The invitation has expired.",
        412: "The record has changed since the `ETag` in `If-Match`.",
        413: "The body, or what it would write, is too large.",
        415: "The body has another media type or packing than this takes.",
        428: "`If-Match` is missing.",
        503: "The store is busy; try again.",
    ]

    private static let responses: [(key: String, value: JSON)] = statuses.sorted {
        $0.key < $1.key
    }.map { status, text in
        let description: (key: String, value: JSON) = ("description", .string(text))
        if status == 304 { return ("304", .object([description, ("headers", tagHeader)])) }
        return (
            String(status),
            .object([
                description,
                ("content", ["application/problem+json": ["schema": reference("problem")]]),
            ])
        )
    }

    private static let headers: JSON = [
        "etag": [
            "description": "A strong entity tag.", "required": true,
            "schema": ["type": "string", "pattern": "^\"[A-Za-z0-9_-]+\"$"],
        ]
    ]

    static let tagHeader: JSON = ["ETag": ["$ref": "#/components/headers/etag"]]

    static func reference(_ schema: String) -> JSON {
        ["$ref": .string("#/components/schemas/\(schema)")]
    }

    /// The answers of an operation: its own, then the problems that it may have.
    static func answers(
        _ own: [(status: Int, value: JSON)], problems: [Int]
    ) -> JSON {
        let shared = problems.map { status -> (Int, JSON) in
            (status, ["$ref": .string("#/components/responses/\(status)")])
        }
        return .object(
            (own.map { ($0.status, $0.value) } + shared).sorted { $0.0 < $1.0 }
                .map { (key: String($0.0), value: $0.1) })
    }

    /// An answer with a body.
    static func answer(
        _ description: String, _ schema: JSON, headers: JSON? = tagHeader, example: JSON? = nil
    ) -> JSON {
        var content: JSON = ["schema": schema]
        if let example { content = content.setting("example", example) }
        let answer: JSON = [
            "description": .string(description), "content": ["application/json": content],
        ]
        return headers.map { answer.setting("headers", $0) } ?? answer
    }
}
