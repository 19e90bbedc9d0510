internal import HTTPTypes
internal import Hummingbird

extension Desk {
    /// The addresses of the API (Schema/openapi.json).
    func addAPI(to router: Router<ServerContext>) {
        for collection in Collection.allCases {
            let path = "/v1/\(collection.rawValue)"
            add(
                path, to: router,
                [
                    (.get, { try await list(collection, $0, $1) }),
                    (.post, { try await make(collection, $0, $1) }),
                ])
            add(
                "\(path)/{id}", to: router,
                [
                    (.get, { try await show(collection, $0, $1) }),
                    (.patch, { try await patch(collection, $0, $1) }),
                    (.delete, { try await delete(collection, $0, $1) }),
                ])
            for action in collection.actions {
                add(
                    "\(path)/{id}/\(action.rawValue)", to: router,
                    [(.post, { try await act(action, collection, $0, $1) })])
            }
        }
        add("/v1/conflicts", to: router, [(.get, { try await conflicts($0, $1) })])
        add("/v1/conflicts/{id}/resolve", to: router, [(.post, { try await resolve($0, $1) })])
        add("/v1/openapi.json", to: router, [(.get, { document($0, $1) })])
    }

    typealias Handler =
        @Sendable (Request, ServerContext) async throws -> Response

    /// Adds what an address takes, and for every other method the answer that says so.
    func add(
        _ path: String, to router: Router<ServerContext>,
        _ handlers: [(method: HTTPRequest.Method, handler: Handler)]
    ) {
        let path = RouterPath(path)
        for (method, handler) in handlers { router.on(path, method: method, use: handler) }
        var allowed = handlers.map(\.method)
        if allowed.first == .get { allowed.insert(.head, at: 1) }
        let problem = Problem.method(allowed)
        for method in Self.methods where !allowed.contains(method) {
            router.on(path, method: method) { _, _ -> Response in throw problem }
        }
    }

    private static let methods: [HTTPRequest.Method] = [
        .get, .head, .post, .put, .patch, .delete, .options, .trace, .init("QUERY")!,
    ]
}
