internal import CairnModel
internal import CairnStore
internal import HTTPTypes
internal import Hummingbird

extension Desk {
    static let conflictParameters: [ListParameter] = [.limit, .cursor, .all, .chapter, .under]

    /// GET /v1/conflicts: what is open for a person to decide, as far as the asker's logs go.
    func conflicts(_ request: Request, _ context: ServerContext) async throws -> Response {
        let viewer = try await viewer(request)
        guard viewer.reads?.isEmpty != true else { throw Problem.forbidden }
        let query = try ListQuery(QueryText(request), Self.conflictParameters)
        let text = try await thread.run {
            let secret = try store.secret("cursor")
            return try store.read { snapshot in
                let listing = ConflictListing(
                    query: query, sight: try Sight(viewer, snapshot), secret: secret)
                return try listing.page(reviews.items(snapshot)).compactText
            }
        }
        return Response(text: text, tag: StrongTag(of: text), for: request.headers)
    }

    /// POST /v1/conflicts/{id}/resolve: `{"keep":"a"}`, the letter or the dot of a value,
    /// `{"value":...}`, or `{"accept":true}` for what is to stay as it is shown.
    func resolve(_ request: Request, _ context: ServerContext) async throws -> Response {
        let viewer = try await viewer(request)
        guard viewer.reads?.isEmpty != true else { throw Problem.forbidden }
        let id = context.parameters.get("id") ?? ""
        _ = try ListQuery(QueryText(request), [])
        let body = try await object(
            request, context, types: ["application/json"], bytesMax: limits.recordBytesMax)
        return try await thread.run {
            var settled: RecordKey?
            try store.perform { snapshot in
                let sight = try Sight(viewer, snapshot)
                let settling = try Settling(id: id, body: body, sight: sight)
                settled = settling.item.record
                return Intent(
                    [try settling.edit()], by: viewer.actor(in: settling.item.record.log))
            }
            let key = settled!
            return try store.read { snapshot in
                let sight = try Sight(viewer, snapshot)
                let record = try snapshot.record(key.kind, key.id, in: key.log)
                guard let record = try record.map(snapshot.shown), try sight.sees(record) else {
                    return Response(status: .noContent, headers: [.cacheControl: "no-store"])
                }
                let (text, tag) = try sight.answer(record)
                return Response(text: text, tag: tag, for: [:])
            }
        }
    }
}
