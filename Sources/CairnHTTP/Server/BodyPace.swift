internal import Synchronization

/// Whether a body gets on. One that stands still, or trickles, is given up while its connection is
/// still open, so that the client learns why.
final class BodyPace: Sendable {
    private struct State {
        /// When the body last got on by a step.
        var since = ContinuousClock.now
        /// What arrived after that.
        var bytes = 0
        /// Since when a piece is being taken.
        var taking: ContinuousClock.Instant?
    }

    private let limits: ServerLimits
    private let state = Mutex(State())

    init(_ limits: ServerLimits) { self.limits = limits }

    /// Notes bytes that arrived and are being taken: however long that lasts, the client is not to
    /// blame.
    func arrived(_ count: Int) {
        state.withLock { state in
            state.taking = .now
            state.bytes += count
            if state.bytes >= limits.bodyStepBytes { (state.since, state.bytes) = (.now, 0) }
        }
    }

    /// Notes that all that arrived was taken.
    func taken() {
        state.withLock { state in
            if let start = state.taking { state.since += .now - start }
            state.taking = nil
        }
    }

    /// Looks on until the body stands still.
    ///
    /// - Throws: `timeout`.
    func watch() async throws {
        let pause = Duration.seconds(limits.bodyPauseSeconds)
        while true {
            let left = state.withLock {
                $0.taking == nil ? pause - (ContinuousClock.now - $0.since) : pause
            }
            if left <= .zero { throw Problem.timeout }
            try await Task.sleep(for: left)
        }
    }
}
