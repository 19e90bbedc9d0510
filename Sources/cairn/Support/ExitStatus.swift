import CairnStore

/// The exit statuses of every command, decided here alone.
enum ExitStatus: Int32 {
    case done = 0
    case failed = 1
    case usage = 2
    /// Not found, or ambiguous.
    case notFound = 3
    case notPermitted = 4
    /// A conflict that a person must settle.
    case needsPerson = 5
    /// Some of the input was refused.
    case someRefused = 6
    /// The peer cannot be reached; local work is safe.
    case peerUnreachable = 7
    /// Something waits to be sent (`status --exit-code`).
    case somethingWaits = 8
    case interrupted = 130

    init(_ code: StoreError.Code) {
        self =
            switch code {
            case .notFound: .notFound
            case .readOnly: .notPermitted
            case .exists, .notAStore, .newerStore, .unreadable, .diskFull, .busy, .corrupted,
                .tooLarge, .failed:
                .failed
            }
    }
}
