package import CairnModel
package import CairnStore
internal import CairnSync

/// Which logs an exchange with a peer is about.
///
/// A peer is for the logs that its join named; a coordinator's peer besides for those that it
/// shows and that no other peer is for, so that a store that knows two servers does not carry
/// one's logs to the other. Names of volunteers go to a peer only where the chapter said so.
package struct PeerLogs {
    private let peer: Peer
    private let others: Set<RecordID>

    package init(_ peer: Peer, among peers: [Peer]) {
        self.peer = peer
        others = Set(peers.filter { $0.name != peer.name }.flatMap(\.logs.keys))
    }

    var access: Access { Access(outgoing: outgoing, incoming: Set(peer.logs.keys)) }

    /// The logs of which the peer gets entries.
    package var outgoing: Set<RecordID> {
        let outgoing = Set(peer.logs.filter(\.value).keys)
        return peer.sharesPeople
            ? outgoing : outgoing.subtracting(peer.logs.keys.map(\.peopleLog))
    }

    /// The logs that a coordinator's peer shows and that it is for as well from now on.
    func added(by shown: Vector, held: Set<RecordID>) -> Set<RecordID> {
        guard peer.role == .coordinator else { return [] }
        let logs = shown.logs
        let people = Set((logs.union(held).union(peer.logs.keys)).map(\.peopleLog))
        return logs.subtracting(peer.logs.keys).subtracting(others).subtracting(people)
    }
}
