import CairnHTTP
import CairnModel
import CairnStore
import NIOHTTP1
import TestSupport
import Testing

/// Somebody who calls the API with a token.
struct APIClient: Sendable {
    let server: LiveServer
    var token: String?

    /// - Parameter volunteer: whom a volunteer's token is of.
    static func of(
        _ role: Role, _ log: RecordID, volunteer: RecordID? = nil, on server: LiveServer
    ) throws -> APIClient {
        let store = server.site.store
        let code = try store.invite(
            Invitation(
                role, chapter: log, volunteer: volunteer?.description,
                expires: wallNow() + dayMilliseconds))
        let joined = try store.join(Joining(code: code, node: NodeID("0123456789abcdef")!))
        return APIClient(server: server, token: joined.token)
    }

    func get(_ path: String, _ headers: [(String, String)] = []) async throws -> Call.Answer {
        try await Call(method: .GET, path: "/v1/\(path)", headers: headers)
            .send(to: server, token: token)
    }

    func post(_ path: String, _ body: JSON? = nil) async throws -> Call.Answer {
        try await send(.POST, path, body)
    }

    func patch(_ path: String, _ body: JSON, tag: String?) async throws -> Call.Answer {
        try await send(
            .PATCH, path, body, type: "application/merge-patch+json",
            headers: tag.map { [("if-match", $0)] } ?? [])
    }

    func delete(_ path: String, tag: String?) async throws -> Call.Answer {
        try await send(.DELETE, path, nil, headers: tag.map { [("if-match", $0)] } ?? [])
    }

    func send(
        _ method: HTTPMethod, _ path: String, _ body: JSON?, type: String = "application/json",
        headers: [(String, String)] = []
    ) async throws -> Call.Answer {
        var call = Call(method: method, path: "/v1/\(path)", headers: headers)
        if let body {
            call.headers.append(("content-type", type))
            call.body = Array(body.compactText.utf8)
        }
        return try await call.send(to: server, token: token)
    }

    /// Sends one entry of a node that nobody knows; one of a people log has a salt.
    func push(
        _ set: JSON, _ kind: String, _ id: RecordID, in log: RecordID, salted: Bool = false,
        at: String = "2026-04-03T15:04:05.123Z-0000"
    ) async throws {
        let node = ManyNodes.node(Int.random(in: 1...1_000_000))
        var entry = ManyNodes(log: log).entry(set, kind, id, node: node, at: at)
        if salted { entry = entry.setting("salt", "AAAAAAAAAAAAAAAAAAAAAA") }
        let answer = try await Call.sync(HandExchange([entry.canonical]).bytes)
            .send(to: server, token: token)
        #expect(answer.refused == [])
    }

    /// The items of a list, over all its pages.
    func all(_ path: String) async throws -> [JSON] {
        var items: [JSON] = []
        var next: String? = ""
        while let cursor = next {
            let mark = path.contains("?") ? "&" : "?"
            let answer = try await get(cursor.isEmpty ? path : "\(path)\(mark)cursor=\(cursor)")
            items += answer.json["items"]?.array ?? []
            next = answer.json["next"]?.string
        }
        return items
    }

    /// The ids of a list.
    func ids(_ path: String) async throws -> Set<String> {
        Set(try await all(path).compactMap { $0["id"]?.string })
    }
}

extension Call.Answer {
    /// The body; null where it is no JSON.
    var json: JSON { (try? JSON(reading: body)) ?? .null }
    var tag: String? { headers["etag"] }
    /// The field that a problem names.
    var field: String? { json["field"]?.string }
}
