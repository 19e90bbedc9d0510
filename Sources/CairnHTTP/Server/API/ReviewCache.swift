internal import CairnStore
internal import Synchronization

/// What is open for a person to decide, as of the last change of the store: finding it takes a
/// look at every record.
final class ReviewCache: Sendable {
    private let kept = Mutex<(change: Int64, items: [ReviewItem])?>(nil)

    /// Every item, settled and accepted ones too.
    func items(_ snapshot: Snapshot) throws -> [ReviewItem] {
        let change = try snapshot.lastChange()
        let known = kept.withLock { $0?.change == change ? $0?.items : nil }
        if let known { return known }
        let items = try snapshot.reviewItems(all: true)
        kept.withLock { $0 = (change, items) }
        return items
    }
}
