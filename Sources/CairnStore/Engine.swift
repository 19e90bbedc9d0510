internal import CairnModel
internal import GRDB
internal import GRDBSQLite

/// The one way in: appends an entry's line to the log and folds it into the tables.
///
/// Local and foreign entries pass the same `apply`, in the transaction that the caller holds. An
/// engine belongs to one connection and is used inside its queue alone (therefore unchecked). What
/// it remembers between entries is true for one transaction (`begin`, `finish`); `names` and the
/// runs stay true until another connection writes.
final class Engine: @unchecked Sendable {
    let connection: OpaquePointer
    private var statements: [String: Statement] = [:]
    /// By the address of their text.
    @exclusivity(unchecked) private var hotStatements: [UnsafeRawPointer: Statement] = [:]
    @exclusivity(unchecked) var names = KnownNames()
    /// What `PRAGMA data_version` said when `names` and the runs were true; nil where they may not
    /// be.
    private var knownVersion: Int64?
    @exclusivity(unchecked) var marks: [Int64: EntryMark] = [:]
    /// Of the entry that was appended last.
    @exclusivity(unchecked) var lastMark: (n: Int64, mark: EntryMark)?
    /// Streams that got a line in this transaction.
    private var moved: [StreamState] = []
    var decoded: [Int64: Entry] = [:]
    /// Lines that are known to be here, their marks being in `marks`.
    var knownDots: Set<DotPlace> = []
    var held = HeldRecords()
    /// Whether what was folded waits for `writeHeld`; until then nothing but folding may read it.
    private var defersWriting = false
    /// Whether an operation of the entry that was folded last met a record that was there.
    var metKnownRecord = false
    var rules: [String: LinkRules] = [:]
    /// The events that repeat, as of the entry that was applied last; kept beyond a transaction,
    /// and only where nothing was written in it.
    var seriesKnown: (change: Int64, records: [Int64])?
    lazy var kept = KeptLine(self)
    let runs: Runs
    @exclusivity(unchecked) var reader = EntryReader()
    /// Up to which record the index for searching goes, where that was asked for already.
    var knownSearchUpTo: Int64?
    /// Conflicts that came up in this transaction and are not ended.
    var opened = OpenedConflicts()

    /// The columns of `insertEntry` from `prev` on that are bound, a bit each.
    @exclusivity(unchecked) var boundColumns: UInt32 = 0
    lazy var insertEntry = prepared(
        """
        INSERT INTO entry (stream, seq, head, at, person, prev, part, salt, kind, id, line)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        """)
    lazy var insertPiece = prepared("INSERT INTO piece (n, ops) VALUES (?1, ?2)")
    lazy var insertRecord = prepared(
        """
        INSERT INTO record (id, kind, log, base, flags, place, doc)
        VALUES (?1, ?2, ?3, ?4, 0, ?5, ?6) ON CONFLICT (id, kind, log) DO NOTHING
        """)

    lazy var insertRecords = prepared(Self.insertTogether)

    lazy var linesBetween = prepared(
        "SELECT \(KeptLine.columns) FROM entry WHERE n BETWEEN ?1 AND ?2 ORDER BY n")

    lazy var beginReading = prepared("BEGIN DEFERRED")
    lazy var beginWriting = prepared("BEGIN IMMEDIATE")
    lazy var commit = prepared("COMMIT")
    lazy var rollback = prepared("ROLLBACK")
    /// Counts the commits of other connections. In the midst of its row from `begin` to the end of a
    /// transaction, so that a commit can leave the file locked for reading.
    private lazy var version = prepared("PRAGMA data_version")
    /// Whether the commit before did.
    private var isLocked = false

    init(_ database: Database) {
        connection = database.sqliteConnection!
        do {
            runs = try Runs(connection)
        } catch {
            preconditionFailure("\(error)")
        }
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

    /// The same for a statement that runs for each line: found without hashing its text.
    func hot(_ sql: StaticString) -> Statement {
        if let known = hotStatements[UnsafeRawPointer(sql.utf8Start)] {
            known.reset()
            return known
        }
        let statement = prepared(sql.description)
        hotStatements[UnsafeRawPointer(sql.utf8Start)] = statement
        return statement
    }

    /// Forgets what is remembered for one transaction, and what another connection or a rollback
    /// may have made untrue; to be called inside the new transaction.
    func begin() throws {
        // Behind a lock nobody can have written.
        if !isLocked {
            version.reset()
            let now = try version.next() ? version.int(0) : 0
            if now != knownVersion {
                forget()
                knownVersion = now
            }
        }
        marks = [:]
        moved.removeAll(keepingCapacity: true)
        lastMark = nil
        knownDots.removeAll()
        held.removeAll()
        defersWriting = false
        decoded.removeAll(keepingCapacity: true)
        kept = KeptLine(self)
        knownSearchUpTo = nil
        opened = OpenedConflicts()
    }

    /// Unlocks the file, once the transaction has ended.
    func unlock() {
        version.reset()
        isLocked = false
    }

    /// Leaves the file locked for reading when the transaction is committed.
    func keepLock() { isLocked = true }

    /// Forgets whatever is remembered of the file.
    func forget() {
        knownVersion = nil
        names = KnownNames()
        runs.forget()
    }

    /// Writes the tips that moved, and notes them where vectors are made of them; the caller commits
    /// afterwards.
    func finish() throws {
        for state in moved {
            // What is not forked has its last line as its tip, which the log says.
            if state.tips.count > 1 {
                try prepared("DELETE FROM fork WHERE stream = ?1").bind(1, state.n).run()
                for tip in state.tips {
                    try prepared("INSERT INTO fork (stream, entry) VALUES (?1, ?2)")
                        .bind(1, state.n).bind(2, tip.entry).run()
                }
            }
            names.vector?.streams[.init(log: state.key.log, node: state.key.node)] =
                state.tips.map { .init(seq: $0.seq, head: $0.head) }.sorted()
            if names.ownSeqs != nil, try state.key.node == node() {
                names.ownSeqs?[state.key.log] = state.seqMax
            }
            state.hasMoved = false
        }
        moved.removeAll(keepingCapacity: true)
        try runs.finish()
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
    let key: StreamKey
    /// The number of its log.
    let log: Int64
    var tips: [Tip]
    var hasMoved = false
    /// The last lines that were appended since the state is known, each behind the one before it:
    /// these are what a peer that was here just now lacks.
    private(set) var appended: [Tip] = []
    private static let appendedMax = 32

    init(n: Int64, key: StreamKey, log: Int64, tips: [Tip]) {
        (self.n, self.key, self.log, self.tips) = (n, key, log, tips)
    }

    var seqMax: Int64 { tips.reduce(0) { max($0, $1.seq) } }

    /// Makes a line that was appended a tip.
    ///
    /// - Parameter prev: the entry that it follows; nil where that is not here.
    func advance(to tip: Tip, behind prev: Int64?) {
        if appended.last?.entry != prev || appended.count == Self.appendedMax {
            appended = tips.filter { $0.entry == prev }
        }
        appended.append(tip)
        tips.removeAll { $0.entry == prev }
        tips.append(tip)
    }
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
        return try applyRead(line, isAllowed: isAllowed)
    }

    /// The same for each line of a batch, of which most have been read already.
    ///
    /// - Parameter tell: is told what each line turned out to be, in their order.
    func forEachApplied(
        _ batch: [EntryLines], isAllowed: (RecordID) -> Bool, _ tell: (Applied) throws -> Void
    ) throws {
        try preload(batch, isAllowed: isAllowed)
        defersWriting = true
        for lines in batch {
            for place in 0..<lines.count {
                let isRead = lines.restore(place, in: &reader)
                let applied = try lines.withLine(place) { line in
                    isRead
                        ? try applyRead(line, isAllowed: isAllowed)
                        : try apply(line, isAllowed: isAllowed)
                }
                try tell(applied)
            }
        }
        defersWriting = false
        try writeHeld()
    }

    /// Keeps a record that was folded for the next entry, and brings it to the tables, now or with
    /// the others of its batch.
    func hold(_ folded: HeldRecords.Held, _ key: HeldRecords.Key) throws {
        if defersWriting {
            held.put(folded, key)
            if held.count > HeldRecords.countMax { try writeHeld() }
        } else {
            held.removeAll()
            var folded = folded
            try write(&folded)
            held.put(folded, key)
        }
    }

    private func writeHeld() throws {
        for var folded in held.takeWritten() { try write(&folded) }
    }

    /// Applies the line that the reader has just read.
    private func applyRead(
        _ line: UnsafeBufferPointer<UInt8>, isAllowed: (RecordID) -> Bool
    ) throws -> Applied {
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
                    _ = try append(line, head: head, prev: nil, to: known)
                    return .applied
                }
            #endif
            return .known
        }
        let prev = try prevNumber(known)
        if prev == nil, try lacksPrev() {
            return .refused(.gap, detail: "the line before seq \(reader.seq) is not here")
        }
        if let missing = try missingDot() {
            return .refused(.missingPredecessor, detail: "\(missing) is not here")
        }
        let state = try known ?? makeStream(reader.log, reader.node)
        let (n, shape) = try append(line, head: head, prev: prev, to: state)
        let twins =
            try reader.seq <= seqMax
            && !entries(stream: state.n, seq: reader.seq, mark: head.mark, before: n).isEmpty
        try fold(line, entry: n, shape, isTwin: twins)
        return .applied
    }

    /// The number of the entry before the line that was read, 0 at seq 1; nil where it is not here.
    private func prevNumber(_ known: StreamState?) throws -> Int64? {
        guard let prev = reader.prev else { return 0 }
        guard let known else { return nil }
        return try number(known, seq: reader.seq - 1, head: prev)
    }

    private func lacksPrev() throws -> Bool {
        #if FAULTS
            if Fault.gapIsApplied.isOn { return false }
        #endif
        return true
    }

    private func missingDot() throws -> Dot? {
        #if FAULTS
            if Fault.predecessorMayMiss.isOn { return nil }
        #endif
        if let part = reader.part, try !holds(part, in: reader.log) { return part }
        for dot in reader.dots where try !holds(dot, in: reader.log) { return dot }
        return nil
    }

    /// Makes the line that was appended a tip of its stream.
    func advance(_ state: StreamState, to head: Head, entry n: Int64, prev: Int64?) {
        state.advance(to: .init(seq: reader.seq, head: head, entry: n), behind: prev)
        if !state.hasMoved { moved.append(state) }
        state.hasMoved = true
        let rank = Merge.Rank(at: reader.at, node: reader.node, seq: reader.seq, head: head)
        lastMark = (n, EntryMark(stream: state.n, rank: rank))
        names.clock = nil
    }
}
