import CairnModel
import CairnStore

extension Workspace {
    /// Makes one record and prints it.
    ///
    /// - Parameter log: the log that it goes to; nil for that of the chapter to write to.
    func add(
        _ kind: String, said verb: String = "Added", log: (Lookup) throws -> RecordID,
        _ fill: (inout FieldInput) throws -> Void
    ) throws {
        let id = newID()
        var home = id
        try write { lookup in
            home = try log(lookup)
            var input = FieldInput(kind, in: home, lookup)
            try fill(&input)
            try input.draft.checkComplete()
            let edit = input.draft.edit(id: id)
            try lookup.snapshot.checkFit(of: edit)
            return Intent([edit], by: try lookup.actor())
        }
        try report(kind, id, in: home, said: verb)
    }

    /// Sets fields of one record that a person names, and prints it.
    func edit(
        _ ref: String, _ kind: String, said verb: String = "Changed",
        _ fill: (inout FieldInput) throws -> Void
    ) throws {
        var edited: StoredRecord?
        let performed = try write { lookup in
            let record = try lookup.find(ref, kind)
            edited = record
            var input = FieldInput(kind, in: record.log, of: record, lookup)
            try fill(&input)
            let (edits, change) = try lookup.snapshot.edits(of: input.draft)
            for edit in edits { try lookup.snapshot.checkFit(of: edit) }
            if !options.json { change.tell() }
            return Intent(edits, by: try lookup.actor())
        }
        guard let edited else { return }
        let isUnchanged = performed.results.allSatisfy { $0 == .unchanged }
        if isUnchanged { sayUnchanged("it says that already") }
        try report(kind, edited.id, in: edited.log, said: isUnchanged ? "Unchanged:" : verb)
    }

    /// Hides a record, or shows it again, and prints it.
    func act(
        _ action: Edit.Action, _ ref: String, _ kind: String, said verb: String,
        already: String
    ) throws {
        var touched: StoredRecord?
        let performed = try write { lookup in
            let record = try lookup.find(ref, kind, hidden: true)
            touched = record
            let edits =
                try action == .delete
                ? lookup.snapshot.hiding(record) : lookup.snapshot.restoring(record)
            return Intent(edits, by: try lookup.actor())
        }
        guard let touched else { return }
        let isUnchanged = performed.results.allSatisfy { $0 == .unchanged }
        if isUnchanged {
            sayUnchanged(action == .delete ? "it is deleted already" : "it is not deleted")
        }
        let said = isUnchanged ? already : verb
        if touched.isComputed {
            // A date of a series without a record is the same before and after.
            try read { try report(touched, $0, said: said) }
        } else {
            try report(kind, touched.id, in: touched.log, said: said)
        }
        if case .delete = action, !isUnchanged, !options.json {
            Console.note(
                "It is hidden, not erased: it stays in the log. cairn \(kind) restore \(ref) shows "
                    + "it again.")
        }
    }

    /// Nothing went to the log, so that the next undo takes back an earlier change.
    private func sayUnchanged(_ reason: String) {
        if !options.json { Console.note("Nothing was written: \(reason).") }
    }

    /// Prints a record after a write: on a terminal what was done and the record in short lines,
    /// in a pipe its row of the list.
    func report(_ kind: String, _ id: RecordID, in log: RecordID, said verb: String) throws {
        try read { lookup in
            guard let found = try lookup.snapshot.record(kind, id, in: log) else { return }
            try report(try lookup.snapshot.shown(found), lookup, said: verb)
        }
    }

    private func report(_ record: StoredRecord, _ lookup: Lookup, said verb: String) throws {
        if options.json { return options.printJSON(try lookup.json(record)) }
        guard Console.output.isTerminal else {
            return try lookup.table([record], kind: record.kind).print(ifEmpty: "")
        }
        let listing = Listing.of(record.kind)
        let ref = try lookup.snapshot.ref(record)
        Console.print("\(verb) \(record.kind) \(Console.output.style(ref, .strong))")
        var details = Details(indent: 2)
        for (column, cell) in zip(listing.columns, try listing.cells(lookup, record))
        where column.title != "ref" {
            details.add(column.title, cell)
        }
        details.print()
    }
}

extension Workspace {
    /// Prints records of one kind after a write: as `report` for one, a table or an array for
    /// several.
    func reportAll(_ records: [StoredRecord], said verb: String = "Changed") throws {
        if records.count == 1, let record = records.first {
            return try report(record.kind, record.id, in: record.log, said: verb)
        }
        try read { lookup in
            let now = try records.compactMap {
                try lookup.snapshot.record($0.kind, $0.id, in: $0.log)
            }
            if options.json {
                return options.printJSON(.array(try now.map { try lookup.json($0) }))
            }
            guard let kind = now.first?.kind else { return }
            try lookup.table(now, kind: kind).print(ifEmpty: "")
        }
    }
}
