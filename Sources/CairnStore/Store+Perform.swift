package import CairnModel

extension Store {
    /// Performs what `build` wants, in one transaction that waits for the disk.
    ///
    /// `build` sees the state to which its edits are applied, and nobody else writes in between;
    /// what it throws is passed on and nothing is changed. Its edits are validated already.
    @discardableResult
    package func perform(_ build: (Snapshot) throws -> Intent) throws -> Performed {
        var parts: [RecordID: Dot] = [:]
        var command: Int64?
        let performed = try write(&parts, &command) { snapshot in
            let intent = try build(snapshot)
            return (intent, intent.edits[...])
        }
        try note(performed.entries)
        return performed
    }

    /// Edits of one batch: four entries full, with room for the record of the node. A commit costs as
    /// much as some hundred edits.
    private static let batchEditsMax = 4 * Limit.opsMax - 1

    /// Performs many edits in batches, each durable and noted before the next begins; every entry
    /// after the first of its log names that one as its `part`, so that history and undo take them
    /// as one. Where it is broken off, running it again completes it.
    ///
    /// - Parameter progress: is told how many edits are done.
    @discardableResult
    package func performMany(
        _ intent: Intent, progress: (Int) throws -> Void
    ) throws -> Performed {
        var parts: [RecordID: Dot] = [:]
        var command: Int64?
        var results: [Performed.Result] = []
        var entries: [EntryName] = []
        var newIdentity: IdentityChange?
        var start = 0
        while start < intent.edits.count {
            let end = min(start + Self.batchEditsMax, intent.edits.count)
            let performed = try write(&parts, &command) { _ in (intent, intent.edits[start..<end]) }
            try note(performed.entries)
            results += performed.results
            entries += performed.entries
            newIdentity = newIdentity ?? performed.newIdentity
            start = end
            try progress(start)
        }
        return Performed(results: results, entries: entries, newIdentity: newIdentity)
    }

    /// Performs some of the edits of an intent in one transaction.
    private func write(
        _ parts: inout [RecordID: Dot], _ command: inout Int64?,
        _ build: (Snapshot) throws -> (Intent, ArraySlice<Edit>)
    ) throws -> Performed {
        let performed = try write { snapshot in
            let (intent, edits) = try build(snapshot)
            let change = try renewIdentity(engine)
            let (pen, results) = try write(edits, by: intent.by, parts)
            parts = pen.parts
            try engine.noteCommand(&command, pen.written, undoes: intent.undoes)
            return Performed(results: results, entries: pen.written, newIdentity: change)
        }
        if performed.newIdentity != nil { try noteGivenOut(isDurable: false) }
        return performed
    }

    /// Writes the entries of some edits.
    ///
    /// Where all seem to be creations of new records none is looked up before: writing it says
    /// whether it was there. If one was, all are written again with lookups.
    private func write(
        _ edits: ArraySlice<Edit>, by: String?, _ parts: [RecordID: Dot]
    ) throws -> (Pen, [Performed.Result]) {
        func all(assumingNew assumesNew: Bool) throws -> (Pen, [Performed.Result]) {
            var pen = try Pen(
                engine: engine, surroundings: surroundings, by: by, parts: parts,
                assumesNew: assumesNew)
            var results: [Performed.Result] = []
            results.reserveCapacity(edits.count)
            for edit in edits { results.append(try pen.write(edit)) }
            try pen.finish()
            return (pen, results)
        }
        if try seemNew(edits) {
            let done = try engine.attempting(unless: Pen.NotNew.self) {
                try all(assumingNew: true)
            }
            if let done { return done }
        }
        return try all(assumingNew: false)
    }

    /// Whether the edits are many, creations alone, and the first and the last are of records that
    /// are not here: an import that is repeated has been there from its first row on.
    private func seemNew(_ edits: ArraySlice<Edit>) throws -> Bool {
        guard edits.count >= Self.manyEdits, edits.allSatisfy({ $0.action == .create }) else {
            return false
        }
        return try [edits.first!, edits.last!].allSatisfy { edit in
            try engine.recordNumber(Place(edit.log, edit.kind, edit.id)) == nil
        }
    }

    private static let manyEdits = 16

    /// Notes what was written, so that a store which is put back to before it notices.
    private func note(_ written: [EntryName]) throws {
        guard let node = written.last?.dot.node else { return }
        var seqs: [RecordID: Int64] = [:]
        for name in written where name.dot.node == node { seqs[name.log] = name.dot.seq }
        try noteWritten(seqs, by: node)
    }
}

extension Engine {
    /// Notes the entries of a command, so that it can be undone, and which ones it undoes. What
    /// takes back an undo is a command like any other, and the undo stays what it was.
    func noteCommand(
        _ command: inout Int64?, _ entries: [EntryName], undoes: [EntryName]
    ) throws {
        var state = undoes.isEmpty ? UndoState.done : .undo
        for name in undoes {
            for n in try self.entries(name.dot, in: name.log) {
                if try undoState(of: n) == .undo { state = .done }
                try prepared(
                    "UPDATE command SET state = 'undone' WHERE entry = ?1 AND state = 'done'"
                ).bind(1, n).run()
            }
        }
        if entries.isEmpty { return }
        if command == nil {
            let select = prepared("SELECT coalesce(max(n), 0) + 1 FROM command")
            _ = try select.next()
            command = select.int(0)
            select.reset()
        }
        for name in entries {
            for n in try self.entries(name.dot, in: name.log) {
                try prepared("INSERT INTO command (n, entry, state) VALUES (?1, ?2, ?3)")
                    .bind(1, command!).bind(2, n).bind(3, state.rawValue).run()
            }
        }
    }
}
