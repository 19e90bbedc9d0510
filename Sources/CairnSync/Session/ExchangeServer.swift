internal import CairnModel
package import CairnStore

/// The answering side of one round, performed on a store: takes a request's bytes, then writes the
/// answer. It keeps nothing from one round to the next.
package struct ExchangeServer {
    private let store: Store
    private let access: Access
    private let limits: ExchangeWriter.Limits
    private var reader = ExchangeReader()
    private var inbox: Inbox
    package private(set) var sentEntries = 0
    /// Why the store took a new node id before something was sent.
    package private(set) var newIdentity: IdentityChange?

    package init(store: Store, access: Access, limits: ExchangeWriter.Limits = .http) {
        (self.store, self.access, self.limits) = (store, access, limits)
        inbox = Inbox(store: store, leavesOut: false) { access.takes($0) }
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
    package mutating func answer(
        wall: Int64, to sink: @escaping ([UInt8]) throws -> Void
    ) throws {
        try limits.admit(0, to: reader)
        try inbox.take(reader.finish())
        try inbox.flush()
        try store.sending { snapshot, change in
            newIdentity = change
            let outgoing = try Outgoing(snapshot, logs: access.outgoing)
            let tips = try outgoing.tips()
            var hello = Hello(
                node: try snapshot.node(), time: wall, holdings: .have(tips),
                refused: inbox.intake.refusals.list)
            var lacking: Vector?
            switch inbox.hello?.holdings {
            case .have(let vector):
                let visible = vector.restricted(to: outgoing.logs)
                let ladders = outgoing.streamsToLadder(
                    tips, lacked: try snapshot.lacked(of: visible))
                hello.holdings = .have(try outgoing.have(tips, ladders: ladders))
                lacking = visible
            case .sum(let sum) where agrees(sum, tips): hello.holdings = .sum(sum)
            case .sum, nil: break
            }
            var writer = try ExchangeWriter(hello, limits: limits, sink: sink)
            if let lacking {
                try outgoing.send(
                    lackedBy: lacking, refused: RefusalBook(inbox.hello?.refused ?? []),
                    only: nil, to: &writer)
            }
            try writer.finish()
            sentEntries = writer.entries
        }
    }

    private func agrees(_ sum: String, _ tips: Vector) -> Bool {
        #if FAULTS
            if Fault.sumsAlwaysAgree.isOn { return true }
        #endif
        return sum == VectorSum.hex(tips)
    }
}
