internal import Hummingbird
internal import NIOCore

/// What a request carries along: its connection besides what Hummingbird needs.
struct ServerContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel
    let body = BodyState()

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    /// Closes the connection unless that is taken back in time.
    func closeConnection(afterSeconds seconds: Int) -> Scheduled<Void> {
        channel.eventLoop.scheduleTask(in: .seconds(Int64(seconds))) { [channel] in
            channel.close(mode: .all, promise: nil)
        }
    }

    /// Waits until the connection has room again. The writer of an answer takes whatever it is
    /// given at once, so that without this nobody would know how far a slow client has got.
    ///
    /// - Throws: `ChannelError` where the connection is closed.
    func waitUntilTaken() async throws {
        try await channel.eventLoop.submit {}.get()
        while !channel.isWritable {
            guard channel.isActive else { throw ChannelError.ioOnClosedChannel }
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}
