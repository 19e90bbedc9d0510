package import CairnModel
package import CairnStore

/// Reads a bundle into a store as its bytes arrive, in bounded memory.
package struct BundleIntake {
    private var reader = ExchangeReader()
    private var inbox: Inbox
    private let store: Store
    private let takes: (RecordID) -> Bool

    /// - Parameter takes: whether entries of a log are wanted.
    package init(store: Store, takes: @escaping (RecordID) -> Bool) {
        (self.store, self.takes) = (store, takes)
        inbox = Inbox(store: store, leavesOut: true, takes: takes)
    }

    /// Takes the next bytes. What was applied before an error stays.
    ///
    /// - Throws: `SyncFault` where this is no bundle; what the store throws.
    package mutating func feed(_ bytes: [UInt8]) throws {
        try inbox.take(try reader.feed(bytes))
    }

    /// Ends it: what checks have confirmed is applied.
    ///
    /// - Throws: `SyncFault` where this is no bundle; what the store throws.
    package mutating func finish() throws -> BundleReader.Result {
        try inbox.take(try reader.finish())
        try inbox.flush()
        let base = inbox.hello?.base ?? Vector()
        let needs = try store.read { snapshot in
            try snapshot.lacked(of: base).filter { takes($0.log) }
        }
        return BundleReader.Result(
            intake: inbox.intake, hello: inbox.hello,
            needs: needs.sorted { ($0.log, $0.node) < ($1.log, $1.node) })
    }
}
