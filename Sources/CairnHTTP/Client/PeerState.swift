internal import CairnModel
package import CairnStore
package import CairnSync

/// How things stand with one peer: what `cairn status` tells.
package struct PeerState: Sendable {
    package let peer: Peer
    /// Entries that it lacks and may be sent, as far as this store knows.
    package let waiting: Int
    /// Entries of logs that it only shows, written here: it takes none of them.
    package let kept: Int
    /// What it did not take in the last run, and what was not taken from it.
    package let refused: [Refusal]
    package let declined: [Refusal]

    /// Every peer, by name.
    package static func all(_ store: Store) throws -> [PeerState] {
        try store.read { try all($0) }
    }

    /// Every peer, by name.
    package static func all(_ snapshot: Snapshot) throws -> [PeerState] {
        let peers = try snapshot.peers()
        let held = try snapshot.logs()
        return try peers.map { peer in
            let access = PeerLogs(peer, among: peers).access
            let have = peer.have.flatMap { try? JSON(reading: $0) }.flatMap { Vector($0) }
            let waiting = try snapshot.lackingCount(
                have ?? Vector(), logs: held.intersection(access.outgoing ?? held))
            return PeerState(
                peer: peer, waiting: waiting, kept: try kept(peer, have, snapshot),
                refused: refusals(peer.refused), declined: refusals(peer.declined))
        }
    }

    /// - Parameter have: what the peer said last; nil before it said something.
    static func kept(_ peer: Peer, _ have: Vector?, _ snapshot: Snapshot) throws -> Int {
        let shown = Set(peer.logs.filter { !$0.value }.keys)
        guard let have, !shown.isEmpty else { return 0 }
        return try snapshot.lackingCount(have, logs: shown)
    }

    private static func refusals(_ text: String) -> [Refusal] {
        ((try? JSON(reading: text))?.array ?? []).compactMap { Refusal($0) }
    }
}
