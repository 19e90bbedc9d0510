package import CairnModel
package import CairnStore

/// Which logs go into a bundle.
package struct BundleLogs: Sendable {
    /// Chapters that were named; empty for the store's own.
    package var chapters: Set<RecordID> = []
    /// The chapter that the bundle is for: of people logs it gets its own alone.
    package var recipient: RecordID?
    /// The logs that go to a peer; nil where the bundle is for no peer.
    package var peerLogs: Set<RecordID>?
    /// Every log of the store.
    package var takesAll = false
    /// Whether people logs go in at all.
    package var includesPeople = true

    package init() {}

    /// The logs, of those that the store holds.
    ///
    /// - Throws: `ambiguous` where no chapter was named and the store has none of its own.
    package func logs(in snapshot: Snapshot) throws -> Set<RecordID> {
        let held = try snapshot.logs()
        var chosen = held
        if let peerLogs {
            chosen.formIntersection(peerLogs)
        } else if !takesAll {
            var chapters = self.chapters
            if chapters.isEmpty {
                guard let home = try snapshot.home() else {
                    throw SyncFault(
                        .ambiguous, "this store has no chapter of its own",
                        hint: "say which with --chapter, or take all with --all")
                }
                chapters = [home]
            }
            if let recipient { chapters.insert(recipient) }
            chosen.formIntersection(chapters.union(chapters.map(\.peopleLog)))
        }
        let people = try snapshot.peopleLogs()
        if !includesPeople { return chosen.subtracting(people) }
        guard let recipient else { return chosen }
        return chosen.subtracting(people.subtracting([recipient.peopleLog]))
    }
}
