internal import Synchronization

/// Bytes that come in pieces from another task.
final class Gathered: Sendable {
    private let held = Mutex<[UInt8]>([])

    func add(_ piece: [UInt8]) { held.withLock { $0 += piece } }
    var bytes: [UInt8] { held.withLock { $0 } }
}
