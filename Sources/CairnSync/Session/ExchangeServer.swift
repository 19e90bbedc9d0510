package import CairnModel
package import CairnStore

/// The answering side of one round, performed on a store: takes a request's bytes, then writes the
/// answer. An answer needs nothing of the rounds before it; the next one may be written ahead.
package struct ExchangeServer {
    /// What an answer that was written depends on, and what it leaves to be asked for.
    package struct Answer: Sendable {
        /// What the caller holds; nil where it sent a sum or nothing that could be read.
        package let asked: Vector?
        /// What this store held.
        package let tips: Vector
        package let node: NodeID
        /// Entry lines in it.
        package let entries: Int
        /// What the caller holds with the entries of this answer, where it has to ask for more.
        package let next: Vector?
        /// Why the store took a new node id before it was written.
        package let newIdentity: IdentityChange?
    }

    private let store: Store
    private let access: Access
    private let limits: ExchangeWriter.Limits
    private var reader = ExchangeReader()
    private var inbox: Inbox
    private var hasEnded = false
    /// What a request that is expected would say that its sender holds.
    private var ahead: Vector?
    /// Why the store took a new node id before something was sent.
    package private(set) var newIdentity: IdentityChange?

    package init(store: Store, access: Access, limits: ExchangeWriter.Limits = .http) {
        (self.store, self.access, self.limits) = (store, access, limits)
        inbox = Inbox(store: store, leavesOut: false) { access.takes($0) }
    }

    /// Writes the answer to a request with a vector, no entries and nothing refused, before
    /// somebody sends it.
    ///
    /// - Parameters:
    ///   - asked: the vector.
    ///   - wall: milliseconds since 1970.
    package static func answer(
        ahead asked: Vector, store: Store, access: Access, wall: Int64,
        to sink: @escaping ([UInt8]) throws -> Void
    ) throws -> Answer {
        var server = ExchangeServer(store: store, access: access)
        server.ahead = asked
        return try server.write(wall: wall, to: sink)
    }

    /// Whether an answer that was written ahead is the one to this request, which was taken whole.
    package mutating func fits(_ answer: Answer) throws -> Bool {
        try end()
        let intake = inbox.intake
        guard let hello = inbox.hello, let have = hello.have, let asked = answer.asked,
            hello.refused.isEmpty, intake.applied + intake.known == 0, !intake.isIncomplete
        else { return false }
        return try store.read { snapshot in
            let outgoing = try Outgoing(snapshot, logs: access.outgoing)
            let visible = have.restricted(to: outgoing.logs)
            return try outgoing.tips() == answer.tips && snapshot.node() == answer.node
                && answer.tips.streams.values.allSatisfy { $0.count == 1 }
                // Of a stream that is not forked its last line says all, if every line is here.
                && visible.lastPairs == asked.restricted(to: outgoing.logs).lastPairs
                && snapshot.lacked(of: visible).isEmpty
        }
    }

    private mutating func end(keepsLock: Bool = false) throws {
        if hasEnded { return }
        try limits.admit(0, to: reader)
        try inbox.take(reader.finish())
        try inbox.flush(keepsLock: keepsLock)
        hasEnded = true
    }

    /// What the request brought.
    package var intake: Intake { inbox.intake }
    /// The caller's hello; nil where it was damaged.
    package var hello: Hello? { inbox.hello }

    /// Takes bytes of the request; what a check confirms is applied.
    ///
    /// - Throws: `SyncFault` where the request as a whole is none, or passes a limit.
    package mutating func feed(_ bytes: [UInt8]) throws {
        try limits.admit(bytes.count, to: reader)
        try inbox.take(reader.feed(bytes))
    }

    /// Commits what checks have confirmed of a request that broke off and gets no answer.
    package mutating func keep() throws { try inbox.flush() }

    /// Writes the answer to the request.
    ///
    /// - Parameter wall: milliseconds since 1970.
    @discardableResult
    package mutating func answer(
        wall: Int64, to sink: @escaping ([UInt8]) throws -> Void
    ) throws -> Answer {
        try end(keepsLock: true)
        return try write(wall: wall, to: sink)
    }

    private mutating func write(
        wall: Int64, to sink: @escaping ([UInt8]) throws -> Void
    ) throws -> Answer {
        let holdings = ahead.map { .have($0) } ?? inbox.hello?.holdings
        return try store.sending { snapshot, change in
            newIdentity = change
            let outgoing = try Outgoing(snapshot, logs: access.outgoing)
            let tips = try outgoing.tips()
            var hello = Hello(
                node: try snapshot.node(), time: wall, holdings: .have(tips),
                refused: inbox.intake.refusals.list)
            var lacking: Vector?
            switch holdings {
            case .have(let vector):
                let visible = vector.restricted(to: outgoing.logs)
                let ladders = outgoing.streamsToLadder(
                    tips, lacked: try snapshot.lacked(of: visible))
                hello.holdings = .have(try outgoing.have(tips, ladders: ladders))
                lacking = visible
            case .sum(let sum) where Self.agrees(sum, tips): hello.holdings = .sum(sum)
            case .sum, nil: break
            }
            var writer = try ExchangeWriter(hello, limits: limits, sink: sink)
            var next: Vector?
            if let lacking {
                let handed = try outgoing.send(
                    lackedBy: lacking, refused: RefusalBook(inbox.hello?.refused ?? []),
                    only: nil, to: &writer)
                if writer.isFull, case .have(let asked) = holdings {
                    next = handed.added(to: asked)
                }
            }
            try writer.finish()
            var asked: Vector?
            if case .have(let vector) = holdings { asked = vector }
            return Answer(
                asked: asked, tips: tips, node: hello.node, entries: writer.entries, next: next,
                newIdentity: change)
        }
    }

    private static func agrees(_ sum: String, _ tips: Vector) -> Bool {
        #if FAULTS
            if Fault.sumsAlwaysAgree.isOn { return true }
        #endif
        return sum == VectorSum.hex(tips)
    }
}

extension Vector {
    /// The line of each stream with the highest place.
    fileprivate var lastPairs: [Stream: Pair?] { streams.mapValues { $0.max() } }
}
