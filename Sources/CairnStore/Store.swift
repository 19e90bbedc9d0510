package import CairnModel

/// A store: one SQLite file with the log and the tables that follow from it.
package final class Store: Sendable {
    package let path: String
    /// Makes a new, empty store (the file must not be there), with a node id and a sidecar.
    package static func create(_ path: String, surroundings: Surroundings) throws -> Store { fatalError() }
    /// Opens the store in a file.
    package static func open(_ path: String, surroundings: Surroundings) throws -> Store { fatalError() }
    private init() { path = "" }

    /// The node id under which it writes (it may take another before its next write).
    package func node() throws -> NodeID { fatalError() }

    // Local settings: beside the log, never synced.
    /// The chapter that this laptop belongs to.
    package func home() throws -> RecordID? { fatalError() }
    package func setHome(_ chapter: RecordID) throws { fatalError() }
    /// The volunteer who works on this laptop, as `by` names one; kept in the sidecar.
    package func me() throws -> String? { fatalError() }
    package func setMe(_ volunteer: String?) throws { fatalError() }

    // Reading: one consistent state.
    package func read<T>(_ body: (Snapshot) throws -> T) throws -> T { fatalError() }

    // Writing: one transaction; `build` sees the state that the edits are applied to.
    @discardableResult
    package func perform(_ build: (Snapshot) throws -> Intent) throws -> Performed { fatalError() }
    /// Many edits of one log in batches, each durable before the next begins, the later entries
    /// naming the first as their `part`. `progress` is told how many edits are done.
    @discardableResult
    package func performMany(
        _ intent: Intent, progress: (Int) -> Void
    ) throws -> Performed { fatalError() }

    // The exchange.
    /// Applies lines (each without LF) in one durable transaction. `isAllowed`: logs that are taken.
    package func receive(
        _ lines: [[UInt8]], isAllowed: (RecordID) -> Bool
    ) throws -> [Received] { fatalError() }
    /// Makes the sidecar durable, so that nothing given out is ever reissued; call it before the
    /// first entry of an exchange or bundle leaves. Takes a new identity first where that is due.
    package func prepareToSend() throws -> IdentityChange? { fatalError() }

    // Care.
    package func doctor(progress: (String) -> Void) throws -> [Finding] { fatalError() }
}

/// What doctor found; `isFault` is false for a remark.
package struct Finding: Sendable {
    package let check: String
    package let isFault: Bool
    package let text: String
}

/// One consistent state of a store, valid inside the closure that it is handed to.
package struct Snapshot {
    // Records
    package func record(_ kind: String, _ id: RecordID, in log: RecordID) throws -> StoredRecord? { fatalError() }
    /// In the order of their time (`when`, `due`), those without one last, then of making.
    package func records(_ filter: RecordFilter) throws -> [StoredRecord] { fatalError() }
    package func forEach(_ filter: RecordFilter, _ body: (StoredRecord) throws -> Void) throws { fatalError() }
    /// By full id (with or without `<log>/`) or a tail of it of at least four hex digits; hidden ones too.
    package func find(_ ref: String, kinds: Set<String>?) throws -> [StoredRecord] { fatalError() }
    /// The shortest unique tail of a record's id, at least four digits.
    package func ref(of id: RecordID) throws -> String { fatalError() }
    /// Every chapter record that is not hidden.
    package func chapters() throws -> [StoredRecord] { fatalError() }
    package func logs() throws -> [RecordID] { fatalError() }
    package func counts() throws -> [(log: RecordID, kind: String, records: Int, hidden: Int)] { fatalError() }

    // Conflicts
    /// Open conflicts by falling time; with `all` the ended ones too.
    package func conflicts(all: Bool) throws -> [Conflict] { fatalError() }
    package func openConflictCount() throws -> Int { fatalError() }

    // The log
    package func history(of record: StoredRecord) throws -> [HistoryItem] { fatalError() }
    package func entry(_ name: EntryName) throws -> Entry? { fatalError() }
    /// The entry that a dot (or its text, or a prefix `node:seq`) names, in any log.
    package func entries(named text: String) throws -> [EntryName] { fatalError() }
    /// Lines in the order in which they were applied.
    package func forEachLine(logs: Set<RecordID>?, _ body: (RecordID, [UInt8]) throws -> Void) throws { fatalError() }
    package func entryCount() throws -> Int { fatalError() }
    /// The last command that was written here by that person and is not taken back: its entries.
    package func lastCommand(by: String?) throws -> [EntryName] { fatalError() }
    /// All entries of the command that an entry belongs to.
    package func command(of entry: EntryName) throws -> [EntryName] { fatalError() }
    /// What would take entries back: edits, and what is left alone (record, field, why).
    package func undoing(_ entries: [EntryName]) throws -> UndoPlan { fatalError() }
    /// SHA-256 for each log, hex.
    package func digests() throws -> [RecordID: String] { fatalError() }

    // The exchange
    /// The tips of those logs' streams (nil: all).
    package func vector(of logs: Set<RecordID>?) throws -> Vector { fatalError() }
    package func holds(_ stream: Vector.Stream, _ pair: Vector.Pair) throws -> Bool { fatalError() }
    /// The pairs 1, 2, 4, 8 ... below a stream's tips, and the origin.
    package func ladder(_ stream: Vector.Stream) throws -> [Vector.Pair] { fatalError() }
    /// The lines that somebody with that vector lacks, in the order in which they were applied;
    /// `body` returns false to stop. `leavingOut`: streams cut off from a seq on (and what names
    /// them).
    package func forEachLacking(
        _ have: Vector, logs: Set<RecordID>, leavingOut: [Vector.Stream: Int64],
        _ body: (UnsafeBufferPointer<UInt8>) throws -> Bool
    ) throws { fatalError() }
    /// How many lines that would be (leaving nothing out).
    package func lackingCount(_ have: Vector, logs: Set<RecordID>) throws -> Int { fatalError() }
}

/// How to take entries back.
package struct UndoPlan: Sendable {
    package let edits: [Edit]
    package let leftAlone: [(log: RecordID, kind: String, id: RecordID, field: String, reason: String)]
    package let records: Int
}
