internal import HTTPTypes
internal import Hummingbird

/// Turns away who asks under another name than this server's, unless the request brings a secret
/// that no browser adds by itself: a token, or an address that is one.
struct HostGate: RouterMiddleware {
    let desk: Desk

    /// Where the address or the body holds the secret, or there is none to hold.
    private static let openPaths = [
        "/healthz", "/v1/sync", "/v1/watch", "/v1/join", "/v1/openapi.json", "/join/", "/me/",
        "/f/", Pages.stylesheetPath,
    ]

    func handle(
        _ request: Request, context: ServerContext,
        next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        let isOpen = Self.openPaths.contains { request.uri.path.hasPrefix($0) }
        if isOpen || desk.token(request) != nil || desk.site(request, context) != nil {
            return try await next(request, context)
        }
        throw Problem(
            .misdirectedRequest, "other-host",
            "this server goes by another name; use the address that cairn board or cairn serve "
                + "printed")
    }
}
