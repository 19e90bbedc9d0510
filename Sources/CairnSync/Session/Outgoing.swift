internal import CairnModel
internal import CairnStore

/// What a store says of itself and sends, in one consistent state of it.
struct Outgoing {
    let snapshot: Snapshot
    /// Logs that the peer is told of.
    let logs: Set<RecordID>

    init(_ snapshot: Snapshot, logs: Set<RecordID>?) throws {
        self.snapshot = snapshot
        let held = try snapshot.logs()
        self.logs = logs.map(held.intersection) ?? held
    }

    /// The tips of every stream in those logs.
    func tips() throws -> Vector { try snapshot.vector(of: logs) }

    /// Streams of which the store holds lines, though not every one that the peer names: it adds
    /// lines below its tips to what it says of those (Schema/Protocol.md, Forks).
    func streamsToLadder(_ tips: Vector, lacked: Set<Vector.Stream>) -> Set<Vector.Stream> {
        lacked.filter { tips.streams[$0] != nil }
    }

    /// The tips, and the lines below them for those streams.
    func have(_ tips: Vector, ladders: Set<Vector.Stream>) throws -> Vector {
        var have = tips
        #if FAULTS
            if Fault.ladderIsMissing.isOn { return tips }
        #endif
        for stream in ladders {
            guard let pairs = tips.streams[stream] else { continue }
            have.streams[stream] = try Set(pairs).union(snapshot.ladder(stream)).sorted()
        }
        return have
    }

    /// Writes the entries that somebody with that vector lacks, as far as the limits let it.
    ///
    /// - Returns: what was written.
    @discardableResult
    func send(
        lackedBy vector: Vector, refused: RefusalBook, only outgoing: Set<RecordID>?,
        to writer: inout ExchangeWriter
    ) throws -> Handed {
        let sent = (outgoing.map(logs.intersection) ?? logs).subtracting(refused.forbiddenLogs)
        return try snapshot.forEachLacking(
            vector, logs: sent, leavingOut: refused.leavingOut, countMax: writer.askedMax
        ) { try writer.append($0) }
    }
}
