internal import CairnModel
internal import GRDB
internal import GRDBSQLite

/// Lines by their names, and records by theirs.
extension Engine {
    /// The entry with that place and head.
    func entryNumber(stream: Int64, seq: Int64, head: Head) throws -> Int64? {
        let select = hot("SELECT n, head FROM entry WHERE stream = ?1 AND seq = ?2")
            .bind(1, stream).bind(2, seq)
        while try select.next() {
            guard Head(stored: select.buffer(1)) == head else { continue }
            let n = select.int(0)
            select.reset()
            return n
        }
        return nil
    }

    /// The entries that a dot fits, those before entry `before` alone where it is given.
    func entries(
        stream: Int64, seq: Int64, mark: Mark, before: Int64 = .max
    ) throws -> [Int64] {
        let select = hot(
            "SELECT n, head FROM entry WHERE stream = ?1 AND seq = ?2 AND n < ?3 ORDER BY n"
        ).bind(1, stream).bind(2, seq).bind(3, before)
        var found: [Int64] = []
        while try select.next() {
            if Head(stored: select.buffer(1)).mark == mark { found.append(select.int(0)) }
        }
        return found
    }

    /// The entries of a log that a dot names.
    func entries(_ dot: Dot, in log: RecordID, before: Int64 = .max) throws -> [Int64] {
        guard let state = try stream(log, dot.node) else { return [] }
        return try entries(stream: state.n, seq: dot.seq, mark: dot.mark, before: before)
    }

    func holds(_ dot: Dot, in log: RecordID) throws -> Bool {
        guard let state = try stream(log, dot.node), dot.seq <= state.seqMax else { return false }
        if state.tips.contains(where: { $0.seq == dot.seq && $0.head.mark == dot.mark }) {
            return true
        }
        let place = DotPlace(stream: state.n, seq: dot.seq, mark: dot.mark)
        return try knownDots.contains(place) || look(for: place, dot.node)
    }

    /// Whether a line is there; its mark is remembered, since what is named is looked at again
    /// when the entry is folded.
    func look(for place: DotPlace, _ node: NodeID) throws -> Bool {
        let select = hot("SELECT n, head, at FROM entry WHERE stream = ?1 AND seq = ?2")
            .bind(1, place.stream).bind(2, place.seq)
        var isThere = false
        while try select.next() {
            let head = Head(stored: select.buffer(1))
            guard head.mark == place.mark else { continue }
            isThere = true
            let rank = Merge.Rank(
                at: Timestamp(stored: select.int(2)), node: node, seq: place.seq, head: head)
            remember(EntryMark(stream: place.stream, rank: rank), of: select.int(0))
        }
        return isThere
    }

    /// How many marks are remembered, of some 80 bytes each.
    static let marksMax = 40_000

    private func remember(_ mark: EntryMark, of n: Int64) {
        if marks.count >= Self.marksMax { marks.removeAll(keepingCapacity: true) }
        marks[n] = mark
    }

    func number(_ state: StreamState, seq: Int64, head: Head) throws -> Int64? {
        for tip in state.tips where tip.seq == seq && tip.head == head { return tip.entry }
        guard seq <= state.seqMax else { return nil }
        return try entryNumber(stream: state.n, seq: seq, head: head)
    }

    /// How an entry is named and ranked.
    func mark(of n: Int64) throws -> EntryMark {
        if let lastMark, lastMark.n == n { return lastMark.mark }
        if let known = marks[n] { return known }
        let select = hot(
            """
            SELECT e.stream, e.seq, e.head, e.at, s.node FROM entry e JOIN stream s ON s.n = e.stream
            WHERE e.n = ?1
            """
        ).bind(1, n)
        guard try select.next() else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "entry \(n) is missing")
        }
        let mark = EntryMark(
            stream: select.int(0),
            rank: Merge.Rank(
                at: Timestamp(stored: select.int(3)), node: NodeID(select.text(4))!,
                seq: select.int(1), head: Head(stored: select.buffer(2))))
        select.reset()
        remember(mark, of: n)
        return mark
    }

    /// The line of an entry, decoded. The last few are kept, since an import's entry is asked for
    /// once for each of its records.
    func entry(_ n: Int64) throws -> Entry {
        if let known = decoded[n] { return known }
        if decoded.count >= 16 { decoded.removeAll(keepingCapacity: true) }
        let entry = try decode(n)
        decoded[n] = entry
        return entry
    }

    private func decode(_ n: Int64) throws -> Entry { try Entry(line: line(n)) }

    /// The line of an entry.
    func line(_ n: Int64) throws -> [UInt8] {
        let select = prepared(Self.lineAt).bind(1, n)
        guard try select.next() else { throw Self.missing("entry \(n)") }
        defer { select.reset() }
        return try kept.with(KeptLine.Row(select)) { Array($0) }
    }

    /// Inserts a record whose fields all come from one entry; nil where it is there already.
    ///
    /// - Parameters:
    ///   - place: where the log has the fields; nil where the record keeps them.
    func insertNew(
        _ id: RecordID, _ kind: KindState, log: Int64, entry: Int64, place: Int64?,
        set: UnsafeBufferPointer<UInt8>
    ) throws -> Int64? {
        insertRecord.bind(2, kind.n).bind(3, log).bind(4, entry)
        if let place {
            insertRecord.bind(5, place).bindNull(6)
        } else {
            insertRecord.bindNull(5).bind(text: set, at: 6)
        }
        try id.withStored {
            insertRecord.bind(blob: $0, at: 1)
            try insertRecord.run()
        }
        guard sqlite3_changes(connection) > 0 else { return nil }
        let n = sqlite3_last_insert_rowid(connection)
        names.lastRecord = n
        return n
    }

    /// A record to be inserted whose fields all come from one entry.
    struct NewRecord {
        let operation: EntryReader.Operation
        let kind: KindState
        /// Where the log has the fields.
        let place: Int64
    }

    /// So many records are inserted by one statement: creating takes 3 % less than with one each.
    static let recordsTogether = 10

    static let insertTogether: String = {
        let rows = (0..<recordsTogether).map { row in
            "(?\(3 + row * 4), ?\(4 + row * 4), ?\(5 + row * 4), ?1, ?2, 0, ?\(6 + row * 4))"
        }
        return "INSERT INTO record (n, id, kind, log, base, flags, place) VALUES "
            + rows.joined(separator: ", ") + " ON CONFLICT (id, kind, log) DO NOTHING"
    }()

    /// Inserts `recordsTogether` records of one entry.
    ///
    /// - Returns: for each its number, nil where it is there already.
    func insertTogether(
        _ records: [NewRecord], log: Int64, entry: Int64
    ) throws -> [Int64?] {
        let last = try lastRecord()
        let insert = insertRecords
        insert.bind(1, log).bind(2, entry)
        // The statement reads the ids where they are until it has run.
        try withUnsafeTemporaryAllocation(
            of: (UInt64, UInt64).self, capacity: records.count
        ) { ids in
            let bytes = UnsafeRawBufferPointer(ids).bindMemory(to: UInt8.self)
            for (row, record) in records.enumerated() {
                let id = record.operation.id
                ids.initializeElement(at: row, to: (id.high.bigEndian, id.low.bigEndian))
                let stored = UnsafeBufferPointer(rebasing: bytes[(row * 16)..<(row * 16 + 16)])
                let first = Int32(3 + row * 4)
                insert.bind(first, last + Int64(row) + 1).bind(blob: stored, at: first + 1)
                    .bind(first + 2, record.kind.n).bind(first + 3, record.place)
            }
            try insert.run()
        }
        names.lastRecord = last + Int64(records.count)
        let numbers = (1...Int64(records.count)).map { last + $0 }
        if sqlite3_changes(connection) == records.count { return numbers }
        return try zip(numbers, records).map { number, record in
            let select = hot("SELECT count(*) FROM record WHERE n = ?1").bind(1, number)
            _ = try select.next()
            defer { select.reset() }
            return select.int(0) > 0 ? number : nil
        }
    }

    private func lastRecord() throws -> Int64 {
        if let known = names.lastRecord { return known }
        let select = prepared("SELECT coalesce(max(n), 0) FROM record")
        _ = try select.next()
        defer { select.reset() }
        names.lastRecord = select.int(0)
        return select.int(0)
    }
}

extension Timestamp {
    /// As a column has it: signed, in the same order.
    @inline(__always)
    var stored: Int64 { Int64(bitPattern: packed ^ 1 << 63) }

    init(stored: Int64) { self.init(packed: UInt64(bitPattern: stored) ^ 1 << 63) }
}

extension Head {
    init(stored bytes: UnsafeBufferPointer<UInt8>) {
        self.init(digest: UnsafeRawBufferPointer(bytes))
    }
}
