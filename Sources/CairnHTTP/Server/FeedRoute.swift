internal import CairnStore
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

extension Desk {
    /// GET and HEAD of /f/{feed}/events.ics and /f/{feed}/tasks.ics.
    func addFeeds(to router: Router<ServerContext>) {
        for content in FeedContent.allCases {
            add(
                "/f/{feed}/\(content.rawValue).ics", to: router,
                [(.get, { try await calendar(content, $0, $1) })])
        }
    }

    /// A feed's calendar. With `as=events` tasks are events on the day on which they are due, for
    /// programs that show no tasks.
    private func calendar(
        _ content: FeedContent, _ request: Request, _ context: ServerContext
    ) async throws -> Response {
        guard let feed = context.parameters.get("feed"), feed.utf8.count <= 100 else {
            throw Problem.noFeed
        }
        let asked = request.uri.queryParameters.get("as")
        guard asked == nil || asked == "events" else {
            throw Problem.invalid("as can only be events")
        }
        let known = request.headers[.ifNoneMatch]
        let limit = limits.feedRecordsMax
        let answer = try await thread.run {
            guard let holder = try store.feedHolder(feed), !holder.grants.isEmpty else {
                throw Problem.noFeed
            }
            return try store.read {
                try FeedAnswer(
                    content, asEvents: asked == "events", of: holder, limit: limit,
                    software: store.software, known: known, in: $0)
            }
        }
        var headers: HTTPFields = [
            .eTag: answer.tag, .cacheControl: "private, no-cache",
            .contentType: "text/calendar; charset=utf-8",
        ]
        guard let bytes = answer.bytes else {
            headers[.contentType] = nil
            return Response(status: .notModified, headers: headers)
        }
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

extension Problem {
    /// The same for an unknown address and for one that was taken back.
    static let noFeed = Problem(
        .notFound, "not-found", "there is no calendar at this address; it may have been replaced")
}
