import CairnModel
import CairnStore
import CairnSync

/// Reads bundles into a store, after it was settled which chapters are wanted.
struct BundleReading {
    let workspace: Workspace
    /// Whether chapters that the store does not hold are taken without asking.
    let acceptsNew: Bool
    /// The chapters that alone are wanted; empty for all.
    let only: [String]

    struct Read {
        let result: BundleReader.Result
        /// Chapters that came in and were not there before.
        let newChapters: [BundleSummary.Chapter]
        /// What the chapters are called of which earlier entries are needed.
        let needed: [String]
    }

    func read(_ file: String) throws -> Read {
        let held = try workspace.store.read { try $0.logs() }
        let wanted = try wantedLogs(file, held)
        let progress = Progress("Reading \(file)")
        let takes = { (log: RecordID) in wanted?.contains(log) ?? true }
        let result = try BundleReader.read(
            BundleSource(file), into: workspace.store, takes: takes
        ) { done, size in
            let percent = size.map { $0 > 0 ? " (\(done * 100 / $0) %)" : "" } ?? ""
            progress.show("\(BundleWrite.size(done))\(percent)")
        }
        progress.end()
        return Read(
            result: result, newChapters: try newChapters(result, held),
            needed: try chapters(of: Set(result.needs.map(\.log))).map(BundleSummary.title))
    }

    /// The chapters that came in and were not held before.
    private func newChapters(
        _ result: BundleReader.Result, _ held: Set<RecordID>
    ) throws -> [BundleSummary.Chapter] {
        let changed = result.intake.changedLogs
        let known = held.union(changed).union(result.hello?.have?.logs ?? [])
        // The people of a chapter are no chapter of their own.
        let new = changed.subtracting(held).subtracting(known.map(\.peopleLog))
        return try chapters(of: new)
    }

    private func chapters(of logs: Set<RecordID>) throws -> [BundleSummary.Chapter] {
        try workspace.store.read { try BundleSummary(logs: logs).naming(from: $0).chapters }
    }

    // MARK: Which logs

    /// The logs that are taken; nil for all.
    private func wantedLogs(_ file: String, _ held: Set<RecordID>) throws -> Set<RecordID>? {
        if !only.isEmpty { return try onlyLogs(file) }
        if acceptsNew { return nil }
        if file == "-" { return nil }
        let have = try? BundleReader.have(BundleSource(file))
        if let have, have.logs.isSubset(of: held) { return held }
        let summary = try look(file)
        var wanted = held
        for chapter in summary.chapters {
            let logs: Set = [chapter.id, chapter.id.peopleLog]
            let isHeld =
                held.contains(chapter.id)
                || held.contains { $0.peopleLog == chapter.id }
            if isHeld || ask(chapter, in: file) { wanted.formUnion(logs) }
        }
        return wanted
    }

    private func ask(_ chapter: BundleSummary.Chapter, in file: String) -> Bool {
        let events = Words.count(chapter.counts["event"] ?? 0, "event")
        let people = chapter.counts["volunteer"].map { " and \(Words.count($0, "volunteer"))" }
        return Console.confirm(
            "\(file) holds \(BundleSummary.title(chapter)) (\(events)\(people ?? "")), which is "
                + "not in this store. Take it in?")
    }

    private func onlyLogs(_ file: String) throws -> Set<RecordID> {
        let summary = file == "-" ? nil : try look(file)
        var wanted: Set<RecordID> = []
        for name in only {
            let id = try chapter(name, summary, file)
            wanted.formUnion([id, id.peopleLog])
        }
        return wanted
    }

    /// The chapter that a person means: one of the bundle by its name, slug or the end of its id,
    /// else one of the store.
    private func chapter(
        _ name: String, _ summary: BundleSummary?, _ file: String
    ) throws -> RecordID {
        if let id = RecordID(name) { return id }
        let found = (summary?.chapters ?? []).filter { $0.isCalled(name) }
        if found.count == 1 { return found[0].id }
        if found.count > 1 {
            throw CommandFault.ambiguous(
                "\"\(name)\" may be \(found.count) chapters in \(file)",
                hint: "use the id that cairn bundle show \(file) --json prints")
        }
        let known = try? workspace.read { try $0.find(name, "chapter").id }
        if let known { return known }
        throw CommandFault.notFound(
            "there is no chapter \"\(name)\" in \(file)",
            hint: file == "-"
                ? "give the chapter's id, or save the bundle to a file first"
                : "cairn bundle show \(file) lists the chapters")
    }

    private func look(_ file: String) throws -> BundleSummary {
        let progress = Progress("Looking into \(file)")
        defer { progress.end() }
        let look = try BundleReader.look(BundleSource(file)) { done, _ in
            progress.show(BundleWrite.size(done))
        }
        return try workspace.store.read { try look.summary.naming(from: $0) }
    }
}
