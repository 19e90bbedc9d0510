internal import CairnModel
internal import CairnStore
internal import HTTPTypes
internal import Hummingbird

extension Desk {
    /// POST /v1/tasks/{id}/claim and its like. A task is answered with `contested`, a signup with
    /// its `standing` and, on the waiting list, its `waitlist_place`.
    func act(
        _ action: RecordAction, _ collection: Collection, _ request: Request,
        _ context: ServerContext
    ) async throws -> Response {
        let viewer = try await viewer(request)
        let place = try RecordAddress(collection, request, context)
        let now = wall()
        return try await thread.run {
            var edited: (log: RecordID, kind: String, id: RecordID)?
            try store.perform { snapshot in
                let sight = try Sight(viewer, snapshot)
                let record = try place.record(sight)
                let edit = try VolunteerAction(sight: sight, now: now).edit(action, record)
                edited = (edit.log, edit.kind, edit.id)
                return Intent(RecordDraft.making(record) + [edit], by: viewer.actor(in: record.log))
            }
            let (log, kind, id) = edited!
            return try store.read { snapshot in
                let sight = try Sight(viewer, snapshot)
                // Who has given a task back may not see it any more, but what became of it.
                guard let record = try snapshot.record(kind, id, in: log) else {
                    throw Problem.noRecord
                }
                let object = try sight.json(record).adding(sight.derived(record))
                let tag = try sight.answer(record).tag
                return Response(text: object.compactText, tag: tag, for: [:])
            }
        }
    }
}

extension Sight {
    /// What follows for a task or a signup from the records beside it.
    func derived(_ record: StoredRecord) throws -> [(key: String, value: JSON)] {
        if record.kind == "task" {
            return [("contested", .bool(snapshot.isContested(record)))]
        }
        let kind = record["shift"] != nil ? "shift" : "event"
        guard let name = record[kind]?.string,
            let target = try snapshot.record(kind, named: name, from: record.log),
            let signup = try snapshot.signups(of: target).first(where: {
                $0.record.id == record.id
            })
        else { return [] }
        let standing: (key: String, value: JSON) = ("standing", .string(signup.standing.word))
        guard let place = signup.standing.place else { return [standing] }
        return [standing, ("waitlist_place", .integer(Int64(place)))]
    }
}

extension JSON {
    /// This object with more members at its end.
    func adding(_ members: [(key: String, value: JSON)]) -> JSON {
        .object((object ?? []) + members)
    }
}
