import CairnStore

extension Teller {
    /// One that tells times in the zone of the laptop's own chapter.
    init(_ lookup: Lookup, showsPeople: Bool) throws {
        try self.init(
            lookup.snapshot, showsPeople: showsPeople, home: lookup.workspace.home)
    }
}
