internal import HTTPTypes
internal import Hummingbird

extension Desk {
    /// GET /v1/openapi.json: what this server offers, for programs; without a token.
    func document(_ request: Request, _ context: ServerContext) -> Response {
        Response(text: OpenAPIDocument.text, tag: OpenAPIDocument.tag, for: request.headers)
    }
}
