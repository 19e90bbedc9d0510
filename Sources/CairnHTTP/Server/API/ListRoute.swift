internal import CairnModel
internal import CairnStore
internal import HTTPTypes
internal import Hummingbird

extension Desk {
    /// GET /v1/events and its like: a page of what the asker may see.
    func list(
        _ collection: Collection, _ request: Request, _ context: ServerContext
    ) async throws -> Response {
        let viewer = try await viewer(request)
        let query = try ListQuery(QueryText(request), collection.parameters)
        let now = wall()
        let text = try await thread.run {
            let secret = try store.secret("cursor")
            if query[.q] != nil { try store.prepareSearch() }
            return try store.read { snapshot in
                let listing = RecordListing(
                    collection: collection, query: query, sight: try Sight(viewer, snapshot),
                    now: now, secret: secret)
                return try listing.page().compactText
            }
        }
        return Response(text: text, tag: StrongTag(of: text), for: request.headers)
    }
}
