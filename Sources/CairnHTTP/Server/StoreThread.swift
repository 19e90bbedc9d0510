internal import NIOPosix

/// Where a server's store calls run.
///
/// The store is synchronous and waits for the disk, which an event loop must not: one slow commit
/// would stop every connection. So they run on one thread of their own. More threads would bring
/// nothing, since the store has one connection and they would wait for one another; and a line of
/// work that is served in its order lets no request starve.
struct StoreThread: Sendable {
    private let pool: NIOThreadPool

    init() {
        pool = NIOThreadPool(numberOfThreads: 1)
        pool.start()
    }

    func run<Result: Sendable>(
        _ work: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        try await pool.runIfActive(work)
    }

    func stop() async { try? await pool.shutdownGracefully() }
}
