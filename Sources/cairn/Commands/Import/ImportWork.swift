import ArgumentParser
import CairnModel
import CairnStore

/// Writes what an import planned, or foresees it, and tells about it.
struct ImportWork {
    let workspace: Workspace
    let plan: ImportPlan
    let options: ImportOptions
    let report: ImportReport

    /// Ends with the exit code of a partly refused input where something was refused.
    func run() throws {
        let isJSON = workspace.options.json
        let differing = try workspace.read { try $0.snapshot.differences(plan) }
        if !isJSON, !options.dryRun { report.printReading() }
        let counts = try options.dryRun ? foresee(differing) : write(differing)
        if isJSON {
            workspace.options.printJSON(report.json(counts, differing))
        } else {
            if options.dryRun { report.printReading() }
            report.printResult(counts, differing)
        }
        if !plan.refused.isEmpty { throw ExitCode(ExitStatus.someRefused.rawValue) }
    }

    private func foresee(_ differing: [ImportDifference]) throws -> ImportReport.Counts {
        var counts = try workspace.read { try report.foresee($0.snapshot) }
        if options.update { counts.update(differing.count { $0.edit != nil }) }
        return counts
    }

    private func write(_ differing: [ImportDifference]) throws -> ImportReport.Counts {
        let by = try workspace.read { try $0.actor() }
        let corrections =
            try options.update ? workspace.read { try $0.snapshot.corrections(differing) } : []
        let edits = plan.edits.map(\.edit) + corrections.flatMap { $0 }
        let progress = Progress("Importing")
        let performed = try workspace.store.performMany(Intent(edits, by: by)) {
            progress.show($0, of: edits.count)
        }
        progress.end()
        if let change = performed.newIdentity { Console.note(change.description) }
        var counts = ImportReport.Counts(Array(performed.results.prefix(plan.edits.count)))
        var results = performed.results.dropFirst(plan.edits.count)
        let changed = corrections.count { edits in
            defer { results = results.dropFirst(edits.count) }
            return results.prefix(edits.count).contains(.changed)
        }
        counts.update(changed)
        return counts
    }
}
