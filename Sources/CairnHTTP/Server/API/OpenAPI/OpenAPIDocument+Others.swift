internal import CairnModel

extension OpenAPIDocument {
    static let otherPaths: [(key: String, value: JSON)] = [
        ("/v1/conflicts", ["get": listConflicts]),
        ("/v1/conflicts/{id}/resolve", ["post": resolveConflict]),
        ("/v1/openapi.json", ["get": openDocument]),
        ("/healthz", ["get": health]),
    ]

    private static let listConflicts: JSON = [
        "operationId": "list_conflicts", "tags": ["conflicts"],
        "summary": "What people wrote differently, and what does not fit together",
        "parameters": .array(
            Desk.conflictParameters.map { parameter($0, schema(of: $0, nil)) }),
        "responses": answers(
            [
                (
                    200,
                    answer("A page.", page(of: reference("conflict"))).setting(
                        "links",
                        [
                            "resolve_conflict": [
                                "operationId": "resolve_conflict",
                                "parameters": ["path.id": "$response.body#/items/0/id"],
                            ]
                        ])
                ),
                (304, ["$ref": "#/components/responses/304"]),
            ], problems: problemsOfAll + [403]),
    ]

    private static let resolveConflict: JSON = [
        "operationId": "resolve_conflict", "tags": ["conflicts"],
        "summary": "Settle a conflict with a value, or accept what is listed as it is",
        "parameters": [
            [
                "name": "id", "in": "path", "required": true,
                "description": "The conflict's id.",
                "schema": ["type": "string", "pattern": "^[0-9a-f]{12}$"],
            ]
        ],
        "requestBody": body("settling", ["application/json"], ["keep": "a"]),
        "responses": answers(
            [
                (200, answer("The record as it is now.", [:])),
                (204, ["description": "The record is hidden now."]),
            ], problems: problemsOfAll + [403, 404, 408, 409, 413, 415]),
    ]

    private static let openDocument: JSON = [
        "operationId": "get_document", "tags": ["access"], "security": [],
        "summary": "This document",
        "responses": answers(
            [
                (200, answer("The document.", ["type": "object"])),
                (304, ["$ref": "#/components/responses/304"]),
            ], problems: []),
    ]

    private static let health: JSON = [
        "operationId": "get_health", "tags": ["access"], "security": [],
        "summary": "Whether the server is alive",
        "responses": answers(
            [
                (
                    200,
                    answer(
                        "It is.", ["type": "object", "properties": ["status": ["type": "string"]]],
                        headers: nil)
                )
            ], problems: []),
    ]

    // MARK: Examples

    /// A body that makes a record, and one that changes it.
    static let examples: [Collection: (new: JSON, patch: JSON)] = [
        .events: (
            [
                "title": "Night display", "type": "display",
                "when": [
                    "start": "2026-04-04T19:00:00-04:00", "end": "2026-04-04T21:00:00-04:00",
                    "tz": "America/New_York",
                ],
                "place": ["locality": "Morgantown", "region": "WV", "country": "US"],
                "tag": ["lanterns"],
                "count": ["students": ["low": 120, "high": 150, "basis": "estimated"]],
            ], ["status": "confirmed", "place": ["name": "Town library"]]
        ),
        .tasks: (
            [
                "title": "Print flyers", "due": ["date": "2026-04-02"], "priority": "high",
                "claim_policy": "claimable",
            ], ["status": "in_progress", "tag": ["print"]]
        ),
        .volunteers: (
            [
                "given_name": "Ana", "family_name": "R.", "age_band": "under_13",
                "role": ["member"], "consent": ["photo": ["state": "granted", "method": "paper"]],
            ], ["consent": ["photo": ["state": "withdrawn"]]]
        ),
        .shifts: (
            [
                "event": "0193a5c2-0000-7000-8000-000000000001", "role": "greeter",
                "min_needed": 2, "max_needed": 3,
            ], ["max_needed": .null]
        ),
        .chapters: (
            ["name": "Lincoln High", "tz": "America/New_York", "slug": "lincoln"],
            ["place": ["locality": "Morgantown"], "status": "active"]
        ),
        .signups: (
            [
                "shift": "0193a5c2-0000-7000-8000-000000000002",
                "volunteer": "0193a5c2-0000-7000-8000-000000000003", "rsvp": "registered",
            ], ["attendance": "present"]
        ),
    ]
}
