internal import CairnModel
internal import CairnSync
internal import NIOPosix
internal import Synchronization

/// Answers that are written before they are asked for: while a laptop that takes in a whole
/// history applies one answer, the server writes the next two, each on a core.
///
/// What is expected is that it will hold all of the last answer; where it asks for something else,
/// or the store has changed, they are thrown away.
final class AnswersAhead: Sendable {
    /// For one token.
    private static let depth = 2
    /// For how many tokens; a packed answer takes about a megabyte.
    private static let tokensMax = 8
    private static let keptFor = Duration.seconds(30)

    /// Writes the answer to a vector.
    typealias Write = @Sendable (Vector) async throws -> WrittenAnswer

    private struct Expected {
        /// What will be held with it.
        let next: Task<Vector?, Never>
        let packed: Task<WrittenAnswer?, Never>

        init(_ write: @escaping Write, asked: @escaping @Sendable () async -> Vector?) {
            let written = Task<WrittenAnswer?, Never> {
                guard let asked = await asked() else { return nil }
                return try? await write(asked)
            }
            next = Task { await written.value?.answer.next }
            packed = Task { try? await written.value?.packedAside() }
        }
    }

    private struct State {
        /// Counts what is done to the queues.
        var turn = 0
        /// By the number of the token, what is expected first in front.
        var queues: [Int64: (turn: Int, expected: [Expected])] = [:]
    }

    private let state = Mutex(State())

    /// Begins to write what a token is expected to ask for after an answer.
    func follow(_ answer: WrittenAnswer, _ token: Int64, _ write: @escaping Write) {
        guard let next = answer.answer.next else { return drop(token) }
        let turn: Int? = state.withLock { state in
            guard state.queues.count < Self.tokensMax || state.queues[token] != nil else {
                return nil
            }
            state.turn += 1
            var queue = state.queues[token]?.expected ?? []
            while queue.count < Self.depth {
                let before = queue.last?.next
                queue.append(
                    Expected(write) {
                        guard let before else { return next }
                        return await before.value
                    })
            }
            state.queues[token] = (state.turn, queue)
            return state.turn
        }
        guard let turn else { return }
        Task {
            try? await Task.sleep(for: Self.keptFor)
            state.withLock { state in
                if state.queues[token]?.turn == turn { state.queues[token] = nil }
            }
        }
    }

    /// Hands over what was written for a token; waits where it is being written still.
    func take(_ token: Int64) async -> WrittenAnswer? {
        let first: Expected? = state.withLock { state in
            guard let first = state.queues[token]?.expected.first else { return nil }
            state.queues[token]?.expected.removeFirst()
            return first
        }
        return await first?.packed.value
    }

    /// Throws away what was written for a token.
    func drop(_ token: Int64) { state.withLock { $0.queues[token] = nil } }
}

extension WrittenAnswer {
    /// The same as gzip, made on a thread that may be kept busy.
    func packedAside() async throws -> WrittenAnswer {
        if isPacked { return self }
        return try await NIOThreadPool.singleton.runIfActive { packed() }
    }
}
