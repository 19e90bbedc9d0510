internal import CairnModel
internal import CairnStore
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore

extension Desk {
    /// POST /v1/join: a token for an invitation's code (Schema/Protocol.md, Joining).
    @Sendable
    func join(_ request: Request, _ context: ServerContext) async throws -> Response {
        let body = try await object(request, context)
        var joining = Joining(
            code: try text(body, "code", bytesMax: 100), node: try node(body))
        if let log = body["log"], !log.isNull {
            guard let id = log.string.flatMap({ RecordID($0) }) else {
                throw Problem.invalid("log is the id of a chapter's log")
            }
            joining.log = id
        }
        if let name = body["name"], !name.isNull {
            joining.name = try text(body, "name", bytesMax: 200)
        }
        joining.token = token(request)
        let asked = joining
        let joined = try await thread.run { try store.join(asked) }
        logger.info("joined role=\(joined.role.rawValue)")
        var answer: JSON = [
            "token": .string(joined.token), "log": .string(joined.log.description),
            "role": .string(joined.role.rawValue), "reads": list(joined.rights.reads),
            "writes": list(joined.rights.writes), "url": .string(url(request, context)),
        ]
        if let above = joined.above {
            answer = answer.setting("above", .string(above.description))
        }
        return Response(json: answer)
    }

    /// POST /v1/invitations: a chapter's token invites a volunteer of its own chapter.
    @Sendable
    func invite(_ request: Request, _ context: ServerContext) async throws -> Response {
        let holder = try await holder(request)
        guard !holder.chapters.isEmpty else { throw Problem.forbidden }
        let body = try await object(request, context)
        for (name, _) in body.object ?? [] where !Self.invitationMembers.contains(name) {
            throw Problem.unknownField(name, of: nil)
        }
        guard body["role"]?.string ?? "volunteer" == "volunteer" else { throw Problem.forbidden }
        guard let volunteer = body["volunteer"]?.string.flatMap({ RecordID($0) }) else {
            throw Problem.invalid("volunteer is the id of a volunteer", field: "volunteer")
        }
        let chapter = try chapter(body, of: holder)
        let days = body["days"].map { $0.integer ?? 0 } ?? 7
        guard (1...90).contains(days) else {
            throw Problem.invalid("days is 1 to 90", field: "days")
        }
        let expires = wall() + days * 86_400_000
        let invitation = Invitation(
            .volunteer, chapter: chapter, volunteer: volunteer.description, expires: expires)
        let code = try await thread.run {
            let person = try store.read { try $0.person(volunteer, in: chapter.peopleLog) }
            guard person != nil else { throw Problem.noVolunteer }
            return try store.invite(invitation)
        }
        return Response(
            json: [
                "url": .string("\(url(request, context))/join/\(code)"), "code": .string(code),
                "expires": .string(Timestamp(milliseconds: expires).instant),
            ], status: .created)
    }

    private static let invitationMembers: Set<String> = ["role", "volunteer", "log", "days"]

    private func chapter(_ body: JSON, of holder: TokenHolder) throws -> RecordID {
        guard let log = body["log"], !log.isNull else {
            if holder.chapters.count == 1 { return holder.chapters[0] }
            throw Problem.invalid("log says which chapter")
        }
        guard let id = log.string.flatMap({ RecordID($0) }) else {
            throw Problem.invalid("log is the id of a chapter's log")
        }
        guard holder.chapters.contains(id) else { throw Problem.forbidden }
        return id
    }

    // MARK: Bodies

    private func object(_ request: Request, _ context: ServerContext) async throws -> JSON {
        try await object(
            request, context, types: ["application/json"], bytesMax: limits.bodyBytesMax)
    }

    private func text(_ body: JSON, _ name: String, bytesMax: Int) throws -> String {
        guard let text = body[name]?.string, !text.isEmpty, text.utf8.count <= bytesMax else {
            throw Problem.invalid("\(name) is a text of 1 to \(bytesMax) bytes")
        }
        return text
    }

    private func node(_ body: JSON) throws -> NodeID {
        guard let node = body["node"]?.string.flatMap({ NodeID($0) }) else {
            throw Problem.invalid("node is 16 characters of 0-9 and a-z")
        }
        return node
    }

    private func list(_ logs: Set<RecordID>) -> JSON {
        .array(logs.sorted().map { .string($0.description) })
    }
}

extension Problem {
    /// Also for one who was deleted or is blocked: the page would show nothing.
    fileprivate static let noVolunteer = Problem(
        .notFound, "not-found", "the chapter has no such volunteer in this store")
}

extension Response {
    init(json: JSON, status: HTTPResponse.Status = .ok) {
        self.init(
            status: status,
            headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: json.compactText)))
    }
}
