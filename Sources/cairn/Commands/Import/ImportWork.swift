import ArgumentParser
import CairnModel
import CairnStore

/// Writes what an import planned, or foresees it, and tells about it.
struct ImportWork {
    let workspace: Workspace
    let plan: ImportPlan
    let report: ImportReport

    /// Ends with the exit code of a partly refused input where something was refused.
    func run(isDryRun: Bool) throws {
        let isJSON = workspace.options.json
        var performed: Performed?
        if !isDryRun {
            if !isJSON { report.printReading() }
            performed = try write()
        }
        let counts: ImportReport.Counts
        if let performed {
            counts = ImportReport.Counts(performed.results)
        } else {
            counts = try workspace.read { lookup in try report.foresee(lookup.snapshot) }
        }
        if isJSON {
            workspace.options.printJSON(report.json(counts))
        } else {
            if isDryRun { report.printReading() }
            report.printResult(counts, isDryRun: isDryRun)
        }
        if !plan.refused.isEmpty { throw ExitCode(ExitStatus.someRefused.rawValue) }
    }

    private func write() throws -> Performed {
        let by = try workspace.read { try $0.actor() }
        let progress = Progress("Importing")
        let performed = try workspace.store.performMany(
            Intent(plan.edits.map(\.edit), by: by)
        ) { progress.show($0, of: plan.edits.count) }
        progress.end()
        if let change = performed.newIdentity { Console.note(change.description) }
        return performed
    }
}
