import CairnModel
import CairnStore
import CairnSync
import Foundation
import TestSupport

/// How lines get from one store to another: the project's own bundles and runs, over files and
/// over a network in memory.
enum Carrier {
    /// The bytes of a bundle that a store writes.
    static func bundle(
        _ site: Site, includesPeople: Bool, base: Vector?, in folder: TemporaryFolder
    ) throws -> [UInt8] {
        let path = folder.file("written")
        var choice = BundleLogs()
        choice.takesAll = true
        choice.includesPeople = includesPeople
        _ = try BundleWriter.write(
            site.opened(), choice, since: base, wall: site.machine.wall,
            to: BundleTarget(path), progress: { _ in })
        return try Array(Data(contentsOf: URL(filePath: path)))
    }

    /// - Returns: false where the file is refused as a whole.
    static func read(
        _ bytes: [UInt8], into site: Site, in folder: TemporaryFolder
    ) throws -> Bool {
        let path = folder.file("read")
        try Data(bytes).write(to: URL(filePath: path))
        do {
            _ = try BundleReader.read(
                BundleSource(path), into: site.opened(), takes: { _ in true },
                progress: { _, _ in })
            return true
        } catch is SyncFault {
            return false
        }
    }
}

/// A run between two stores over a network that a test owns.
struct Run {
    let caller: Site
    let server: Site
    var network: Network
    /// What the caller remembers of an earlier run with that server.
    var remembered: Vector?
    /// Which logs the caller exchanges, and which ones the server lets it.
    var access: (caller: Access, server: Access) = (.all, .all)
    /// Small, so that a run takes many rounds.
    var limits = ExchangeWriter.Limits(entriesMax: 7, bytesMax: 1 << 20)
    private(set) var rounds = 0

    init(_ caller: Site, _ server: Site, _ network: Network, remembered: Vector?) {
        (self.caller, self.server, self.network) = (caller, server, network)
        self.remembered = remembered
    }

    private static let roundsMax = 200

    /// - Returns: how the run ended; nil where it was given up.
    mutating func run() throws -> CallerSession.Step? {
        var session = ExchangeCaller(
            store: try caller.opened(), access: access.caller, remembered: remembered,
            limits: limits)
        while rounds < Self.roundsMax {
            rounds += 1
            var request: [UInt8] = []
            try session.request(wall: caller.machine.wall) { request += $0 }
            var answer: [UInt8] = []
            for arrived in network.carry(request) {
                answer = try serve(arrived) ?? []
            }
            for arrived in network.carry(answer).prefix(1) {
                do { try session.feed(arrived) } catch is SyncFault {}
            }
            let step: CallerSession.Step
            do {
                step = try session.finish(wall: caller.machine.wall)
            } catch is SyncFault {
                continue
            }
            remembered = session.session.peerHave
            if step != .again { return step }
            if network.isLost { return nil }
        }
        return nil
    }

    private func serve(_ request: [UInt8]) throws -> [UInt8]? {
        var exchange = ExchangeServer(
            store: try server.opened(), access: access.server, limits: limits)
        var answer: [UInt8] = []
        do {
            try exchange.feed(request)
            try exchange.answer(wall: server.machine.wall) { answer += $0 }
            return answer
        } catch is SyncFault {
            return nil
        }
    }
}
