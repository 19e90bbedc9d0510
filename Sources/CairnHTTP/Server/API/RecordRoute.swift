internal import CairnModel
internal import CairnStore
internal import HTTPTypes
internal import Hummingbird

/// One record: what GET, PATCH and DELETE of its address do.
extension Desk {
    /// GET /v1/events/{id} and its like.
    func show(
        _ collection: Collection, _ request: Request, _ context: ServerContext
    ) async throws -> Response {
        let viewer = try await viewer(request)
        let place = try RecordAddress(collection, request, context)
        let (text, tag) = try await thread.run {
            try store.read { snapshot in
                let sight = try Sight(viewer, snapshot)
                return try sight.answer(place.record(sight))
            }
        }
        return Response(text: text, tag: tag, for: request.headers)
    }

    /// PATCH: a merge patch (RFC 7396) of the record as it is shown, with `If-Match`.
    func patch(
        _ collection: Collection, _ request: Request, _ context: ServerContext
    ) async throws -> Response {
        let viewer = try await viewer(request)
        let place = try RecordAddress(collection, request, context)
        try await checkWritable(place, viewer)
        let body = try await object(
            request, context, types: ["application/merge-patch+json", "application/json"],
            bytesMax: limits.recordBytesMax)
        let match = request.headers[.ifMatch]
        return try await written {
            try store.perform { snapshot in
                let sight = try Sight(viewer, snapshot)
                let record = try place.writable(sight)
                let write = RecordWrite(sight, collection)
                let edits = try write.patch(record, body)
                try sight.answer(record).tag.checkMatch(match)
                return try Intent(
                    edits.flatMap { try write.withDates($0) }, by: viewer.actor(in: record.log))
            }
            return try answer(place, viewer, status: .ok)
        }
    }

    /// DELETE: hides the record, with `If-Match`.
    func delete(
        _ collection: Collection, _ request: Request, _ context: ServerContext
    ) async throws -> Response {
        let viewer = try await viewer(request)
        let place = try RecordAddress(collection, request, context)
        let match = request.headers[.ifMatch]
        return try await written {
            try store.perform { snapshot in
                let sight = try Sight(viewer, snapshot)
                let record = try place.writable(sight)
                try sight.answer(record).tag.checkMatch(match)
                return Intent(try snapshot.hiding(record), by: viewer.actor(in: record.log))
            }
            return Response(status: .noContent, headers: [.cacheControl: "no-store"])
        }
    }

    /// POST /v1/events and its like: makes a record.
    func make(
        _ collection: Collection, _ request: Request, _ context: ServerContext
    ) async throws -> Response {
        let viewer = try await viewer(request)
        guard viewer.mayWriteAnything else { throw Problem.forbidden }
        let body = try await object(
            request, context, types: ["application/json"], bytesMax: limits.recordBytesMax)
        let random = store.newID()
        return try await written {
            var made: (log: RecordID, id: RecordID)?
            let performed = try store.perform { snapshot in
                let sight = try Sight(viewer, snapshot)
                let write = RecordWrite(sight, collection)
                let edit = try write.creation(body, newID: random)
                made = (edit.log, edit.id)
                return try Intent(write.withDates(edit), by: viewer.actor(in: edit.log))
            }
            let (log, id) = made!
            let isNew = performed.results.last != .unchanged
            var response = try answer(
                RecordAddress(collection, id: id, log: log), viewer,
                status: isNew ? .created : .ok)
            response.headers[.location] = "/v1/\(collection.rawValue)/\(id)"
            return response
        }
    }

    /// Refuses before a body is read: what is not there, and what may not be written.
    private func checkWritable(_ place: RecordAddress, _ viewer: Viewer) async throws {
        try await thread.run {
            try store.read { _ = try place.writable(Sight(viewer, $0)) }
        }
    }

    /// Runs a write on the store's thread.
    func written(_ work: @escaping @Sendable () throws -> Response) async throws -> Response {
        try await thread.run(work)
    }

    /// The record as it has become.
    func answer(
        _ place: RecordAddress, _ viewer: Viewer, status: HTTPResponse.Status
    ) throws -> Response {
        try store.read { snapshot in
            let sight = try Sight(viewer, snapshot)
            let record = try place.record(sight)
            let (text, tag) = try sight.answer(record)
            return Response(text: text, tag: tag, for: [:], status: status)
        }
    }
}

extension Sight {
    /// A record's text and tag.
    func answer(_ record: StoredRecord) throws -> (text: String, tag: StrongTag) {
        let text = try json(record).compactText
        return (text, try StrongTag(record, shown: text, snapshot))
    }
}
