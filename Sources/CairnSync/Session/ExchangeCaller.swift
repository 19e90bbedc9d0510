package import CairnModel
package import CairnStore

/// The calling side of a run, performed on a store: it writes requests and takes answers as bytes,
/// whatever carries them.
///
/// For each round: `request`, then `feed` with the answer's bytes, then `finish`. A lost answer is
/// a `finish` without bytes.
package struct ExchangeCaller {
    private let store: Store
    private let limits: ExchangeWriter.Limits
    package private(set) var session: CallerSession
    private var reader = ExchangeReader()
    private var inbox: Inbox
    private var sent: Vector?
    private var sentSum: String?
    /// From whom and when the request of this round was.
    private var origin: (node: NodeID, time: Int64)?
    /// Whether the last answer said that the peer holds just what this store does.
    package private(set) var agreesBySum = false
    /// Whether the last round ended with an agreement.
    private var hasAgreed = false
    private var takesBytes = false
    /// Everything that the rounds so far brought.
    package private(set) var intake = Intake()
    /// Entries that were sent so far and that the peer says it holds.
    package private(set) var sentEntries = 0
    /// What the request of this round brought the peer.
    private var handed = Handed()
    /// Why the store took a new node id before something was sent.
    package private(set) var newIdentity: IdentityChange?
    /// How far the peer's clock is ahead, milliseconds; nil where no hello came.
    package private(set) var clockLead: Int64?

    package init(
        store: Store, access: Access, remembered: Vector? = nil,
        limits: ExchangeWriter.Limits = .http
    ) {
        (self.store, self.limits) = (store, limits)
        session = CallerSession(access: access, remembered: remembered)
        inbox = Inbox(store: store, leavesOut: false) { access.takes($0) }
    }

    /// Writes the request of the next round.
    ///
    /// - Parameter wall: milliseconds since 1970.
    package mutating func request(
        wall: Int64, to sink: @escaping ([UInt8]) throws -> Void
    ) throws {
        let access = session.access
        reader = ExchangeReader()
        takesBytes = false
        inbox = Inbox(store: store, leavesOut: false) { access.takes($0) }
        try store.sending { snapshot, change in
            if let change { newIdentity = change }
            let outgoing = try Outgoing(snapshot, logs: access.logs)
            let tips = try outgoing.tips()
            var hello = Hello(
                node: try snapshot.node(), time: wall,
                holdings: .have(try outgoing.have(tips, ladders: session.ladders)),
                refused: session.refusedHere.list)
            (sent, sentSum) = (hello.have, nil)
            origin = (hello.node, hello.time)
            if session.sendsSum, let remembered = session.peerHave {
                let sum = Self.sum(outgoing, tips, remembered, access.outgoing)
                hello.holdings = .sum(sum)
                (sent, sentSum) = (nil, sum)
            }
            var writer = try ExchangeWriter(hello, limits: limits, sink: sink)
            handed = Handed()
            if let peerHave = session.peerHave {
                handed = try outgoing.send(
                    lackedBy: peerHave, refused: session.refusedByPeer, only: access.outgoing,
                    to: &writer)
            }
            try writer.finish()
        }
    }

    /// Over the logs of what the peer is remembered to hold and of the entries that are sent.
    private static func sum(
        _ outgoing: Outgoing, _ tips: Vector, _ remembered: Vector, _ sent: Set<RecordID>?
    ) -> String {
        var logs = remembered.logs
        for log in outgoing.logs where sent?.contains(log) ?? true { logs.insert(log) }
        return VectorSum.hex(tips.restricted(to: logs))
    }

    /// Takes bytes of the answer.
    package mutating func feed(_ bytes: [UInt8]) throws {
        takesBytes = true
        try limits.admit(bytes.count, to: reader)
        try inbox.take(reader.feed(bytes))
    }

    /// Ends the round and says what comes next.
    ///
    /// - Parameter wall: milliseconds since 1970.
    /// - Throws: `SyncFault` where the answer is no exchange; what the store throws.
    package mutating func finish(wall: Int64) throws -> CallerSession.Step {
        if takesBytes { try inbox.take(reader.finish()) }
        try inbox.flush()
        if isEcho { throw Self.echo }
        if let hello = inbox.hello { clockLead = hello.clockLead(wall: wall) }
        let agrees = try compare(inbox.hello?.have)
        add(inbox.intake)
        let round = CallerSession.Round(
            sent: sent, sentSum: sentSum, answer: inbox.hello, intake: inbox.intake,
            agrees: agrees)
        agreesBySum = round.agreesBySum
        if agreesBySum {
            sentEntries += handed.count
        } else if let have = inbox.hello?.have {
            sentEntries += handed.count(heldBy: have)
        }
        let step = session.conclude(round)
        hasAgreed = step == .agreed
        return step
    }

    /// What the peer holds, for the next run to begin with: what it said, and after an agreement
    /// what this store holds of the logs that it is sent, also where a sum said so and no vector
    /// came.
    package func peerHolds() throws -> Vector {
        var have = session.peerHave ?? Vector()
        if !hasAgreed { return have }
        // Of a log that it only shows, the peer may lack what was written here.
        var logs = session.access.outgoing
        if agreesBySum { logs?.formUnion(have.logs) }
        let own = try store.read { try $0.vector(of: logs) }
        have.streams.merge(own.streams) { $1 }
        return have
    }

    /// Whether the answer is the request: no peer sends back what it was just sent.
    private var isEcho: Bool {
        guard let origin, let hello = inbox.hello, handed.count > 0 else { return false }
        return hello.node == origin.node && hello.time / 1000 == origin.time / 1000
            && inbox.intake.known == handed.count && inbox.intake.applied == 0
    }

    private static let echo = SyncFault(
        .notAnExchange, "it sends back what it is sent", hint: "check the address of the server")

    /// What the peer says in this round that it holds, once that is confirmed.
    package var answeredHave: Vector? { inbox.hello?.have }

    /// Whether the peer's vector and the store's agree now; notes the streams that need a ladder.
    private mutating func compare(_ peerHave: Vector?) throws -> Bool {
        guard let peerHave else { return false }
        let access = session.access
        let peer = peerHave.restricted(to: access.incoming)
        return try store.read { snapshot in
            let outgoing = try Outgoing(snapshot, logs: access.logs)
            let tips = try outgoing.tips()
            let lacked = try snapshot.lacked(of: peer)
            session.ladders.formUnion(outgoing.streamsToLadder(tips, lacked: lacked))
            guard lacked.isEmpty else { return false }
            for (stream, pairs) in tips.restricted(to: access.outgoing).streams {
                let named = Set(peerHave.streams[stream] ?? [])
                if !named.isSuperset(of: pairs) { return false }
            }
            return true
        }
    }

    private mutating func add(_ round: Intake) {
        intake.applied += round.applied
        intake.known += round.known
        intake.refusedByCode.merge(round.refusedByCode, uniquingKeysWith: +)
        intake.newConflicts += round.newConflicts
        intake.changedLogs.formUnion(round.changedLogs)
        intake.damagedSections += round.damagedSections
        intake.isCut = round.isCut
        intake.missing = round.missing
        intake.hasMore = round.hasMore
        intake.refusals = session.refusedHere
    }
}
