internal import Hummingbird
internal import Synchronization

/// Whether the body of a request was read, and to its end.
///
/// A request that is refused before its end is read on for a while and thrown away: a client that
/// is still sending would otherwise find a broken connection in the place of the reason.
final class BodyState: Sendable {
    private enum State { case untouched, begun, whole }

    private static let bytesMax = 64 * 1024 * 1024

    private let state = Mutex(State.untouched)

    var isWhole: Bool { state.withLock { $0 == .whole } }

    func begin() { state.withLock { $0 = .begun } }
    func end() { state.withLock { $0 = .whole } }

    /// Reads the rest of a body that somebody began to read, for at most so long.
    func drain(_ body: inout RequestBody.AsyncIterator, seconds: Int) async {
        let until = ContinuousClock.now + .seconds(seconds)
        var count = 0
        while ContinuousClock.now < until, count < Self.bytesMax {
            guard let piece = try? await body.next() else {
                // Where the time is up nothing comes any more, and that is no end.
                if !Task.isCancelled { end() }
                return
            }
            count += piece.readableBytes
        }
    }

    /// Reads a body that nobody has looked at.
    func drain(_ request: Request, seconds: Int) async {
        let isUntouched = state.withLock { state in
            defer { if state == .untouched { state = .begun } }
            return state == .untouched
        }
        guard isUntouched else { return }
        var body = request.body.makeAsyncIterator()
        await drain(&body, seconds: seconds)
    }
}
