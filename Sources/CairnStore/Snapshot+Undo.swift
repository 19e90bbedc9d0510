package import CairnModel

/// How to take entries back.
package struct UndoPlan: Sendable {
    /// What to write.
    package let edits: [Edit]
    /// What is left as it is, and why.
    package let leftAlone: [LeftAlone]

    /// A field, or the whole record where `field` is nil, that undo does not touch.
    package struct LeftAlone: Sendable {
        package let log: RecordID
        package let kind: String
        package let id: RecordID
        package let field: String?
        package let reason: Reason
    }

    /// Why something is left alone; the raw value is a sentence part for a person.
    package enum Reason: String, Sendable {
        case deletedAlready = "it is deleted already"
        case writtenByOthers = "somebody else has written to it since it was made"
        case changedSince = "it has been changed since"
        case inConflict = "it is in conflict"
    }

    /// How many records it writes to.
    package var records: Int { Set(edits.map { Place($0.log, $0.kind, $0.id) }).count }
}

extension Snapshot {
    /// The entries of the last command that was written here by that person and not taken back;
    /// empty where there is none. An undo is no such command; what takes back an undo is.
    ///
    /// - Parameter by: `<log>/<id>`, or nil for commands without an author.
    package func lastCommand(by: String?) throws -> [EntryName] {
        let select = try Statement(
            engine.connection,
            """
            SELECT c.n, c.entry FROM command c WHERE c.state = 'done' ORDER BY c.n DESC, c.entry
            """)
        while try select.next() {
            let entry = try engine.entry(select.int(1))
            guard entry.by == engine.author(by, in: entry.log) else { continue }
            return try command(number: select.int(0))
        }
        return []
    }

    /// All entries of the command that an entry belongs to.
    package func command(of name: EntryName) throws -> [EntryName] {
        guard let n = try engine.entries(name.dot, in: name.log).first else { return [] }
        let local = engine.prepared("SELECT n FROM command WHERE entry = ?1").bind(1, n)
        if try local.next() {
            let number = local.int(0)
            local.reset()
            return try command(number: number)
        }
        return try parts(of: try engine.entry(n))
    }

    private func command(number: Int64) throws -> [EntryName] {
        let select = try Statement(
            engine.connection,
            """
            SELECT l.id, c.entry FROM command c JOIN entry e ON e.n = c.entry
            JOIN stream s ON s.n = e.stream JOIN log l ON l.n = s.log WHERE c.n = ?1
            ORDER BY c.entry
            """
        ).bind(1, number)
        var names: [EntryName] = []
        while try select.next() {
            let log = RecordID(bytes: select.buffer(0))
            names.append(EntryName(log: log, dot: try engine.mark(of: select.int(1)).dot))
        }
        return names
    }

    /// The entries of a command that another store wrote: the first, and those of its stream that
    /// follow and name it as their `part`.
    private func parts(of entry: Entry) throws -> [EntryName] {
        let first = entry.part ?? entry.dot
        guard let stream = try engine.stream(entry.log, first.node) else { return [] }
        var names = [EntryName(log: entry.log, dot: first)]
        let select = try Statement(
            engine.connection, "SELECT n FROM entry WHERE stream = ?1 AND seq > ?2 ORDER BY seq"
        ).bind(1, stream.n).bind(2, first.seq)
        while try select.next() {
            let next = try engine.entry(select.int(0))
            guard next.part == first else { break }
            names.append(EntryName(log: entry.log, dot: next.dot))
        }
        return names
    }

    /// What takes entries back: for each field whose live write is still theirs, or an undo's that
    /// restored theirs, the value that was shown before; a record that they made is deleted if
    /// nobody else wrote to it since; a record that they deleted is restored. A conflict that they
    /// resolved is not opened again.
    package func undoing(_ names: [EntryName]) throws -> UndoPlan {
        var numbers: Set<Int64> = []
        for name in names { numbers.formUnion(try engine.entries(name.dot, in: name.log)) }
        var edits: [Edit] = []
        var leftAlone: [UndoPlan.LeftAlone] = []
        var seen: Set<Place> = []
        for n in numbers.sorted().reversed() {
            let entry = try engine.entry(n)
            // The record of a node is about the laptop, not about what the command did.
            for operation in entry.operations where operation.kind != "node" {
                let place = Place(entry.log, operation.kind, operation.id)
                guard seen.insert(place).inserted else { continue }
                try undo(place, numbers, &edits, &leftAlone)
            }
        }
        return UndoPlan(edits: edits, leftAlone: leftAlone)
    }

    private func undo(
        _ place: Place, _ numbers: Set<Int64>, _ edits: inout [Edit],
        _ leftAlone: inout [UndoPlan.LeftAlone]
    ) throws {
        guard let record = try engine.loaded(place) else { return }
        func leave(_ field: String?, _ reason: UndoPlan.Reason) {
            leftAlone.append(
                .init(log: place.log, kind: place.kind, id: place.id, field: field, reason: reason))
        }
        func edit(_ action: Edit.Action, _ set: [(field: String, value: JSON)] = []) {
            edits.append(Edit(action, log: place.log, kind: place.kind, id: place.id, set: set))
        }
        if numbers.contains(record.created), try makes(record.created, place) {
            if record.isHidden { return leave(nil, .deletedAlready) }
            let isOthersToo = try othersWrote(to: record, place, since: record.created)
            return isOthersToo ? leave(nil, .writtenByOthers) : edit(.delete)
        }
        var written: Set<String> = []
        try engine.walk(record, place) { n, operation in
            if numbers.contains(n) { written.formUnion(operation.set.map(\.field)) }
        }
        var set: [(field: String, value: JSON)] = []
        var wasDeleted: Bool?
        for field in written.sorted() {
            let live = record.live(field)
            var trail = UndoTrail(engine: engine, field: field, place: place)
            guard let own = try trail.write(among: live, of: numbers) else {
                leave(field, .changedSince)
                continue
            }
            guard live.count == 1 else {
                // Others may have written the same at the same time: then it is theirs too.
                let differs = Merge.conflicts(live.map(\.value), field: field)
                leave(field, differs || field == "deleted" ? .inConflict : .changedSince)
                continue
            }
            let before =
                try trail.before(own, without: numbers).map { engine.json($0.value) }
                ?? .null
            if field == "deleted" {
                wasDeleted = before == true
            } else {
                set.append((field, before))
            }
        }
        if wasDeleted == false, record.live("deleted").first?.value == Array("true".utf8) {
            edit(.restore)
        }
        if !set.isEmpty { edit(.write, set) }
        if wasDeleted == true { edit(.delete) }
    }

    /// Whether the earliest entry of a record made it: beside one by a clock that was ahead, what
    /// replaced it may be the earliest.
    private func makes(_ n: Int64, _ place: Place) throws -> Bool {
        try engine.operation(of: n, on: place)?.over.isEmpty ?? true
    }

    /// Whether somebody else than who made a record wrote to it: another person, or another
    /// laptop where it is not said who.
    private func othersWrote(
        to record: FoldedRecord, _ place: Place, since first: Int64
    ) throws -> Bool {
        let maker = try engine.entry(first)
        var found = false
        try engine.walk(record, place) { n, _ in
            let entry = try engine.entry(n)
            let isSame = entry.by == maker.by && (entry.by != nil || entry.node == maker.node)
            if !isSame { found = true }
        }
        return found
    }
}
