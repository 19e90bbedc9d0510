internal import CairnModel
package import CairnStore
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import HummingbirdTLS
package import Logging
internal import NIOCore
internal import NIOPosix
internal import ServiceLifecycle
internal import UnixSignals

/// A store's server.
package struct Server: Sendable {
    private let desk: Desk

    /// - Parameter wall: milliseconds since 1970.
    package init(
        store: Store, settings: ServerSettings, wall: @escaping @Sendable () -> Int64,
        logger: Logger
    ) throws {
        try settings.check()
        desk = Desk(store: store, settings: settings, wall: wall, logger: logger)
    }

    /// Serves until its task is cancelled or a signal comes; what is under way then may finish.
    ///
    /// - Parameters:
    ///   - stopsAtSignals: whether SIGTERM and SIGINT end it.
    ///   - onRunning: is told the port that it listens on.
    package func run(
        stopsAtSignals: Bool, onRunning: @escaping @Sendable (Int) async -> Void
    ) async throws {
        let limits = desk.limits
        let http = HTTPServerBuilder.http1(
            configuration: .init(
                additionalChannelHandlers: [BadRequestHandler.Installer()],
                idleTimeout: .seconds(Int64(limits.idleSeconds)),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024,
                    maxHeaderFieldCount: 100)))
        let tls = try desk.settings.tlsConfiguration()
        let application = Application(
            router: router(),
            server: try tls.map { try .tls(http, tlsConfiguration: $0) } ?? http,
            configuration: ApplicationConfiguration(
                address: .hostname(desk.settings.host, port: desk.settings.port),
                availableConnectionsDelegate: MaximumAvailableConnections(limits.connectionsMax)),
            onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? 0) },
            logger: desk.logger)
        do {
            try await ServiceGroup(
                configuration: .init(
                    services: [application],
                    gracefulShutdownSignals: stopsAtSignals ? [.sigterm, .sigint] : [],
                    logger: desk.logger)
            ).run()
        } catch is IOError {
            throw HTTPFault(
                .usage,
                "this program cannot listen on \(desk.settings.host), port \(desk.settings.port)",
                hint: "stop the other server, or choose another --port")
        }
        await desk.thread.stop()
    }

    private func router() -> Router<ServerContext> {
        let router = Router(context: ServerContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: Gatehouse(desk: desk))
        router.add(middleware: HostGate(desk: desk))
        desk.add("/healthz", to: router, [(.get, desk.health)])
        desk.add(
            Pages.stylesheetPath, to: router, [(.get, { _, _ in Response.stylesheet })])
        desk.addJoinPages(to: router)
        desk.addMeRoutes(to: router)
        desk.add("/v1/sync", to: router, [(.post, desk.sync)])
        desk.add("/v1/watch", to: router, [(.get, desk.watch)])
        desk.add("/v1/join", to: router, [(.post, desk.join)])
        desk.add("/v1/invitations", to: router, [(.post, desk.invite)])
        desk.addFeeds(to: router)
        Board(desk: desk).addRoutes(to: router)
        desk.addAPI(to: router)
        return router
    }
}
