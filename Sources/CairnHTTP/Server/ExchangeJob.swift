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
    }

    private let state: Mutex<ExchangeServer>

    init(store: Store, access: Access) {
        state = Mutex(ExchangeServer(store: store, access: access))
    }

    /// Takes bytes of the request.
    func feed(_ bytes: [UInt8]) throws {
        try state.withLock { try $0.feed(bytes) }
    }

    /// The answer: the one that was written ahead, where it fits.
    func answer(wall: Int64, ahead: WrittenAnswer?) throws -> WrittenAnswer {
        try state.withLock { server in
            if let ahead, try server.fits(ahead.answer) { return ahead }
            return try WrittenAnswer { try server.answer(wall: wall, to: $0) }
        }
    }

    /// Keeps what was confirmed of a request that broke off.
    func abandon() throws { try state.withLock { try $0.keep() } }

    func figures(sent: Int) -> Figures {
        state.withLock { Figures(sent: sent, intake: $0.intake, newIdentity: $0.newIdentity) }
    }
}
