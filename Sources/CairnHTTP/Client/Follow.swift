internal import AsyncHTTPClient
internal import CairnModel
package import CairnStore
internal import CairnSync
internal import NIOCore
internal import NIOHTTP1

/// Stays with a peer: exchanges whenever something changes here or there, and waits longer and
/// longer where it cannot be reached.
package struct Follow: Sendable {
    private static let pauseMinSeconds = 1
    private static let pauseMaxSeconds = 60
    /// Longer than the server lets a watch last.
    private static let watchSeconds = 1_000

    private let store: Store
    private let name: String
    private let wall: @Sendable () -> Int64
    /// A number below 1, to spread the returns of many laptops after an outage.
    private let chance: @Sendable () -> Double

    package init(
        store: Store, peer name: String, wall: @escaping @Sendable () -> Int64,
        chance: @escaping @Sendable () -> Double
    ) {
        (self.store, self.name, self.wall, self.chance) = (store, name, wall, chance)
    }

    /// Runs until its task is cancelled or the peer refuses for good.
    ///
    /// - Parameter tell: is told what each run brought, or why it failed for now.
    package func run(tell: (Result<SyncFigures, HTTPFault>) -> Void) async throws {
        var pause = Self.pauseMinSeconds
        while !Task.isCancelled {
            do {
                guard let peer = try store.peers().first(where: { $0.name == name }) else { return }
                let before = try store.read { try $0.lastChange() }
                var run = SyncRun(store: store, peer: peer, wall: wall)
                let figures = try await run.run { _ in }
                tell(.success(figures))
                pause = Self.pauseMinSeconds
                try await waitForChange(peer, since: before + Int64(figures.applied))
            } catch let fault as HTTPFault where fault.isPassing {
                tell(.failure(fault))
                let share = 0.5 + chance() / 2
                try await Task.sleep(for: .milliseconds(Int(Double(pause * 1000) * share)))
                pause = min(pause * 2, Self.pauseMaxSeconds)
            }
        }
    }

    /// Returns when something changed here, or there, or when the watch ended; never sooner than
    /// after the shortest pause.
    private func waitForChange(_ peer: Peer, since change: Int64) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await watch(peer) }
            group.addTask {
                while try store.read({ try $0.lastChange() }) <= change {
                    try await Task.sleep(for: .seconds(Self.pauseMinSeconds))
                }
            }
            defer { group.cancelAll() }
            try await group.next()
        }
        try await Task.sleep(for: .seconds(Self.pauseMinSeconds))
    }

    /// Returns at the first change that the peer tells, or when it ends the watch.
    private func watch(_ peer: Peer) async throws {
        var settings = ClientSettings(ca: peer.ca)
        settings.roundSeconds = Self.watchSeconds
        let client = try settings.client()
        let wire = Wire(
            client: client, url: peer.url, token: store.peerToken(for: peer.name),
            settings: settings)
        do {
            try await wire.send(.GET, "/v1/watch", accept: "text/event-stream") { response in
                var pieces = response.body.makeAsyncIterator()
                while let piece = try await wire.reaching({ try await pieces.next() }) {
                    if String(buffer: piece).contains("event: change") { return }
                }
            }
            try? await client.shutdown()
        } catch {
            try? await client.shutdown()
            throw error
        }
    }
}
