package import CairnModel

/// What became of the entries that one exchange brought.
package struct Intake: Sendable {
    /// Entries that were new and are in the store now.
    package var applied = 0
    /// Entries that the store had.
    package var known = 0
    /// Entries of logs that were not asked for.
    package var leftOut = 0
    /// Entries that were refused, other than those left out.
    package var refused: Int { refusedByCode.values.reduce(0, +) }
    /// How many with each code.
    package var refusedByCode: [RefusalCode: Int] = [:]
    /// The first of each stream.
    package var refusals = RefusalBook()
    /// Conflicts that the applied entries opened and that are open still.
    package var newConflicts = 0
    /// Logs of which an entry was applied.
    package var changedLogs: Set<RecordID> = []
    /// Lines of sections that were dropped, first and last, counted from 1; the first ones.
    package var damaged: [ClosedRange<Int>] = []
    package var damagedSections = 0
    /// Entries that the end line counted and that were not there.
    package var missing = 0
    /// Whether the exchange stopped before its end.
    package var isCut = false
    /// Whether the sender has more.
    package var hasMore = false

    /// How many places of damage are kept for telling.
    package static let damagedPlacesMax = 100

    package init() {}

    /// Whether something of the exchange did not arrive or was not taken.
    package var isIncomplete: Bool {
        refused > 0 || damagedSections > 0 || missing > 0 || isCut
    }
}
