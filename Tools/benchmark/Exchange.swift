import CairnModel
import CairnStore
import CairnSync

/// Rounds of an exchange between two stores of this process, bytes handed over in memory.
struct Exchange {
    private(set) var sentBytes = 0
    private(set) var answeredBytes = 0
    private(set) var rounds = 0
    /// Of the caller: reading and writing its part.
    private(set) var calling = Seconds(cpu: 0, wall: 0)
    private(set) var serving = Seconds(cpu: 0, wall: 0)
    /// What the server holds, for the next exchange to begin with.
    let remembered: Vector

    /// Goes round until both agree.
    ///
    /// - Parameters:
    ///   - isLimited: whether to an exchange's limits over HTTP.
    ///   - look: is shown each answer.
    init(
        caller: Store, server: Store, remembered: Vector? = nil, isLimited: Bool = false,
        look: ([[UInt8]]) throws -> Void = { _ in }
    ) throws {
        let limits: ExchangeWriter.Limits = isLimited ? .http : .none
        var call = ExchangeCaller(
            store: caller, access: .all, remembered: remembered, limits: limits)
        let wall = caller.surroundingsWall
        while true {
            var request: [[UInt8]] = []
            calling = try calling + .of { try call.request(wall: wall) { request.append($0) } }
            var serve = ExchangeServer(store: server, access: .all, limits: limits)
            var answer: [[UInt8]] = []
            serving =
                try serving
                + .of {
                    for bytes in request { try serve.feed(bytes) }
                    try serve.answer(wall: wall) { answer.append($0) }
                }
            var step = CallerSession.Step.again
            calling =
                try calling
                + .of {
                    for bytes in answer { try call.feed(bytes) }
                    step = try call.finish(wall: wall)
                }
            rounds += 1
            try look(answer)
            sentBytes += request.reduce(0) { $0 + $1.count }
            answeredBytes += answer.reduce(0) { $0 + $1.count }
            if step == .agreed { break }
            if step == .stuck { throw BenchError("the two stores cannot be made level") }
        }
        self.remembered = try call.peerHolds()
    }
}

extension Store {
    /// Both clocks are this machine's.
    fileprivate var surroundingsWall: Int64 { Surroundings.bench(isDurable: true).wall() }
}
