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
}
