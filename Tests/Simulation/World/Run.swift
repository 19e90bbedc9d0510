internal import CairnModel
internal import CairnStore
internal import CairnSync
internal import TestSupport

/// A run between two stores over a network that a test owns, round by round.
struct Run {
    let caller: Site
    let server: Site
    private(set) var network: Network
    /// What the caller remembers of that server.
    private(set) var remembered: Vector?
    /// What was sent, for a copy that arrives late.
    private(set) var requests: [[UInt8]] = []
    private var session: ExchangeCaller
    private let served: Access
    private var rounds = 0

    private static let roundsMax = 200
    /// Small, so that a run takes many rounds.
    private static let limits = ExchangeWriter.Limits(entriesMax: 7, bytesMax: 1 << 20)

    /// - Parameters:
    ///   - remembered: what the caller remembers of an earlier run with that server.
    ///   - access: which logs the caller exchanges, and which ones the server lets it.
    init(
        _ caller: Site, _ server: Site, _ network: Network, remembered: Vector? = nil,
        access: (caller: Access, server: Access) = (.all, .all)
    ) throws {
        (self.caller, self.server, self.network) = (caller, server, network)
        (self.remembered, served) = (remembered, access.server)
        session = ExchangeCaller(
            store: try caller.opened(), access: access.caller, remembered: remembered,
            limits: Self.limits)
    }

    /// - Returns: how the run ended; nil where it was given up.
    mutating func run() throws -> CallerSession.Step? {
        while let step = try round() { if step != .again { return step } }
        return nil
    }

    /// - Returns: nil where the run is given up.
    mutating func round() throws -> CallerSession.Step? {
        rounds += 1
        if rounds > Self.roundsMax { return nil }
        var request: [UInt8] = []
        try session.request(wall: caller.machine.wall) { request += $0 }
        requests.append(request)
        var answer: [UInt8] = []
        for arrived in network.carry(request, "the request of \(caller.name)") {
            answer = try Self.serve(arrived, at: server, served) ?? []
        }
        for arrived in network.carry(answer, "the answer of \(server.name)").prefix(1) {
            do { try session.feed(arrived) } catch is SyncFault {}
        }
        do {
            let step = try session.finish(wall: caller.machine.wall)
            remembered = session.session.peerHave
            if step == .again, network.isLost { return nil }
            return step
        } catch is SyncFault {
            return network.isLost ? nil : .again
        }
    }

    /// What a server makes of a request as it arrived; nil where it is none.
    static func serve(_ request: [UInt8], at server: Site, _ access: Access) throws -> [UInt8]? {
        var exchange = ExchangeServer(
            store: try server.opened(), access: access, limits: limits)
        var answer: [UInt8] = []
        do {
            try exchange.feed(request)
            try exchange.answer(wall: server.machine.wall) { answer += $0 }
            return answer
        } catch is SyncFault {
            // As the server over HTTP does with a request that breaks off.
            try exchange.keep()
            return nil
        }
    }
}
