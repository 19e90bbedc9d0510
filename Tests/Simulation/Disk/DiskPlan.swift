internal import Synchronization

/// How the disk under one store is going to fail.
final class DiskPlan: Sendable {
    enum Way: Sendable {
        /// At some write the program dies: a part of that write arrives, and nothing after it.
        case crash
        /// From some write on no file grows; what is there already can still be written over.
        case full
    }

    /// What becomes of a write.
    enum Verdict {
        case passes
        /// So many bytes arrive, and then it fails.
        case arrives(Int)
        case finds(isFull: Bool)
    }

    private let way: Way
    /// Of the write that is torn, percent that arrive.
    private let tornPercent: Int
    private let state: Mutex<(writesLeft: Int, hasStruck: Bool)>

    /// - Parameter writes: how many go well.
    init(_ way: Way, after writes: Int, tornPercent: Int = 0) {
        (self.way, self.tornPercent) = (way, tornPercent)
        state = Mutex((writes, false))
    }

    var hasStruck: Bool { state.withLock(\.hasStruck) }

    /// - Parameters:
    ///   - bytes: of the write; 0 for what changes a file otherwise.
    ///   - grows: whether it makes the file longer.
    func verdict(bytes: Int, grows: Bool) -> Verdict {
        state.withLock { state in
            if way == .full, !grows { return .passes }
            if state.hasStruck { return .finds(isFull: way == .full) }
            if state.writesLeft > 0 {
                state.writesLeft -= 1
                return .passes
            }
            state.hasStruck = true
            return way == .full ? .finds(isFull: true) : .arrives(bytes * tornPercent / 100)
        }
    }
}
