internal import CairnModel
package import CairnStore
internal import CairnSync

/// What a run would exchange, found out without exchanging it.
package struct SyncPreview: Sendable {
    /// Entries that would be sent.
    package let sent: Int
    /// Streams of which the peer has something that this store lacks.
    package let streamsReceived: Int
    /// Milliseconds that the peer's clock is ahead.
    package let clockLead: Int64?

    /// Asks by a sum that differs from the peer's, so that it answers with what it holds and sends
    /// no entries.
    ///
    /// - Parameter wall: milliseconds since 1970.
    package static func ask(
        _ store: Store, _ peer: Peer, settings: ClientSettings? = nil, wall: Int64
    ) async throws -> SyncPreview {
        let settings = settings ?? ClientSettings(ca: peer.ca)
        let access = PeerLogs(peer, among: try store.peers()).access
        let own = try store.read { try $0.vector(of: access.logs) }
        let request = Gathered()
        let hello = Hello(
            node: try store.node(), time: wall, holdings: .sum(VectorSum.hex(own)))
        var writer = try ExchangeWriter(hello, limits: .http) { request.add($0) }
        try writer.finish()
        let answer = try await Self.answer(
            to: request.bytes, store.peerToken(for: peer.name), peer, settings)
        guard let have = answer.have else {
            return SyncPreview(sent: 0, streamsReceived: 0, clockLead: answer.clockLead(wall: wall))
        }
        return try store.read { snapshot in
            let logs = try snapshot.logs().intersection(access.outgoing ?? [])
            let missing = try snapshot.lacked(of: have.restricted(to: access.incoming))
            return SyncPreview(
                sent: try snapshot.lackingCount(have, logs: logs), streamsReceived: missing.count,
                clockLead: answer.clockLead(wall: wall))
        }
    }

    private static func answer(
        to request: [UInt8], _ token: String?, _ peer: Peer, _ settings: ClientSettings
    ) async throws -> Hello {
        var reader = ExchangeReader()
        var hello: Hello?
        try await Wire.with(peer.url, token: token, settings) { wire in
            _ = try await wire.exchange(Payload(request)) { piece in
                for case .hello(let said) in try reader.feed(piece) { hello = said }
            }
            if hello == nil { throw wire.notAServer("something that is no exchange") }
        }
        return hello!
    }
}
