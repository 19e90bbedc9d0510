internal import CairnModel

extension Store {
    /// Attempts to find the sidecar up to date while the store stands still.
    private static let attemptsMax = 3

    /// Hands one consistent state of the store to `body`, from which entries may leave: the sidecar
    /// is durable by then, so that nothing that was given out is ever written again otherwise. A
    /// new identity that is due is taken first.
    ///
    /// - Parameter body: is also told why a new node id was taken; nil where none was.
    package func sending<T>(_ body: (Snapshot, IdentityChange?) throws -> T) throws -> T {
        var change: IdentityChange?
        for _ in 0..<Self.attemptsMax {
            let sent: T? = try read { snapshot in
                try isReadyToSend(snapshot.engine) ? body(snapshot, change) : nil
            }
            if let sent { return sent }
            change = try prepareToSend() ?? change
        }
        // Somebody else writes all the time; what they write is noted by them.
        return try read { try body($0, change) }
    }

    /// Makes the sidecar durable, as it has to be before an entry leaves. A new identity that is
    /// due is taken first.
    ///
    /// - Returns: why a new node id was taken; nil where none was.
    @discardableResult
    package func prepareToSend() throws -> IdentityChange? {
        let isDue = try read { try identityFault($0.engine) != nil }
        let change = isDue ? try write { _ in try renewIdentity(engine) } : nil
        try noteGivenOut(isDurable: surroundings.isDurable)
        return change
    }

    /// Whether the sidecar says all that the store has given out, as durably as it has to.
    private func isReadyToSend(_ engine: Engine) throws -> Bool {
        let known = surroundings.isDurable ? sidecar.flushed() : sidecar.current()
        guard let known else { return false }
        let seqs = try engine.ownSeqs()
        return try known.seqs == seqs
            && identityFault(engine, seqs, engine.clock(), known) == nil
    }

    /// Takes a new node id where one is due, inside a transaction.
    func renewIdentity(_ engine: Engine) throws -> IdentityChange? {
        guard let reason = try identityFault(engine) else { return nil }
        let wall = surroundings.wall()
        let node = NodeID(random: surroundings.random(10))
        try engine.setMeta("node", node.description)
        try engine.setMeta("renew", nil)
        let clock = try engine.clock()
        if clock.isAhead(of: wall) {
            try engine.setClock(Clock(last: Timestamp(milliseconds: max(0, wall))))
        }
        return reason
    }

    /// Why the node id may not be used for another write; nil where it may.
    func identityFault(_ engine: Engine) throws -> IdentityChange? {
        try identityFault(engine, engine.ownSeqs(), engine.clock(), sidecar.current())
    }

    /// - Parameters:
    ///   - seqs: the last ones of this node in each log.
    ///   - clock: the store's.
    ///   - known: the sidecar as it is now.
    func identityFault(
        _ engine: Engine, _ seqs: [RecordID: Int64], _ clock: Clock, _ known: Sidecar?
    ) throws -> IdentityChange? {
        let noted = try engine.meta("renew").flatMap { IdentityChange(rawValue: $0) }
        if let noted { return noted }
        let node = try engine.node()
        #if FAULTS
            if Fault.sidecarIsIgnored.isOn { return nil }
        #endif
        guard let known, known.machine == surroundings.machine, known.file == sidecar.mark()
        else { return .elsewhere }
        if known.node != node { return .behind }
        for (log, seq) in known.seqs {
            #if FAULTS
                if Fault.seqIsReused.isOn { break }
            #endif
            if seqs[log] ?? 0 < seq { return .behind }
        }
        #if FAULTS
            if Fault.clockStaysAhead.isOn { return nil }
        #endif
        return clock.isAhead(of: surroundings.wall()) ? .clockAhead : nil
    }

    /// Writes down what this node has given out: what the store says once the lock is held, so
    /// that of two processes the later one does not write down less.
    func noteGivenOut(isDurable: Bool) throws {
        try FolderLock.holding(path) {
            let (seqs, node) = try read { _ in (try engine.ownSeqs(), try engine.node()) }
            try note(seqs, by: node, isDurable: isDurable)
        }
    }

    /// Writes down what a transaction of this process gave out. Where another process has written
    /// more under the same node id meanwhile, that stays.
    func noteWritten(_ seqs: [RecordID: Int64], by node: NodeID) throws {
        let isNoted = try FolderLock.holding(path) {
            guard let known = sidecar.current(), known.node == node,
                known.machine == surroundings.machine, known.file == sidecar.mark()
            else { return false }
            try note(known.seqs.merging(seqs, uniquingKeysWith: max), by: node, isDurable: false)
            return true
        }
        if !isNoted { try noteGivenOut(isDurable: false) }
    }

    private func note(_ seqs: [RecordID: Int64], by node: NodeID, isDurable: Bool) throws {
        let old = sidecar.current()
        #if FAULTS
            if Fault.sidecarIsStale.isOn, old?.node == node { return }
        #endif
        var next = Sidecar(
            machine: surroundings.machine, file: sidecar.mark(), node: node,
            me: old?.machine == surroundings.machine ? old?.me : nil)
        next.seqs = seqs
        // What is in the file already need not be written again, only waited for: that also goes
        // on a full disk.
        guard next == old else { return try sidecar.replace(with: next, isDurable: isDurable) }
        if isDurable, next != sidecar.flushed() { try sidecar.flush() }
    }
}

extension Engine {
    /// The last seq of this node in each log, as `finish` left it.
    func ownSeqs() throws -> [RecordID: Int64] {
        if let known = names.ownSeqs { return known }
        let select = hot(
            """
            SELECT log.id, entry.seq FROM stream JOIN log ON log.n = stream.log
            JOIN tip ON tip.stream = stream.n JOIN entry ON entry.n = tip.entry
            WHERE stream.node = ?1
            """
        ).bind(1, try node().description)
        var seqs: [RecordID: Int64] = [:]
        while try select.next() {
            seqs[RecordID(stored: select.buffer(0)), default: 0].raise(to: select.int(1))
        }
        names.ownSeqs = seqs
        return seqs
    }
}

extension Int64 {
    fileprivate mutating func raise(to other: Int64) { self = Swift.max(self, other) }
}
