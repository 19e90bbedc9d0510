internal import CairnModel
internal import CairnStore
internal import CairnSync
internal import Synchronization

/// One exchange of a server: what its request brought so far, and its answer. Used on the store's
/// thread alone; the lock says so to the compiler.
final class ExchangeJob: Sendable {
    /// What is told of an exchange in the server's log.
    struct Figures: Sendable {
        var sent = 0
        var intake = Intake()
        var newIdentity: IdentityChange?
        /// Milliseconds that the caller's clock is ahead; nil where no hello came.
        var clockLead: Int64?
    }

    private struct State {
        var server: ExchangeServer
        var clockLead: Int64?
    }

    private let state: Mutex<State>

    init(store: Store, access: Access) {
        state = Mutex(State(server: ExchangeServer(store: store, access: access)))
    }

    /// Takes bytes of the request.
    ///
    /// - Parameter wall: milliseconds since 1970; what the hello is held against when it comes.
    func feed(_ bytes: [UInt8], wall: Int64) throws {
        try state.withLock { state in
            try state.server.feed(bytes)
            if state.clockLead == nil {
                state.clockLead = state.server.hello?.clockLead(wall: wall)
            }
        }
    }

    /// The answer: the one that was written ahead, where it fits.
    func answer(wall: Int64, ahead: WrittenAnswer?) throws -> WrittenAnswer {
        try state.withLock { state in
            if let ahead, try state.server.fits(ahead.answer) { return ahead }
            return try WrittenAnswer { try state.server.answer(wall: wall, to: $0) }
        }
    }

    /// Keeps what was confirmed of a request that broke off.
    func abandon() throws { try state.withLock { try $0.server.keep() } }

    func figures(sent: Int) -> Figures {
        state.withLock {
            Figures(
                sent: sent, intake: $0.server.intake, newIdentity: $0.server.newIdentity,
                clockLead: $0.clockLead)
        }
    }
}
