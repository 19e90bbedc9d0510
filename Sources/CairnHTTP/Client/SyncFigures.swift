package import CairnStore
package import CairnSync

/// What a run with a peer brought.
package struct SyncFigures: Sendable {
    /// Entries that were sent and that the peer holds now.
    package var sent = 0
    /// Entries that came: new, had already, and not taken.
    package var applied = 0
    package var known = 0
    package var declinedEntries = 0
    /// Conflicts that the applied entries opened.
    package var newConflicts = 0
    /// Bytes of bodies as they went over the network.
    package var bytesSent = 0
    package var bytesReceived = 0
    package var rounds = 0
    /// Whether each side holds what the other has; false where something could not be exchanged.
    package var hasAgreed = false
    /// Entries written here in logs that the peer only shows: they stay here.
    package var kept = 0
    /// Whether the last answer broke off.
    package var isCut = false
    /// What the peer did not take, and what was not taken from it.
    package var refused: [Refusal] = []
    package var declined: [Refusal] = []
    /// Milliseconds that the peer's clock is ahead; nil where it said none.
    package var clockLead: Int64?
    /// Why this store took a new node id before it sent something.
    package var newIdentity: IdentityChange?

    package init() {}

    /// Entries that came, new or not.
    package var received: Int { applied + known + declinedEntries }
}
