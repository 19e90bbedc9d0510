package import CairnModel

extension Store {
    /// Takes lines that somebody else sent, in one transaction that waits for the disk.
    ///
    /// A line that is not taken is an outcome and stops no other. No line is refused for its
    /// clock or its meaning.
    ///
    /// - Parameters:
    ///   - batch: the lines, in their order.
    ///   - opened: what batches before it opened; this one adds to it and takes out what it ends.
    ///   - keepsLock: whether `sending` comes next, on the lock of this (`Engine.writing`).
    ///   - isAllowed: whether entries of a log are taken.
    /// - Returns: one for each line, in their order.
    package func receive(
        _ batch: [EntryLines], opened: inout OpenedConflicts, keepsLock: Bool = false,
        isAllowed: (RecordID) -> Bool
    ) throws -> [Received] {
        let openedBefore = opened
        let (received, after) = try write(keepsLock: keepsLock) { _ in
            engine.opened = openedBefore
            let wall = surroundings.wall()
            let node = try engine.node()
            var clock = try engine.clock()
            let before = (clock: clock, seqs: try engine.ownSeqs())
            #if FAULTS
                let observes = !Fault.clockIgnoresOthers.isOn
            #else
                let observes = true
            #endif
            var received: [Received] = []
            received.reserveCapacity(batch.reduce(0) { $0 + $1.count })
            try engine.forEachApplied(batch, isAllowed: isAllowed) { applied in
                if applied.outcome == .applied {
                    if observes, let at = applied.at { clock.observe(at, wall: wall) }
                    if applied.node == node {
                        try noteForeignOwnEntry(before.seqs, before.clock)
                    }
                }
                received.append(
                    Received(
                        outcome: applied.outcome, log: applied.log, node: applied.node,
                        seq: applied.seq, head: applied.head))
            }
            try engine.setClock(clock)
            return (received, engine.opened)
        }
        opened = after
        return received
    }

    /// The same for lines that were not read yet.
    ///
    /// - Parameter lines: each without its LF.
    package func receive(
        _ lines: [[UInt8]], isAllowed: (RecordID) -> Bool
    ) throws -> [Received] {
        var batch = EntryLines()
        for line in lines { line.withUnsafeBufferPointer { batch.append($0) } }
        var opened = OpenedConflicts()
        return try receive([batch], opened: &opened, isAllowed: isAllowed)
    }

    /// An entry of this node's own that it did not write: the next write needs a new id.
    ///
    /// - Parameters:
    ///   - seqs: this node's last ones, before anything was received.
    ///   - clock: the store's then.
    private func noteForeignOwnEntry(_ seqs: [RecordID: Int64], _ clock: Clock) throws {
        #if FAULTS
            if Fault.ownEntryIsNoWonder.isOn { return }
        #endif
        guard try engine.meta("renew") == nil else { return }
        let fault = try identityFault(engine, seqs, clock, sidecar.current())
        let reason = fault ?? .foreignOwnEntry
        try engine.setMeta("renew", reason.rawValue)
    }
}
