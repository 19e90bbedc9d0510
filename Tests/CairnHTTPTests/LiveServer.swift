import CairnHTTP
import CairnModel
import CairnStore
import Foundation
import Logging

/// A server on a loopback port for the time of a test.
struct LiveServer: Sendable {
    let site: Site
    let port: Int
    let scheme: String

    var url: String { "\(scheme)://127.0.0.1:\(port)" }

    /// Runs `body` while a site's store is served.
    static func with<Result: Sendable>(
        _ site: Site, settings: ServerSettings = .testing(), logger: Logger = .silent,
        wall: @escaping @Sendable () -> Int64 = wallNow,
        _ body: @escaping @Sendable (LiveServer) async throws -> Result
    ) async throws -> Result {
        let server = try Server(
            store: site.store, settings: settings, wall: wall, logger: logger)
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                try await server.run(stopsAtSignals: false) { continuation.yield($0) }
                return nil
            }
            group.addTask {
                for await port in ports {
                    let scheme = settings.hasTLS ? "https" : "http"
                    return try await body(
                        LiveServer(site: site, port: port, scheme: scheme))
                }
                return nil
            }
            defer { group.cancelAll() }
            while let result = try await group.next() { if let result { return result } }
            throw HTTPFault(.usage, "the server ended early", hint: "")
        }
    }

    // MARK: Invitations

    /// An invitation for somebody of a chapter that the server has.
    func invitation(
        _ role: Role = .chapter, to chapter: RecordID, reads: [RecordID] = [],
        writes: [RecordID] = [], days: Int64 = 7
    ) throws -> String {
        let code = try site.store.invite(
            Invitation(
                role, chapter: chapter, reads: reads, writes: writes,
                expires: wallNow() + days * dayMilliseconds))
        return "\(url)/join/\(code)"
    }

    /// An invitation for a school that brings its own chapter.
    func invitationForNew(reads: [RecordID] = [], writes: [RecordID] = []) throws -> String {
        let code = try site.store.invite(
            Invitation(
                newUnder: site.home, reads: reads, writes: writes,
                expires: wallNow() + 7 * dayMilliseconds))
        return "\(url)/join/\(code)"
    }
}

extension ServerSettings {
    static func testing(_ change: (inout ServerSettings) -> Void = { _ in }) -> ServerSettings {
        var settings = ServerSettings()
        settings.port = 0
        settings.limits.watchPauseMilliseconds = 50
        change(&settings)
        return settings
    }
}

extension Logger {
    static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}
