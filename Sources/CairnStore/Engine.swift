internal import CairnModel
internal import GRDB
internal import GRDBSQLite

/// The one way in: appends an entry's line to the log and folds it into the tables.
///
/// Local and foreign entries pass the same `apply`, in the transaction that the caller holds. An
/// engine belongs to one connection and is used inside its queue alone (therefore unchecked); what
/// it remembers between entries is true for one transaction (`begin`, `finish`), except the
/// prepared statements.
final class Engine: @unchecked Sendable {
    let connection: OpaquePointer
    private var statements: [String: Statement] = [:]
    private var streams: [StreamKey: StreamState] = [:]
    private var logNumbers: [RecordID: Int64] = [:]
    private var kindNumbers: [String: Int64] = [:]
    private var personNumbers: [String: Int64] = [:]
    var marks: [Int64: EntryMark] = [:]
    var decoded: [Int64: Entry] = [:]
    private var rules: [String: LinkRules] = [:]
    var reader = EntryReader()
    /// Conflicts that came up since it was last set to 0.
    var conflictsOpened = 0

    private lazy var insertEntry = prepared(
        """
        INSERT INTO entry (stream, seq, head, at, person, line) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        """)
    lazy var insertRecord = prepared(
        """
        INSERT INTO record (id, kind, log, tail, base, created, modified, flags, moment, doc)
        VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?5, 0, ?6, ?7) ON CONFLICT (id, kind, log) DO NOTHING
        """)

    init(_ database: Database) {
        connection = database.sqliteConnection!
    }

    /// A statement that is known to be right: a failure to prepare it is our own mistake.
    func prepared(_ sql: String) -> Statement {
        if let known = statements[sql] {
            // A row that was not read to its end, after an error, must not hold the statement.
            known.reset()
            return known
        }
        do {
            let statement = try Statement(connection, sql)
            statements[sql] = statement
            return statement
        } catch {
            preconditionFailure("\(error) in \(sql)")
        }
    }

    /// Forgets what a rollback or another process may have made untrue.
    func begin() {
        streams.removeAll(keepingCapacity: true)
        logNumbers.removeAll(keepingCapacity: true)
        kindNumbers.removeAll(keepingCapacity: true)
        personNumbers.removeAll(keepingCapacity: true)
        marks.removeAll(keepingCapacity: true)
        decoded.removeAll(keepingCapacity: true)
    }

    /// The last seq of this node in the logs that were written to in this transaction.
    func movedSeqs() throws -> [(RecordID, Int64)] {
        let node = try node()
        return streams.filter { $0.key.node == node }.map { ($0.key.log, $0.value.seqMax) }
    }

    /// Writes the tips that moved; the caller commits afterwards.
    func finish() throws {
        for state in streams.values where state.hasMoved {
            try prepared("DELETE FROM tip WHERE stream = ?1").bind(1, state.n).run()
            for tip in state.tips {
                try prepared("INSERT INTO tip (stream, entry) VALUES (?1, ?2)")
                    .bind(1, state.n).bind(2, tip.entry).run()
            }
            state.hasMoved = false
        }
    }
}

/// A line as other lines name it.
struct EntryMark {
    let stream: Int64
    let rank: Merge.Rank

    var dot: Dot { Dot(node: rank.node, seq: rank.seq, mark: rank.head.mark) }
}

struct StreamKey: Hashable {
    let log: RecordID
    let node: NodeID
}

/// What the engine knows of a stream during a transaction.
final class StreamState {
    struct Tip {
        let seq: Int64
        let head: Head
        let entry: Int64
    }

    let n: Int64
    var tips: [Tip]
    var hasMoved = false

    init(n: Int64, tips: [Tip]) {
        self.n = n
        self.tips = tips
    }

    var seqMax: Int64 { tips.reduce(0) { max($0, $1.seq) } }
}

// MARK: - One line

extension Engine {
    /// What a line turned out to be, with what the caller may want to know of it.
    struct Applied {
        let outcome: Outcome
        let log: RecordID?
        let node: NodeID?
        let seq: Int64?
        let at: Timestamp?
        let head: Head?
    }

    /// Reads a line, checks that what it names is there, appends it and folds it.
    ///
    /// - Parameters:
    ///   - line: without its LF.
    ///   - isAllowed: whether entries of a log are taken; asked once the line has been read.
    /// - Throws: what SQLite throws; then the transaction has to be rolled back. A line that is
    ///   not taken is an outcome, not an error.
    func apply(
        _ line: UnsafeBufferPointer<UInt8>, isAllowed: (RecordID) -> Bool
    ) throws -> Applied {
        do {
            try reader.read(line)
        } catch {
            let isKnown = reader.streamIsKnown
            return Applied(
                outcome: .refused(error.code, detail: error.description),
                log: isKnown ? reader.log : nil, node: isKnown ? reader.node : nil,
                seq: isKnown ? reader.seq : nil, at: nil, head: nil)
        }
        guard isAllowed(reader.log) else {
            return applied(.refused(.forbidden, detail: "entries of this log are not taken here"))
        }
        if let feature = reader.crit.first {
            return applied(.refused(.needsUpgrade, detail: "needs the feature \(feature)"))
        }
        let head = Hash.head(of: UnsafeRawBufferPointer(line))
        return applied(try take(line, head: head), head: head)
    }

    private func applied(_ outcome: Outcome, head: Head? = nil) -> Applied {
        Applied(
            outcome: outcome, log: reader.log, node: reader.node, seq: reader.seq, at: reader.at,
            head: head)
    }

    private func take(_ line: UnsafeBufferPointer<UInt8>, head: Head) throws -> Outcome {
        let known = try stream(reader.log, reader.node)
        let seqMax = known?.seqMax ?? 0
        if let known, reader.seq <= seqMax,
            try entryNumber(stream: known.n, seq: reader.seq, head: head) != nil
        {
            #if FAULTS
                if Fault.duplicateIsAppended.isOn {
                    _ = try append(line, head: head, to: known)
                    return .applied
                }
            #endif
            return .known
        }
        if try lacksPrev(known) {
            return .refused(.gap, detail: "the line before seq \(reader.seq) is not here")
        }
        if let missing = try missingDot() {
            return .refused(.missingPredecessor, detail: "\(missing) is not here")
        }
        let state = try known ?? makeStream(reader.log, reader.node)
        let n = try append(line, head: head, to: state)
        let twins =
            try reader.seq <= seqMax
            && !entries(stream: state.n, seq: reader.seq, mark: head.mark, before: n).isEmpty
        try fold(line, reader, entry: n, isTwin: twins)
        return .applied
    }

    private func lacksPrev(_ known: StreamState?) throws -> Bool {
        #if FAULTS
            if Fault.gapIsApplied.isOn { return false }
        #endif
        guard let prev = reader.prev else { return false }
        guard let known else { return true }
        return try !holds(known, seq: reader.seq - 1, head: prev)
    }

    private func missingDot() throws -> Dot? {
        #if FAULTS
            if Fault.predecessorMayMiss.isOn { return nil }
        #endif
        if let part = reader.part, try !holds(part, in: reader.log) { return part }
        for dot in reader.dots where try !holds(dot, in: reader.log) { return dot }
        return nil
    }

    private func append(
        _ line: UnsafeBufferPointer<UInt8>, head: Head, to state: StreamState
    ) throws -> Int64 {
        let person = try personNumber(line)
        insertEntry.bind(1, state.n).bind(2, reader.seq).bind(blob: head.bytes, at: 3)
            .bind(4, reader.at.stored).bind(blob: line, at: 6)
        if let person { insertEntry.bind(5, person) } else { insertEntry.bindNull(5) }
        try insertEntry.run()
        let n = sqlite3_last_insert_rowid(connection)
        state.tips.removeAll { $0.seq == reader.seq - 1 && $0.head == reader.prev }
        state.tips.append(.init(seq: reader.seq, head: head, entry: n))
        state.hasMoved = true
        marks[n] = EntryMark(
            stream: state.n,
            rank: Merge.Rank(at: reader.at, node: reader.node, seq: reader.seq, head: head))
        if marks.count > 20_000 { marks.removeAll(keepingCapacity: true) }
        return n
    }

    private func personNumber(_ line: UnsafeBufferPointer<UInt8>) throws -> Int64? {
        if reader.by.isEmpty { return nil }
        let text = String(
            decoding: line[Int(reader.by.start)..<Int(reader.by.end)], as: UTF8.self)
        return try number(of: text, in: "person", column: "id", cache: \.personNumbers)
    }
}

// MARK: - Numbers for names

extension Engine {
    private func number(
        of text: String, in table: String, column: String,
        cache: ReferenceWritableKeyPath<Engine, [String: Int64]>
    ) throws -> Int64 {
        if let n = self[keyPath: cache][text] { return n }
        let select = prepared("SELECT n FROM \(table) WHERE \(column) = ?1").bind(1, text)
        var n: Int64 = 0
        if try select.next() {
            n = select.int(0)
            select.reset()
        } else {
            try prepared("INSERT INTO \(table) (\(column)) VALUES (?1)").bind(1, text).run()
            n = sqlite3_last_insert_rowid(connection)
        }
        self[keyPath: cache][text] = n
        return n
    }

    func makeKindNumber(_ name: String) throws -> Int64 {
        try number(of: name, in: "kind", column: "name", cache: \.kindNumbers)
    }

    /// The number of a kind that the store holds something of.
    func kindNumber(_ name: String) throws -> Int64? {
        if let n = kindNumbers[name] { return n }
        let select = prepared("SELECT n FROM kind WHERE name = ?1").bind(1, name)
        guard try select.next() else { return nil }
        let n = select.int(0)
        select.reset()
        kindNumbers[name] = n
        return n
    }

    /// The number of a log that the store holds something of.
    func logNumber(_ id: RecordID) throws -> Int64? {
        if let n = logNumbers[id] { return n }
        let select = prepared("SELECT n FROM log WHERE id = ?1").bind(blob: id.bytes, at: 1)
        guard try select.next() else { return nil }
        let n = select.int(0)
        select.reset()
        logNumbers[id] = n
        return n
    }

    /// The stream, where the store holds something of it.
    func stream(_ log: RecordID, _ node: NodeID) throws -> StreamState? {
        let key = StreamKey(log: log, node: node)
        if let state = streams[key] { return state }
        guard let logNumber = try logNumber(log) else { return nil }
        let select = prepared("SELECT n FROM stream WHERE log = ?1 AND node = ?2")
            .bind(1, logNumber).bind(2, node.description)
        guard try select.next() else { return nil }
        let n = select.int(0)
        select.reset()
        let tips = prepared(
            """
            SELECT e.seq, e.head, e.n FROM tip JOIN entry e ON e.n = tip.entry
            WHERE tip.stream = ?1
            """
        ).bind(1, n)
        let state = StreamState(n: n, tips: [])
        while try tips.next() {
            state.tips.append(
                .init(seq: tips.int(0), head: Head(stored: tips.buffer(1)), entry: tips.int(2)))
        }
        streams[key] = state
        return state
    }

    private func makeStream(_ log: RecordID, _ node: NodeID) throws -> StreamState {
        var logN = try logNumber(log)
        if logN == nil {
            try prepared("INSERT INTO log (id) VALUES (?1)").bind(blob: log.bytes, at: 1).run()
            logN = sqlite3_last_insert_rowid(connection)
            logNumbers[log] = logN
        }
        try prepared("INSERT INTO stream (log, node) VALUES (?1, ?2)")
            .bind(1, logN!).bind(2, node.description).run()
        let state = StreamState(n: sqlite3_last_insert_rowid(connection), tips: [])
        streams[StreamKey(log: log, node: node)] = state
        return state
    }

    /// What links a kind's fields make.
    func linkRules(_ kind: String) -> LinkRules {
        if let known = rules[kind] { return known }
        let made = LinkRules(kind: kind)
        rules[kind] = made
        return made
    }
}
