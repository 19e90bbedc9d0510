internal import CairnModel
internal import CairnStore
internal import CairnSync
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import ServiceLifecycle

extension Desk {
    /// GET /v1/watch: server-sent events that say only that what the token may see has changed.
    /// A change that it may not see makes no event, not even a late one.
    @Sendable
    func watch(_ request: Request, _ context: ServerContext) async throws -> Response {
        let holder = try await holder(request)
        guard holder.mayExchange else { throw Problem.forbidden }
        guard let token = token(request), let place = watches.enter(holder.number) else {
            throw Problem.busy("this token is watching already", status: .tooManyRequests)
        }
        let first = try await look(token, since: nil)
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: ResponseBody { writer in
                try await writer.write(ByteBuffer(string: "retry: 5000\n\n"))
                let pauses = limits.watchSeconds * 1000 / limits.watchPauseMilliseconds
                var quietMilliseconds = 0
                var seen = first
                for _ in 0..<pauses {
                    try await Task.sleep(for: .milliseconds(limits.watchPauseMilliseconds))
                    if Task.isShuttingDownGracefully { break }
                    quietMilliseconds += limits.watchPauseMilliseconds
                    guard let now = try await look(token, since: seen) else { break }
                    if now.sum != seen?.sum {
                        try await writer.write(ByteBuffer(string: "event: change\ndata: {}\n\n"))
                        quietMilliseconds = 0
                    } else if quietMilliseconds >= limits.heartbeatSeconds * 1000 {
                        try await writer.write(ByteBuffer(string: ":\n\n"))
                        quietMilliseconds = 0
                    }
                    seen = now
                }
                try await writer.finish(nil)
                withExtendedLifetime(place) {}
            })
    }

    private struct Look: Sendable {
        let change: Int64
        let rights: Rights
        let sum: String
    }

    /// What a token may see now; nil once it was revoked.
    private func look(_ token: String, since last: Look?) async throws -> Look? {
        try await thread.run {
            guard let holder = try store.holder(ofToken: token) else { return nil }
            return try store.read { snapshot in
                let change = try snapshot.lastChange()
                if let last, last.change == change, last.rights == holder.rights { return last }
                let sum = VectorSum.hex(try snapshot.vector(of: holder.rights.reads))
                return Look(change: change, rights: holder.rights, sum: sum)
            }
        }
    }
}
