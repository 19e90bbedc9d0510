import CairnModel
import CairnStore

extension Store {
    /// The peer of that name.
    func peer(_ name: String) throws -> Peer {
        let peers = try peers()
        if let peer = peers.first(where: { $0.name == name }) { return peer }
        throw CommandFault.notFound(
            "there is no peer \"\(name)\"",
            hint: peers.isEmpty
                ? "cairn join adds one by an invitation"
                : "cairn peer list shows them; this store knows \(Words.list(peers.map(\.name)))")
    }
}
