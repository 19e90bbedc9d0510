internal import CairnModel
package import CairnStore
internal import CairnSync
internal import NIOCore

/// One run of rounds with a peer: what `cairn sync` does.
///
/// Every round keeps what checks have confirmed, and the peer is remembered with what it holds, so
/// a run that breaks off goes on where it stopped.
package struct SyncRun {
    private let store: Store
    private var peer: Peer
    private let settings: ClientSettings
    private let wall: @Sendable () -> Int64
    /// Whether what the peer holds was noted in this run.
    private var knowsPeer = false
    /// What the run brought so far.
    package private(set) var figures = SyncFigures()

    /// - Parameter wall: milliseconds since 1970.
    package init(
        store: Store, peer: Peer, settings: ClientSettings? = nil,
        wall: @escaping @Sendable () -> Int64
    ) {
        (self.store, self.peer, self.wall) = (store, peer, wall)
        self.settings = settings ?? ClientSettings(ca: peer.ca)
    }

    /// Runs until both agree or a round brings nothing more.
    ///
    /// - Parameter progress: is told the figures after every round and every piece of an answer.
    /// - Throws: `HTTPFault`, `StoreError`; what came until then is kept.
    package mutating func run(
        progress: (SyncFigures) -> Void
    ) async throws -> SyncFigures {
        guard let token = store.peerToken(for: peer.name) else {
            throw HTTPFault(
                .unauthorized, "there is no token for \(peer.name) on this laptop",
                hint: "ask the coordinator for a new invitation, then run cairn join")
        }
        let started = wall()
        let name = peer.name
        try store.update(peer: name) { $0.tried = started }
        do {
            try await Wire.with(peer.url, token: token, settings) {
                try await exchange($0, progress)
            }
        } catch {
            let code = (error as? HTTPFault)?.code.rawValue ?? "failed"
            try? store.update(peer: name) { $0.failure = code }
            throw error
        }
        return figures
    }

    private mutating func exchange(
        _ wire: Wire, _ progress: (SyncFigures) -> Void
    ) async throws {
        var caller = try makeCaller(remembering: peer.have.flatMap { try? JSON(reading: $0) })
        while true {
            let step = try await round(&caller, wire, progress)
            progress(figures)
            if let wider = try widened(caller) {
                caller = wider
                continue
            }
            guard step != .again else { continue }
            figures.hasAgreed = step == .agreed
            return try remember(caller)
        }
    }

    /// A coordinator's first contact asks by a sum, which brings the peer's vector and no entries:
    /// by that it is decided which logs the peer is for.
    private func makeCaller(remembering have: JSON?) throws -> ExchangeCaller {
        let isFirst = peer.role == .coordinator && have == nil
        let remembered = have.flatMap { Vector($0) } ?? (isFirst ? Vector() : nil)
        return ExchangeCaller(
            store: store, access: PeerLogs(peer, among: try store.peers()).access,
            remembered: remembered)
    }

    /// A caller for more logs, where the peer shows some that it is for as well.
    private mutating func widened(_ caller: ExchangeCaller) throws -> ExchangeCaller? {
        guard let shown = caller.session.peerHave else { return nil }
        let (peers, held) = try store.read { (try $0.peers(), try $0.logs()) }
        let added = PeerLogs(peer, among: peers).added(by: shown, held: held)
        if added.isEmpty { return nil }
        for log in added { peer.logs[log] = true }
        let logs = peer.logs
        try store.update(peer: peer.name) { $0.logs = logs }
        // It sends a sum first, which differs: so what is asked for is what is lacked.
        return try makeCaller(remembering: shown.json)
    }

    // MARK: One round

    private mutating func round(
        _ caller: inout ExchangeCaller, _ wire: Wire, _ progress: (SyncFigures) -> Void
    ) async throws -> CallerSession.Step {
        let before = (sent: caller.sentEntries, intake: caller.intake)
        let request = Sink()
        try caller.request(wall: wall()) { request.bytes += $0 }
        figures.newIdentity = figures.newIdentity ?? caller.newIdentity
        do {
            try await pass(request.bytes, to: &caller, wire)
        } catch {
            // What checks confirmed of a broken answer is kept.
            _ = try? caller.finish(wall: wall())
            note(caller, since: before)
            if let have = caller.session.peerHave { try? remember(have) }
            throw error
        }
        let step = try await wire.readingExchange { try caller.finish(wall: wall()) }
        note(caller, since: before)
        return step
    }

    private final class Sink {
        var bytes: [UInt8] = []
    }

    private mutating func pass(
        _ request: [UInt8], to caller: inout ExchangeCaller, _ wire: Wire
    ) async throws {
        let payload = Payload(request)
        figures.bytesSent += payload.buffer.readableBytes
        var bytes = 0
        figures.bytesReceived += try await wire.exchange(payload) {
            try caller.feed($0)
            bytes += $0.count
            // A long answer may be interrupted, and what came in it is nothing that waits to be
            // sent.
            if bytes > Self.shortBytesMax, !knowsPeer, let have = caller.answeredHave {
                try remember(have)
            }
        }
    }

    /// An answer of no more unpacked bytes is applied at once.
    private static let shortBytesMax = 256 * 1024

    private mutating func remember(_ have: Vector) throws {
        let text = have.json.compactText
        try store.update(peer: peer.name) { $0.have = text }
        knowsPeer = true
    }

    private mutating func note(
        _ caller: ExchangeCaller, since before: (sent: Int, intake: Intake)
    ) {
        figures.rounds += 1
        figures.sent += caller.sentEntries - before.sent
        figures.applied += caller.intake.applied - before.intake.applied
        figures.known += caller.intake.known - before.intake.known
        figures.declinedEntries += caller.intake.refused - before.intake.refused
        figures.newConflicts += caller.intake.newConflicts - before.intake.newConflicts
        figures.isCut = caller.intake.isCut || caller.intake.missing > 0
        figures.clockLead = caller.clockLead ?? figures.clockLead
        figures.refused = caller.session.refusedByPeer.list
        figures.declined = caller.session.refusedHere.list
    }

    // MARK: Afterwards

    /// Notes what the peer holds and how the run ended.
    private mutating func remember(_ caller: ExchangeCaller) throws {
        let have = try caller.peerHolds()
        let peer = peer
        figures.kept = try store.read { try PeerState.kept(peer, have, $0) }
        let ended = wall()
        let (text, lead) = (have.json.compactText, figures.clockLead)
        let refused = JSON.array(figures.refused.map(\.json)).compactText
        let declined = JSON.array(figures.declined.map(\.json)).compactText
        try store.update(peer: peer.name) { peer in
            (peer.have, peer.succeeded, peer.failure) = (text, ended, nil)
            (peer.refused, peer.declined) = (refused, declined)
            if let lead { peer.lead = lead }
        }
    }
}
