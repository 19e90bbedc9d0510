package import CairnModel

extension Snapshot {
    /// The tips of every stream.
    ///
    /// - Parameter logs: the logs that it speaks of; nil for all.
    package func vector(of logs: Set<RecordID>?) throws -> Vector {
        let vector = try engine.vector().restricted(to: logs)
        #if FAULTS
            return Vector(vector.streams.mapValues(faulty))
        #else
            return vector
        #endif
    }

    /// Whether the store holds a line (and so all before it).
    package func holds(_ stream: Vector.Stream, _ pair: Vector.Pair) throws -> Bool {
        guard pair.head != nil else { return pair.seq == 0 }
        guard let state = try engine.stream(stream.log, stream.node) else { return false }
        return try holds(pair, in: state)
    }

    private func holds(_ pair: Vector.Pair, in state: StreamState) throws -> Bool {
        guard let head = pair.head else { return pair.seq == 0 }
        #if FAULTS
            if Fault.placeCountsAsHeld.isOn { return pair.seq <= state.seqMax }
        #endif
        return try engine.number(state, seq: pair.seq, head: head) != nil
    }

    /// The streams of which a vector names a line that the store does not hold.
    package func lacked(of vector: Vector) throws -> Set<Vector.Stream> {
        var lacked: Set<Vector.Stream> = []
        for (stream, pairs) in vector.streams
        where try pairs.contains(where: { try !holds(stream, $0) }) {
            lacked.insert(stream)
        }
        return lacked
    }

    /// For each tip of a stream the lines 1, 2, 4, 8 ... places below it, and the line before all
    /// lines: by them a peer on another branch finds where the two part (Schema/Protocol.md,
    /// Forks). Ascending, the tips themselves not among them.
    package func ladder(_ stream: Vector.Stream) throws -> [Vector.Pair] {
        guard let state = try engine.stream(stream.log, stream.node) else { return [] }
        var rungs: Set<Vector.Pair> = [.origin]
        for tip in state.tips {
            var step: Int64 = 1
            while tip.seq - step >= 1 {
                if let pair = try ancestor(of: tip, at: tip.seq - step, in: state) {
                    rungs.insert(pair)
                }
                step *= 2
            }
        }
        return rungs.sorted()
    }

    private func ancestor(
        of tip: StreamState.Tip, at seq: Int64, in state: StreamState
    ) throws -> Vector.Pair? {
        let heads = try engine.heads(stream: state.n, seq: seq)
        if heads.count == 1 { return Vector.Pair(seq: seq, head: heads[0]) }
        return try engine.ancestors(of: tip, in: state, downTo: seq).last.map {
            Vector.Pair(seq: seq, head: $0)
        }
    }

    /// How many lines somebody with that vector lacks.
    package func lackingCount(_ have: Vector, logs: Set<RecordID>) throws -> Int {
        try lacking(have, logs: logs).count
    }

    /// Hands the lines that somebody with that vector lacks to `body`, in the order in which they
    /// were applied here, until it returns false (Schema/Protocol.md, What a sender sends).
    ///
    /// - Parameters:
    ///   - leavingOut: streams that are not sent from a seq on, nor anything that names what is so
    ///     left out.
    ///   - torn: is told of each line that cannot be made again, since the store has lost the one
    ///     before it; where it is nil the first one is an error.
    ///   - countMax: how many lines are wanted at most; a store of any length is not asked for more.
    /// - Returns: what was handed over.
    @discardableResult
    package func forEachLacking(
        _ have: Vector, logs: Set<RecordID>, leavingOut: [Vector.Stream: Int64],
        torn: (() -> Void)? = nil, countMax: Int = .max,
        _ body: (UnsafeBufferPointer<UInt8>) throws -> Bool
    ) throws -> Handed {
        var filter = LeavingOut(leavingOut)
        let streams = try engine.streamNames()
        // By the stream's number: they are counted from 1.
        var parts = [Handed.Part?](repeating: nil, count: Int(streams.keys.max() ?? 0) + 1)
        // What is left out makes room for what comes after it.
        let numbers = try lacking(
            have, logs: logs, countMax: leavingOut.isEmpty ? countMax : .max)
        try engine.forEachLine(numbers, torn: torn) { row, line in
            if !leavingOut.isEmpty, !filter.takes(line, head: row.head) { return true }
            guard try body(line) else { return false }
            let last = Vector.Pair(seq: row.seq, head: row.head)
            let before = parts[Int(row.stream)]
            parts[Int(row.stream)] = Handed.Part(
                first: before?.first ?? row.seq, last: last, count: (before?.count ?? 0) + 1)
            return true
        }
        var handed = Handed()
        for (n, key) in streams {
            guard let part = parts[Int(n)] else { continue }
            let stream = Vector.Stream(log: key.log, node: key.node)
            handed.parts[stream] = part
            if try engine.stream(key.log, key.node)?.tips.count != 1 {
                handed.forked.insert(stream)
            }
        }
        return handed
    }

    /// The numbers of those lines, ascending.
    private func lacking(
        _ have: Vector, logs: Set<RecordID>, countMax: Int = .max
    ) throws -> [Int64] {
        var numbers: [Int64] = []
        for key in try engine.streamNames().values where logs.contains(key.log) {
            let stream = Vector.Stream(log: key.log, node: key.node)
            #if FAULTS
                if Fault.ownStreamIsSkipped.isOn, try engine.node() == stream.node { continue }
            #endif
            numbers += try lacking(stream, named: have.streams[stream], countMax: countMax)
        }
        numbers.sort()
        return numbers.count > countMax ? Array(numbers[..<countMax]) : numbers
    }

    private func lacking(
        _ stream: Vector.Stream, named: [Vector.Pair]?, countMax: Int
    ) throws -> [Int64] {
        guard let state = try engine.stream(stream.log, stream.node) else { return [] }
        #if FAULTS
            if Fault.secondBranchIsDropped.isOn, state.tips.count > 1 {
                return try engine.lineage(of: state.tips[0], in: state)
            }
        #endif
        let isForked = state.tips.count > 1
        let limit = isForked ? .max : countMax
        guard let named else { return try engine.numbers(stream: state.n, after: 0, limit) }
        if !isForked, named.count == 1 {
            return try engine.numbers(behind: named[0], in: state, limit) ?? []
        }
        let held = try named.filter { try holds($0, in: state) }
        guard let last = held.map(\.seq).max() else { return [] }
        if !isForked { return try engine.numbers(stream: state.n, after: last, limit) }
        var known: Set<Int64> = []
        for pair in held {
            guard let head = pair.head,
                let n = try engine.entryNumber(stream: state.n, seq: pair.seq, head: head)
            else { continue }
            known.formUnion(
                try engine.lineage(of: .init(seq: pair.seq, head: head, entry: n), in: state))
        }
        return try engine.numbers(stream: state.n, after: 0, limit)
            .filter { !known.contains($0) }
    }
}

#if FAULTS
    private func faulty(_ pairs: [Vector.Pair]) -> [Vector.Pair] {
        switch Fault.active {
        case .secondTipIsUntold: [pairs[pairs.count - 1]]
        case .vectorOverstates: pairs.map { Vector.Pair(seq: $0.seq + 1, head: $0.head) }
        default: pairs
        }
    }
#endif

/// Streams that a receiver has refused from a place on, and what names them.
private struct LeavingOut {
    private let streams: [Vector.Stream: Int64]
    /// Lines that are left out because of what they name, by their heads, and as others name them.
    private var heads: Set<Head> = []
    private var dots: Set<Dot> = []
    private var reader = EntryReader()

    init(_ streams: [Vector.Stream: Int64]) { self.streams = streams }

    /// Whether a line is to be sent; with one that is not, what follows it in its branch and what
    /// names it stays here too.
    mutating func takes(_ line: UnsafeBufferPointer<UInt8>, head: Head) -> Bool {
        guard (try? reader.read(line)) != nil else { return true }
        if isRefused(reader.node, reader.seq) { return false }
        let named = reader.dots + (reader.part.map { [$0] } ?? [])
        let isStuck =
            reader.prev.map(heads.contains) ?? false
            || named.contains { isRefused($0.node, $0.seq) || dots.contains($0) }
        if isStuck {
            heads.insert(head)
            dots.insert(Dot(node: reader.node, seq: reader.seq, mark: head.mark))
        }
        return !isStuck
    }

    private func isRefused(_ node: NodeID, _ seq: Int64) -> Bool {
        streams[Vector.Stream(log: reader.log, node: node)].map { seq >= $0 } ?? false
    }
}

extension Engine {
    /// The tips of every stream, as `finish` left them.
    fileprivate func vector() throws -> Vector {
        if let known = names.vector { return known }
        let select = hot(
            """
            SELECT l.id, s.node, e.seq, e.head FROM tip t JOIN entry e ON e.n = t.entry
            JOIN stream s ON s.n = t.stream JOIN log l ON l.n = s.log
            """)
        var vector = Vector()
        while try select.next() {
            let log = RecordID(stored: select.buffer(0))
            let stream = Vector.Stream(log: log, node: NodeID(utf8: select.buffer(1))!)
            vector.streams[stream, default: []].append(
                .init(seq: select.int(2), head: Head(stored: select.buffer(3))))
        }
        for stream in vector.streams.keys { vector.streams[stream]?.sort() }
        names.vector = vector
        return vector
    }

    /// The heads of a stream's lines at a place.
    func heads(stream: Int64, seq: Int64) throws -> [Head] {
        let select = prepared("SELECT head FROM entry WHERE stream = ?1 AND seq = ?2")
            .bind(1, stream).bind(2, seq)
        var heads: [Head] = []
        while try select.next() { heads.append(Head(stored: select.buffer(0))) }
        return heads
    }

    /// The numbers of a stream's lines behind a place, in the order of their seqs.
    func numbers(stream: Int64, after seq: Int64, _ countMax: Int) throws -> [Int64] {
        let select = hot(
            "SELECT n FROM entry WHERE stream = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3"
        ).bind(1, stream).bind(2, seq).bind(3, Int64(countMax))
        var numbers: [Int64] = []
        while try select.next() { numbers.append(select.int(0)) }
        return numbers
    }

    /// The same behind a line, of a stream that is not forked; nil where that line is not here.
    func numbers(
        behind pair: Vector.Pair, in state: StreamState, _ countMax: Int
    ) throws -> [Int64]? {
        guard let head = pair.head else {
            return try numbers(stream: state.n, after: 0, countMax)
        }
        #if FAULTS
            if Fault.placeCountsAsHeld.isOn {
                return pair.seq <= state.seqMax
                    ? try numbers(stream: state.n, after: pair.seq, countMax) : nil
            }
        #endif
        if let tip = state.tips.first, tip.seq == pair.seq { return tip.head == head ? [] : nil }
        if let place = state.appended.firstIndex(where: { $0.seq == pair.seq }) {
            let behind = state.appended[(place + 1)...].prefix(countMax)
            return state.appended[place].head == head ? behind.map(\.entry) : nil
        }
        // Of the lines behind it nothing is read but the index.
        let select = hot(
            """
            SELECT n, iif(seq = ?2, head, NULL) FROM entry WHERE stream = ?1 AND seq >= ?2
            ORDER BY seq LIMIT ?3
            """
        ).bind(1, state.n).bind(2, pair.seq).bind(3, countMax == .max ? -1 : Int64(countMax) + 1)
        guard try select.next() else { return nil }
        guard !select.isNull(1), Head(stored: select.buffer(1)) == head else {
            select.reset()
            return nil
        }
        var numbers: [Int64] = []
        while try select.next() { numbers.append(select.int(0)) }
        return numbers
    }

    /// The heads of a line's ancestors in a forked stream, the nearest first.
    func ancestors(
        of tip: StreamState.Tip, in state: StreamState, downTo seq: Int64
    ) throws -> [Head] {
        var heads: [Head] = []
        var n = tip.entry
        while let prev = try entry(n).prev {
            heads.append(prev)
            let place = tip.seq - Int64(heads.count)
            guard place > seq,
                let next = try entryNumber(stream: state.n, seq: place, head: prev)
            else { break }
            n = next
        }
        return heads
    }

    /// The numbers of a line and of all its ancestors.
    func lineage(of tip: StreamState.Tip, in state: StreamState) throws -> [Int64] {
        var numbers = [tip.entry]
        var seq = tip.seq
        while let prev = try entry(numbers[numbers.count - 1]).prev {
            seq -= 1
            guard let n = try entryNumber(stream: state.n, seq: seq, head: prev) else { break }
            numbers.append(n)
        }
        return numbers
    }
}
