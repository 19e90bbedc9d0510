internal import CairnModel
internal import Synchronization

extension Store {
    /// Makes the sidecar durable, so that nothing that was given out is ever written again
    /// otherwise: to be called before the first entry of an exchange or a bundle leaves. A new
    /// identity that is due is taken first.
    ///
    /// - Returns: why a new node id was taken; nil where none was.
    @discardableResult
    package func prepareToSend() throws -> IdentityChange? {
        let isDue = try read { try identityFault($0.engine) != nil }
        let change = isDue ? try write { _ in try renewIdentity(engine) } : nil
        try noteGivenOut(isDurable: surroundings.isDurable)
        return change
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
        let noted = try engine.meta("renew").flatMap { IdentityChange(rawValue: $0) }
        if let noted { return noted }
        let node = try engine.node()
        #if FAULTS
            if Fault.sidecarIsIgnored.isOn { return nil }
        #endif
        guard let sidecar = Sidecar(of: path), sidecar.machine == surroundings.machine,
            sidecar.file == Sidecar.fileMark(of: path)
        else { return .elsewhere }
        if sidecar.node != node { return .behind }
        for (log, seq) in sidecar.seqs {
            #if FAULTS
                if Fault.seqIsReused.isOn { break }
            #endif
            if try engine.stream(log, node)?.seqMax ?? 0 < seq { return .behind }
        }
        #if FAULTS
            if Fault.clockStaysAhead.isOn { return nil }
        #endif
        return try engine.clock().isAhead(of: surroundings.wall()) ? .clockAhead : nil
    }

    /// Writes down what this node has given out: what the store says once the lock is held, so
    /// that of two processes the later one does not write down less.
    func noteGivenOut(isDurable: Bool) throws {
        try FolderLock.holding(path) {
            let (seqs, node) = try read { _ in (try engine.ownSeqs(), try engine.node()) }
            try note(seqs, by: node, isDurable: isDurable)
        }
    }

    private func note(_ seqs: [RecordID: Int64], by node: NodeID, isDurable: Bool) throws {
        let old = Sidecar(of: path)
        #if FAULTS
            if Fault.sidecarIsStale.isOn, old?.node == node { return }
        #endif
        var sidecar = Sidecar(
            machine: surroundings.machine, file: Sidecar.fileMark(of: path), node: node,
            me: old?.machine == surroundings.machine ? old?.me : nil)
        sidecar.seqs = seqs
        // What is in the file already need not be written again, only waited for: that also goes
        // on a full disk.
        if sidecar == old {
            if !isDurable || durableSidecar.withLock({ $0 == old }) { return }
            try DurableFile.flush(Sidecar.path(of: path))
        } else {
            try sidecar.write(beside: path, isDurable: isDurable)
        }
        durableSidecar.withLock { $0 = isDurable ? sidecar : nil }
    }
}

extension Engine {
    /// The last seq of this node in each log, outside of a transaction that writes.
    func ownSeqs() throws -> [RecordID: Int64] {
        let select = prepared(
            """
            SELECT log.id, max(entry.seq) FROM stream JOIN log ON log.n = stream.log
            JOIN tip ON tip.stream = stream.n JOIN entry ON entry.n = tip.entry
            WHERE stream.node = ?1 GROUP BY log.id
            """
        ).bind(1, try node().description)
        var seqs: [RecordID: Int64] = [:]
        while try select.next() { seqs[RecordID(bytes: select.buffer(0))] = select.int(1) }
        return seqs
    }
}
