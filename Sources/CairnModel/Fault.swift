#if FAULTS
    /// A deliberate fault of merge or exchange, so that the simulation can prove that it would
    /// notice one. Debug builds alone have them.
    package enum Fault: String, CaseIterable, Sendable {
        // What a set of entries means.

        /// An edit replaces what its author had seen only where its clock is later.
        case clockBeatsCausality
        /// Of several writes that an edit names, one stays live.
        case overForgetsOne
        /// An edit of one field replaces what its author named in every field of the record.
        case overCrossesFields
        /// Values of different types are no conflict.
        case typesAgree
        /// A number and the same number as text are equal.
        case numberIsText
        /// Only the winning write is kept.
        case loserIsLost
        /// Of set elements a null beats a value.
        case nullBeatsElement
        /// Of a set's elements rank alone decides.
        case elementsGoByRank
        /// A consent that was granted comes before one that was denied.
        case grantBeatsDenial
        /// Of concurrent writes the one that arrived last is shown.
        case arrivalDecides
        /// In a tie of clocks the place in the stream goes before the node.
        case tieSkipsNode
        /// A deletion hides whatever its author had not seen, too.
        case deletionIgnoresSaw
        /// A deletion hides a record that somebody restored at the same time.
        case deletionBeatsRestoration
        /// What is written to a hidden record does not show it again.
        case hiddenStaysHidden
        /// Strings are put into NFC on the way.
        case valuesAreNormalised
        /// An ended conflict is not kept.
        case endedIsForgotten
        /// A resolved conflict counts as overwritten.
        case resolutionIsOverwriting
        /// The digest speaks of winners alone.
        case digestLeavesOutLosers
        /// Undo takes back what somebody else wrote since.
        case undoTakesAll

        // Lines and identity.

        /// An entry is applied though the line before it is not there.
        case gapIsApplied
        /// An entry is applied though one that it names is not there.
        case predecessorMayMiss
        /// A line that is there is appended again.
        case duplicateIsAppended
        /// A store that is behind what it gave out goes on with the same numbers.
        case seqIsReused
        /// The sidecar is not looked at.
        case sidecarIsIgnored
        /// The sidecar is not kept up to date.
        case sidecarIsStale
        /// An entry of its own that a store did not write means nothing.
        case ownEntryIsNoWonder
        /// A store goes on with a clock that is far ahead of the wall.
        case clockStaysAhead
        /// The clock does not advance past what is received.
        case clockIgnoresOthers
        /// A received clock is believed, however far it is ahead.
        case farClockIsBelieved

        // The exchange.

        /// A store does not send what it wrote itself.
        case ownStreamIsSkipped
        /// Of a forked stream only one branch is sent.
        case secondBranchIsDropped
        /// Of a forked stream only one tip is told.
        case secondTipIsUntold
        /// A line on another branch counts as held.
        case placeCountsAsHeld
        /// A peer on another branch is not told where the branches may part.
        case ladderIsMissing
        /// The vector tells of a line more than there is.
        case vectorOverstates
        /// The last entry of each section is lost.
        case sectionLosesLast
        /// A section is applied whatever its check says.
        case checkIsIgnored
        /// What no check has confirmed is applied at the end.
        case cutIsApplied
        /// Nothing is read after a damaged section.
        case damageEndsReading
        /// An answer that stopped at a limit ends the run.
        case moreIsIgnored
        /// Equal sums are taken for granted.
        case sumsAlwaysAgree

        /// The fault that is on for the running test; nil for none.
        @TaskLocal package static var active: Fault?

        /// Whether this fault is on.
        package var isOn: Bool { Self.active == self }
    }
#endif
