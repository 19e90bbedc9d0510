internal import Synchronization

/// Lets only so many in at the same time for each token.
final class Turnstile: Sendable {
    private let countMax: Int
    private let inside = Mutex<[Int64: Int]>([:])

    init(countMax: Int) { self.countMax = countMax }

    /// A place inside, held as long as somebody keeps it; nil where it is full.
    func enter(_ token: Int64) -> Place? {
        let isLetIn = inside.withLock { inside in
            guard inside[token, default: 0] < countMax else { return false }
            inside[token, default: 0] += 1
            return true
        }
        return isLetIn ? Place(turnstile: self, token: token) : nil
    }

    private func leave(_ token: Int64) {
        inside.withLock { inside in
            inside[token, default: 1] -= 1
            if inside[token] == 0 { inside[token] = nil }
        }
    }

    final class Place: Sendable {
        private let turnstile: Turnstile
        private let token: Int64

        fileprivate init(turnstile: Turnstile, token: Int64) {
            (self.turnstile, self.token) = (turnstile, token)
        }

        deinit { turnstile.leave(token) }
    }
}
