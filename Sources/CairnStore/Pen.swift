internal import CairnModel
internal import GRDB

/// Writes the entries of one intent inside one transaction: collects operations for each log,
/// and ends an entry where the next operation would not fit or needs the record as it has become.
struct Pen {
    let engine: Engine
    let surroundings: Surroundings
    let node: NodeID
    let by: String?
    /// Whether no edit is looked up before it is written: all are creations.
    let assumesNew: Bool
    var clock: Clock
    /// For each log the first entry of the command so far.
    var parts: [RecordID: Dot]
    private(set) var written: [EntryName] = []
    private var pending: [Pending] = []
    private var order = MemberOrder()
    /// The kind that was written last, and whether it is personal.
    private var recentKind = (name: "", isPersonal: false)

    private struct Pending {
        let log: RecordID
        /// Commas between them.
        var operations: [UInt8] = []
        var count = 0
        var records = RecordSet()
        var isPersonal = false
    }

    /// Room for what an entry says besides its operations.
    private static let envelopeBytes = 600

    /// A record that was taken to be new was there already, or may have been: what was written has to
    /// be taken back.
    struct NotNew: Error {}

    init(
        engine: Engine, surroundings: Surroundings, by: String?, parts: [RecordID: Dot] = [:],
        assumesNew: Bool = false
    ) throws {
        (self.engine, self.surroundings, self.by, self.parts) = (engine, surroundings, by, parts)
        self.assumesNew = assumesNew
        (node, clock) = (try engine.node(), try engine.clock())
    }

    /// Writes what an edit comes to.
    ///
    /// - Throws: `NotNew`, when its entry is written.
    mutating func write(_ edit: Edit) throws -> Performed.Result {
        if let place = place(edit.log), pending[place].records.contains(edit.id) {
            try flush(edit.log)
        }
        var kept: Set<Dot> = []
        var draft =
            assumesNew ? engine.creation(edit) : try engine.draft(edit, keeping: kept)
        let result = draft.result
        if draft.operation != nil { try introduce(in: edit.log) }
        while let operation = draft.operation {
            try add(operation, to: edit.log)
            guard draft.isPartial else { break }
            kept.insert(try flush(edit.log)!.dot)
            draft = try engine.draft(edit, keeping: kept)
        }
        return result
    }

    /// Ends all entries that are open, and keeps the clock.
    ///
    /// - Throws: `NotNew`.
    mutating func finish() throws {
        for log in pending.map(\.log) { try flush(log) }
        try engine.setClock(clock)
    }

    /// Before the first entry of this node in a log: the record that says which laptop it is.
    private mutating func introduce(in log: RecordID) throws {
        if place(log) != nil { return }
        if try engine.stream(log, node) != nil { return }
        pending.append(Pending(log: log))
        let home = try engine.chapterLog(beside: log) ?? log
        let id = RecordID.derived(kind: "node", parents: [node.description])
        if try engine.recordNumber(Place(home, "node", id)) != nil { return }
        if pending.contains(where: { $0.log == home && $0.records.contains(id) }) { return }
        let operation = EntryWriter.Operation(
            kind: "node", id: id,
            set: [
                (field: "name", value: .string(surroundings.laptop)),
                (field: "software", value: .string(surroundings.software)),
            ])
        if home != log { pending.removeAll { $0.log == log } }
        try add(operation, to: home)
        if home != log { try flush(home) }
    }

    private mutating func add(_ operation: EntryWriter.Operation, to log: RecordID) throws {
        if place(log) == nil { pending.append(Pending(log: log)) }
        let place = place(log)!
        let before = pending[place].operations.count
        if before > 0 { pending[place].operations.append(0x2C) }
        let start = pending[place].operations.count
        EntryWriter.append(operation, to: &pending[place].operations, &order)
        let bytes = pending[place].operations.count - start
        let limit = Limit.entryBytesMax - Self.envelopeBytes
        guard bytes <= limit else {
            // Of a record that is there less may have to be written, or nothing.
            if assumesNew { throw NotNew() }
            throw StoreError(
                .tooLarge, "what is written to one \(operation.kind) is over 256 KiB",
                hint: "shorten its longest text")
        }
        if pending[place].count == Limit.opsMax || start + bytes + 1 > limit {
            let next = Array(pending[place].operations[start...])
            pending[place].operations.removeSubrange(before...)
            try flush(log)
            pending.append(Pending(log: log, operations: next))
            return note(operation, at: pending.count - 1)
        }
        note(operation, at: place)
    }

    private mutating func note(_ operation: EntryWriter.Operation, at place: Int) {
        pending[place].count += 1
        pending[place].records.insert(operation.id)
        if isPersonal(operation.kind) { pending[place].isPersonal = true }
    }

    /// Where the open entry of a log waits.
    private func place(_ log: RecordID) -> Int? {
        for index in pending.indices where pending[index].log == log { return index }
        return nil
    }

    private mutating func isPersonal(_ kind: String) -> Bool {
        if kind != recentKind.name {
            recentKind = (kind, Vocabulary.current.kind(kind)?.isPersonal == true)
        }
        return recentKind.isPersonal
    }

    /// Writes the open entry of a log; nil where nothing waits for one.
    @discardableResult
    private mutating func flush(_ log: RecordID) throws -> EntryName? {
        guard let place = pending.firstIndex(where: { $0.log == log }) else { return nil }
        let waiting = pending.remove(at: place)
        if waiting.operations.isEmpty { return nil }
        let tip = try engine.stream(log, node)?.tips.max { $0.seq < $1.seq }
        let salt = waiting.isPersonal ? String(Base64URL.text(surroundings.random(16))) : nil
        let envelope = EntryWriter.Envelope(
            log: log, node: node, seq: (tip?.seq ?? 0) + 1, prev: tip?.head,
            at: clock.tick(wall: surroundings.wall()), by: engine.author(by, in: log),
            part: parts[log], salt: salt)
        let line = EntryWriter.line(envelope, joined: waiting.operations)
        let head = try line.withUnsafeBufferPointer { bytes in
            let applied = try engine.apply(bytes) { _ in true }
            guard applied.outcome == .applied else {
                throw StoreError(
                    .failed, "an entry of our own was not taken: \(applied.outcome)",
                    hint: "nothing was changed; run cairn doctor and report what it says")
            }
            if assumesNew, engine.metKnownRecord { throw NotNew() }
            return applied.head!
        }
        let name = EntryName(
            log: log, dot: Dot(node: node, seq: envelope.seq, mark: head.mark))
        if parts[log] == nil { parts[log] = name.dot }
        written.append(name)
        return name
    }
}

extension Engine {
    /// The chapter log that a people log lies beside; the log itself where it is a chapter's;
    /// nil for any other.
    func chapterLog(beside log: RecordID) throws -> RecordID? {
        guard let kind = try kind("chapter") else { return nil }
        if try recordNumber(Place(log, "chapter", log)) != nil { return log }
        var found: RecordID?
        try runs.scan(.lists, ListKey.all(kind.n)) { item in
            let select = prepared(
                "SELECT r.id FROM record r JOIN log l ON l.n = r.log WHERE r.n = ?1 AND l.id = r.id"
            ).bind(1, Int64(item.record))
            guard try select.next() else { return true }
            let chapter = RecordID(bytes: select.buffer(0))
            select.reset()
            if chapter.peopleLog == log { found = chapter }
            return found == nil
        }
        return found
    }

    /// Who acts as an entry of the log names one: the bare id for a volunteer of the people log
    /// beside it, `<log>/<id>` for any other.
    func author(_ by: String?, in log: RecordID) -> String? {
        guard let by, let slash = by.firstIndex(of: "/") else { return by }
        guard let people = RecordID(by[..<slash]) else { return by }
        let isBeside = log == people || log.peopleLog == people
        return isBeside ? String(by[by.index(after: slash)...]) : by
    }
}

/// Ids of records, most of which come in ascending order, as an import's new ones do.
private struct RecordSet {
    private var ascending: [RecordID] = []
    private var others: Set<RecordID> = []

    mutating func insert(_ id: RecordID) {
        if let last = ascending.last, id <= last {
            others.insert(id)
        } else {
            ascending.append(id)
        }
    }

    func contains(_ id: RecordID) -> Bool {
        guard let last = ascending.last, id <= last else { return false }
        var (low, high) = (0, ascending.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if ascending[middle] < id { low = middle + 1 } else { high = middle }
        }
        return ascending[low] == id || others.contains(id)
    }
}
