internal import CairnModel

extension OpenAPIDocument {
    static let paths: [(key: String, value: JSON)] =
        Collection.allCases.flatMap(paths(of:)) + otherPaths

    private static func paths(of collection: Collection) -> [(key: String, value: JSON)] {
        let path = "/v1/\(collection.rawValue)"
        let actions = collection.actions.map { action in
            (
                key: "\(path)/{id}/\(action.rawValue)",
                value: JSON.object([
                    ("parameters", idParameters), ("post", self.action(action, collection)),
                ])
            )
        }
        return [
            (path, .object([("get", list(collection)), ("post", make(collection))])),
            (
                "\(path)/{id}",
                .object([
                    ("parameters", idParameters), ("get", show(collection)),
                    ("patch", patch(collection)), ("delete", delete(collection)),
                ])
            ),
        ] + actions
    }

    private static let idParameters: JSON = [
        [
            "name": "id", "in": "path", "required": true, "description": "The record's id.",
            "schema": reference("id"),
        ],
        parameter(.log, ["type": "string", "pattern": .string(ValueType.idPattern)]),
    ]

    static let problemsOfAll = [400, 401, 503]
    private static let problemsOfRecord = problemsOfAll + [404, 409]
    private static let problemsOfBody = [408, 413, 415]

    // MARK: Operations

    private static func operation(
        _ name: String, _ collection: Collection, _ summary: String,
        _ members: [(key: String, value: JSON)]
    ) -> JSON {
        .object(
            [
                ("operationId", .string(name)), ("tags", [.string(collection.rawValue)]),
                ("summary", .string(summary)),
            ] + members)
    }

    private static func list(_ collection: Collection) -> JSON {
        let kind = collection.kind
        let parameters = collection.parameters.map { parameter($0, schema(of: $0, kind)) }
        return operation(
            "list_\(collection.rawValue)", collection,
            "The \(collection.rawValue) that the token may see, a page at a time",
            [
                ("parameters", .array(parameters)),
                (
                    "responses",
                    answers(
                        [
                            (
                                200,
                                answer("A page.", page(of: reference(kind.name)))
                                    .setting("links", links(collection, id: "items/0/id"))
                            ),
                            (304, ["$ref": "#/components/responses/304"]),
                        ], problems: problemsOfAll)
                ),
            ])
    }

    private static func make(_ collection: Collection) -> JSON {
        let kind = collection.kind
        let location: JSON = [
            "Location": [
                "description": "The record's address.", "required": true,
                "schema": ["type": "string"],
            ]
        ]
        let headers = tagHeader.adding(location.object ?? [])
        return operation(
            "create_\(kind.name)", collection, "Make \(Words.one(kind.name))",
            [
                (
                    "requestBody",
                    body("\(kind.name)_new", ["application/json"], examples[collection]?.new)
                ),
                (
                    "responses",
                    answers(
                        [
                            (
                                201,
                                answer("It was made.", reference(kind.name), headers: headers)
                                    .setting("links", links(collection, id: "id", hasTag: true))
                            ),
                            (
                                200,
                                answer(
                                    "It was made by the same request before.",
                                    reference(kind.name), headers: headers)
                            ),
                        ], problems: problemsOfAll + problemsOfBody + [403, 409])
                ),
            ])
    }

    private static func show(_ collection: Collection) -> JSON {
        operation(
            "get_\(collection.kind.name)", collection,
            "\(Words.one(collection.kind.name).capitalizedFirst)",
            [
                (
                    "responses",
                    answers(
                        [
                            (
                                200,
                                answer("The record.", reference(collection.kind.name))
                                    .setting("links", links(collection, id: "id", hasTag: true))
                            ),
                            (304, ["$ref": "#/components/responses/304"]),
                        ], problems: problemsOfRecord)
                )
            ])
    }

    private static func patch(_ collection: Collection) -> JSON {
        let kind = collection.kind
        return operation(
            "change_\(kind.name)", collection, "Change \(Words.one(kind.name))",
            [
                ("parameters", [matchParameter]),
                (
                    "requestBody",
                    body(
                        "\(kind.name)_patch", ["application/merge-patch+json", "application/json"],
                        examples[collection]?.patch)
                ),
                (
                    "responses",
                    answers(
                        [(200, answer("The record as it is now.", reference(kind.name)))],
                        problems: problemsOfRecord + problemsOfBody + [403, 412, 428])
                ),
            ])
    }

    private static func delete(_ collection: Collection) -> JSON {
        let kind = collection.kind
        return operation(
            "delete_\(kind.name)", collection,
            "Hide \(Words.one(kind.name)); what it said stays in the log",
            [
                ("parameters", [matchParameter]),
                (
                    "responses",
                    answers(
                        [(204, ["description": "It is hidden."])],
                        problems: problemsOfRecord + [403, 412, 428])
                ),
            ])
    }

    private static func action(_ action: RecordAction, _ collection: Collection) -> JSON {
        let isSignup = action == .signup || action == .leave
        return operation(
            "\(action.rawValue)_\(collection.kind.name)", collection, action.summary,
            [
                (
                    "responses",
                    answers(
                        [
                            (
                                200,
                                answer(
                                    isSignup ? "The signup." : "The task.",
                                    reference(isSignup ? "signup" : "task"))
                            )
                        ], problems: problemsOfRecord + [403])
                )
            ])
    }

    // MARK: Parts

    /// What can be done next with a record that an answer has.
    ///
    /// - Parameter id: where the id is in the answer's body.
    private static func links(
        _ collection: Collection, id: String, hasTag: Bool = false
    ) -> JSON {
        let name = collection.kind.name
        var links: [(key: String, value: JSON)] = []
        func add(_ operation: String, _ members: [(key: String, value: JSON)]) {
            let parameters = [("path.id", JSON.string("$response.body#/\(id)"))] + members
            links.append(
                (
                    operation,
                    ["operationId": .string(operation), "parameters": .object(parameters)]
                ))
        }
        add("get_\(name)", [])
        for action in collection.actions { add("\(action.rawValue)_\(name)", []) }
        guard hasTag else { return .object(links) }
        let tag: [(key: String, value: JSON)] = [("header.If-Match", "$response.header.ETag")]
        add("change_\(name)", tag)
        add("delete_\(name)", tag)
        return .object(links)
    }

    static func page(of item: JSON) -> JSON {
        [
            "type": "object", "required": ["items", "next"],
            "properties": [
                "items": ["type": "array", "items": item],
                "next": described(
                    ["type": ["string", "null"]],
                    "The `cursor` of the next page; null where this is the last."),
            ],
        ]
    }

    static func body(_ schema: String, _ types: [String], _ example: JSON?) -> JSON {
        var content: JSON = ["schema": reference(schema)]
        if let example { content = content.setting("example", example) }
        return [
            "required": true,
            "content": .object(types.map { ($0, content) }),
        ]
    }

    private static let matchParameter: JSON = [
        "name": "If-Match", "in": "header", "required": true,
        "description": "The `ETag` of the record as it was seen.",
        "schema": ["type": "string"],
    ]

    static func parameter(_ parameter: ListParameter, _ schema: JSON) -> JSON {
        [
            "name": .string(parameter.rawValue), "in": "query",
            "description": .string(parameter.summary), "schema": schema,
        ]
    }

    static func schema(of parameter: ListParameter, _ kind: KindSpec?) -> JSON {
        let reference: JSON = ["type": "string", "pattern": .string(ValueType.referencePattern)]
        switch parameter {
        case .limit:
            return [
                "type": "integer", "minimum": 1,
                "maximum": .integer(Int64(ListParameter.limitMax)),
                "default": .integer(Int64(ListParameter.limitDefault)),
            ]
        case .mine, .all: return ["type": "boolean", "default": false]
        case .event, .shift, .assignee, .volunteer: return reference
        case .type, .status:
            guard case .word(let words) = kind?.field(parameter.rawValue)?.type else { return [:] }
            return ["type": "array", "items": ["enum": .array(words.map { .string($0) })]]
        case .chapter, .under: return ["type": "string", "minLength": 2, "maxLength": 40]
        case .region, .cursor, .from, .to, .log, .q: return ["type": "string"]
        }
    }
}

extension RecordAction {
    fileprivate var summary: String {
        switch self {
        case .claim: "Take a task that anybody may, or that was offered"
        case .release: "Give a task back, or decline one that was offered"
        case .done: "Say that a task is done"
        case .signup: "Sign oneself up"
        case .leave: "Take one's signup back"
        }
    }
}

extension String {
    /// With a capital at its beginning.
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
