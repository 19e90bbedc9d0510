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
                try await stay {
                    tell(.success($0))
                    pause = Self.pauseMinSeconds
                }
                try await Task.sleep(for: .seconds(Self.pauseMinSeconds))
            } catch let fault as HTTPFault where fault.isPassing {
                tell(.failure(fault))
                let share = 0.5 + chance() / 2
                try await Task.sleep(for: .milliseconds(Int(Double(pause * 1000) * share)))
                pause = min(pause * 2, Self.pauseMaxSeconds)
            }
        }
    }

    /// Runs once a watch is open, and again after every change here or there, until the watch
    /// ends. It is opened before the first run, so that no change falls between the two; changes
    /// that come during a run make one more.
    private func stay(_ tell: (SyncFigures) -> Void) async throws {
        guard let peer = try store.peers().first(where: { $0.name == name }) else {
            throw HTTPFault(.usage, "there is no peer \(name) any more", hint: "cairn peer list")
        }
        let (signs, sign) = AsyncThrowingStream<Void, any Error>.makeStream(
            bufferingPolicy: .bufferingNewest(1))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                do {
                    try await watch(peer) { sign.yield() }
                    sign.finish()
                } catch {
                    sign.finish(throwing: error)
                }
            }
            group.addTask { try await lookHere { sign.yield() } }
            defer { group.cancelAll() }
            for try await _ in signs {
                guard let peer = try store.peers().first(where: { $0.name == name }) else { return }
                var run = SyncRun(store: store, peer: peer, wall: wall)
                tell(try await run.run { _ in })
                try await Task.sleep(for: .seconds(Self.pauseMinSeconds))
            }
        }
    }

    /// Says so whenever this store has taken something in.
    private func lookHere(_ say: () -> Void) async throws {
        var seen = try store.read { try $0.lastChange() }
        while true {
            try await Task.sleep(for: .seconds(Self.pauseMinSeconds))
            let now = try store.read { try $0.lastChange() }
            if now != seen { say() }
            seen = now
        }
    }

    /// Says so when the watch is open, and at every change that the peer tells, until it ends.
    private func watch(_ peer: Peer, _ say: () -> Void) async throws {
        var settings = ClientSettings(ca: peer.ca)
        settings.roundSeconds = Self.watchSeconds
        let token = store.peerToken(for: peer.name)
        try await Wire.with(peer.url, token: token, settings) { wire in
            try await wire.send(.GET, "/v1/watch", accept: "text/event-stream") { response in
                say()
                var pieces = response.body.makeAsyncIterator()
                while let piece = try await wire.reaching({ try await pieces.next() }) {
                    if String(buffer: piece).contains("event: change") { say() }
                }
            }
        }
    }
}
