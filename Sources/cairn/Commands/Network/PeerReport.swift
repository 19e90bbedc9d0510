import CairnHTTP
import CairnModel
import CairnStore
import CairnSync

/// How commands tell of a peer.
enum PeerReport {
    /// The chapters that it is for.
    static func chapters(_ peer: Peer, _ lookup: Lookup) throws -> String {
        let people = Set(peer.logs.keys.map(\.peopleLog))
        let names = try peer.logs.keys.filter { !people.contains($0) }.sorted().map { log in
            let name =
                try lookup.snapshot.chapter(of: log).map(lookup.snapshot.title)
                ?? String(log.digits.suffix(4))
            return peer.logs[log] == true ? name : "\(name) (only reading)"
        }
        return names.isEmpty ? "what it shows" : names.joined(separator: ", ")
    }

    static func lastWorked(_ peer: Peer, _ lookup: Lookup) throws -> String {
        guard let time = peer.succeeded else { return "never" }
        let zone = try lookup.workspace.home.map(lookup.snapshot.zone) ?? "UTC"
        return Zone.local(zone, time).replacing("T", with: " ")
    }

    static func json(_ state: PeerState) -> JSON {
        func time(_ milliseconds: Int64?) -> JSON {
            milliseconds.map { .string(Timestamp(milliseconds: $0).instant) } ?? .null
        }
        let peer = state.peer
        return [
            "peer": .string(peer.name), "url": .string(peer.url),
            "role": .string(peer.role.rawValue),
            "logs": .array(peer.logs.keys.sorted().map { .string($0.description) }),
            "shares_people": .bool(peer.sharesPeople), "succeeded_at": time(peer.succeeded),
            "tried_at": time(peer.tried), "failure": peer.failure.map { .string($0) } ?? .null,
            "waiting": .integer(Int64(state.waiting)), "kept": .integer(Int64(state.kept)),
            "refused": .array(state.refused.map(\.json)),
            "declined": .array(state.declined.map(\.json)),
            "clock_ahead_seconds": peer.lead.map { .integer($0 / 1000) } ?? .null,
        ]
    }
}
