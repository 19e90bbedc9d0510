internal import CairnModel
internal import CairnStore
internal import CairnSync
internal import NIOCore
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

    private struct State {
        var server: ExchangeServer
    }

    private let state: Mutex<State>

    init(store: Store, access: Access) {
        state = Mutex(State(server: ExchangeServer(store: store, access: access)))
    }

    /// Takes bytes of the request.
    func feed(_ bytes: [UInt8]) throws {
        try state.withLock { try $0.server.feed(bytes) }
    }

    /// The answer, packed where it is to be.
    ///
    /// It is written into memory as a whole, at most the 8 MiB of an exchange and a seventh of that
    /// where it is packed: the writer reads one state of the store, and a slow connection must not
    /// hold that still.
    func answer(wall: Int64, isPacked: Bool) throws -> [ByteBuffer] {
        try state.withLock { state in
            var buffers: [ByteBuffer] = []
            guard isPacked else {
                try state.server.answer(wall: wall) { buffers.append(ByteBuffer(bytes: $0)) }
                return buffers
            }
            let deflater = Deflater()
            try state.server.answer(wall: wall) { piece in
                deflater.pack(piece) { buffers.append(ByteBuffer(bytes: $0)) }
            }
            deflater.finish { buffers.append(ByteBuffer(bytes: $0)) }
            return buffers
        }
    }

    /// Keeps what was confirmed of a request that broke off.
    func abandon() throws { try state.withLock { try $0.server.keep() } }

    var figures: Figures {
        state.withLock {
            Figures(
                sent: $0.server.sentEntries, intake: $0.server.intake,
                newIdentity: $0.server.newIdentity)
        }
    }
}
