import AsyncHTTPClient
import CairnHTTP
import CairnModel
import CairnStore
import NIOCore
import NIOHTTP1
import Synchronization
import TestSupport
import Testing

@Suite(.serialized)
struct WatchTests {
    /// What a watch said so far.
    final class Heard: Sendable {
        private let text = Mutex("")
        func add(_ more: String) { text.withLock { $0 += more } }
        var changes: Int { text.withLock { $0.split(separator: "event: change").count - 1 } }
        var all: String { text.withLock { $0 } }
    }

    /// Watches with a token while `body` runs.
    private static func watching(
        _ server: LiveServer, _ token: String,
        _ body: @escaping @Sendable (Heard) async throws -> Void
    ) async throws {
        let heard = Heard()
        var request = HTTPClientRequest(url: server.url + "/v1/watch")
        request.headers.add(name: "authorization", value: "Bearer \(token)")
        let asked = request
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                let response = try await HTTPClient.shared.execute(asked, timeout: .seconds(30))
                #expect(response.status == .ok)
                for try await piece in response.body { heard.add(String(buffer: piece)) }
                heard.add("(end)")
            }
            try await eventually { heard.all.contains("retry") }
            try await body(heard)
            group.cancelAll()
            while (try? await group.next()) != nil {}
        }
    }

    @Test("a watch tells of a change that the token may see, and of no other")
    func visibleOnly() async throws {
        let state = try Site(chapter: "State")
        let other = try state.addChapter("Other")
        try await LiveServer.with(state) { server in
            let token = try await RoleTests.token(server, .chapter, state.home)
            try await Self.watching(server, token) { heard in
                try state.event("Elsewhere", in: other)
                try await Task.sleep(for: .milliseconds(500))
                #expect(heard.changes == 0)
                try state.event("Here")
                try await eventually { heard.changes == 1 }
                #expect(!heard.all.contains("Here"))
                #expect(try !heard.all.contains(state.home.description))
            }
        }
    }

    @Test("a watch gives signs of life and ends by itself")
    func ends() async throws {
        let state = try Site(chapter: "State")
        let settings = ServerSettings.testing {
            $0.limits.watchSeconds = 3
            $0.limits.heartbeatSeconds = 1
        }
        try await LiveServer.with(state, settings: settings) { server in
            let token = try await RoleTests.token(server, .chapter, state.home)
            try await Self.watching(server, token) { heard in
                try await eventually { heard.all.contains("(end)") }
                #expect(heard.all.contains(":\n\n"))
            }
        }
    }

    @Test("a watch ends when its token is taken back")
    func revoked() async throws {
        let state = try Site(chapter: "State")
        try await LiveServer.with(state) { server in
            let token = try await RoleTests.token(server, .chapter, state.home)
            try await Self.watching(server, token) { heard in
                try state.store.revokeToken(try state.store.tokens()[0].number)
                try await eventually { heard.all.contains("(end)") }
            }
        }
    }

    @Test("following carries a change of either side over without being asked")
    func follow() async throws {
        let (state, school) = (try Site(chapter: "State"), try Site(chapter: "Lincoln"))
        try await LiveServer.with(state) { server in
            try await school.join(server.invitationForNew())
            let follow = Follow(
                store: school.store, peer: "state", wall: wallNow, chance: { 0 })
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await follow.run { _ in } }
                let log = try school.home
                let event = try school.event("Film night")
                try await eventually { try state.title(event, in: log) == "Film night" }
                try state.rename(event, "Film evening", in: log)
                try await eventually { try school.title(event, in: log) == "Film evening" }
                group.cancelAll()
                while (try? await group.next()) != nil {}
            }
        }
    }
}
