import CairnModel
import CairnStore

/// Tells a person, or a program, what an import did or would do.
struct ImportReport {
    let file: String
    let kind: String
    let plan: ImportPlan
    let options: ImportOptions

    /// What became of the rows that were not refused.
    struct Counts {
        var imported = 0
        var unchanged = 0
        var updated = 0

        init(_ results: [Performed.Result]) {
            imported = results.count { $0 != .unchanged }
            unchanged = results.count - imported
        }

        /// Some of those that were here were corrected.
        mutating func update(_ count: Int) {
            updated += count
            unchanged -= count
        }
    }

    /// What would become of them, without writing.
    func foresee(_ snapshot: Snapshot) throws -> Counts {
        var seen: Set<RecordID> = []
        return Counts(
            try plan.edits.map(\.edit).map { edit in
                let isThere =
                    try snapshot.record(edit.kind, edit.id, in: edit.log).map { !$0.isHidden }
                    ?? false
                return seen.insert(edit.id).inserted && !isThere ? .created : .unchanged
            })
    }

    /// `{"rows","imported","unchanged","refused":[{"line","column","value","code","reason"}]}`,
    /// `updated` where something was, and `differing` with what says something else and was left
    /// alone; of an update that is what was decided here.
    func json(_ counts: Counts, _ differing: [ImportDifference]) -> JSON {
        var json = json(counts)
        if counts.updated > 0 { json = json.setting("updated", .integer(Int64(counts.updated))) }
        let rows = differing.compactMap { row -> JSON? in
            let fields = options.update ? row.kept.map(\.field) : row.fields
            guard !fields.isEmpty else { return nil }
            return [
                "line": .integer(Int64(row.line)), "id": .string(row.id.description),
                "fields": .array(fields.map { .string($0) }),
            ]
        }
        return rows.isEmpty ? json : json.setting("differing", .array(rows))
    }

    private func json(_ counts: Counts) -> JSON {
        [
            "rows": .integer(Int64(plan.rows)), "imported": .integer(Int64(counts.imported)),
            "unchanged": .integer(Int64(counts.unchanged)),
            "refused": .array(
                plan.refused.map { row in
                    [
                        "line": .integer(Int64(row.line)), "column": .string(row.column),
                        "value": .string(row.value), "code": .string(row.code),
                        "reason": .string(row.reason),
                    ]
                }),
            "left_out": .array(plan.leftOut.map { .string($0) }),
        ]
    }

    /// How the file was read: columns, dates, what is left out.
    func printReading() {
        if plan.mapping.isEmpty {
            Console.note("Read \(Words.count(plan.rows, "entry")) of \(file).")
        } else {
            Console.note("Read \(Words.count(plan.rows, "row")) of \(file) as \(Words.many(kind)).")
            let columns = plan.mapping.map { "\($0.column) → \($0.target)" }
            Console.note("Columns: \(columns.joined(separator: ", "))")
        }
        if !plan.leftOut.isEmpty {
            Console.note("Left out: \(plan.leftOut.joined(separator: ", "))")
        }
        for note in plan.notes { Console.note("Note: \(note).") }
        for reading in plan.readings.prefix(3) { Console.note("Read \(reading)") }
    }

    /// The refused rows as data, and the figures in a sentence.
    func printResult(_ counts: Counts, _ differing: [ImportDifference]) {
        var table = Table("line", "column", "value", "reason")
        for row in plan.refused {
            table.add(String(row.line), row.column, row.value, row.reason)
        }
        if !table.isEmpty {
            Console.note("Not imported:")
            table.print(ifEmpty: "")
        }
        let refused = plan.refused.isEmpty ? "" : ", \(plan.refused.count) refused"
        let were = Words.verb(counts.unchanged, "was", "were")
        let unchanged = counts.unchanged == 0 ? "" : ", \(counts.unchanged) \(were) here already"
        let updated = counts.updated == 0 ? "" : ", \(counts.updated) corrected"
        let verb = options.dryRun ? "Would import" : "Imported"
        Console.note("\(verb) \(imported(counts))\(updated)\(unchanged)\(refused).")
        if !options.update { printDiffering(differing.filter { $0.edit != nil }) }
        printKept(differing)
        if options.dryRun {
            Console.note("Nothing was written. Run it without --dry-run to import.")
        } else if counts.imported + counts.updated > 0 {
            Console.note("cairn undo takes it back.")
        }
    }

    /// The rows that say something else than what is here: by their fields, no values.
    private func printDiffering(_ differing: [ImportDifference]) {
        guard !differing.isEmpty else { return }
        let told = ImportDifference.sentence(
            differing, naming: { $0.set.map(\.field) }, in: "file")
        Console.note(
            "\(told). They were left as they are here; --update writes what the file says.")
    }

    /// What was decided here, and what no list writes over.
    private func printKept(_ differing: [ImportDifference]) {
        let kept = differing.flatMap { row in
            row.kept.map {
                "line \(row.line) (\(Words.plain($0.field)), \($0.reason.rawValue))"
            }
        }
        guard !kept.isEmpty else { return }
        Console.note(
            "Left as it is here, whatever the file says: "
                + "\(Words.first(ImportDifference.shownMax, of: kept)). "
                + "\(options.update ? "" : "--update does not change that either. ")"
                + "To change it, edit the record.")
    }

    /// `3 events`, of a calendar `3 events and 1 task`.
    private func imported(_ counts: Counts) -> String {
        let kinds = Set(plan.edits.map(\.edit.kind))
        guard plan.mapping.isEmpty, kinds.count != 1 else {
            return Words.count(counts.imported, kinds.first ?? kind)
        }
        return Words.count(counts.imported, "event or task", "events and tasks")
    }
}
