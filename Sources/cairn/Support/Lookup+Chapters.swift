import CairnModel
import CairnStore

extension Lookup {
    /// The chapter that a write goes to: the one that was asked for, else the store's own, else
    /// the only one.
    func chapterToWrite() throws -> StoredRecord {
        if let ref = options.chapterRef { return try find(ref, "chapter") }
        if let home = workspace.home, let chapter = try snapshot.record("chapter", home, in: home) {
            return chapter
        }
        let chapters = try snapshot.chapters()
        if chapters.count == 1 { return chapters[0] }
        if chapters.isEmpty {
            throw CommandFault.notFound(
                "this store has no chapter yet",
                hint: "make one with cairn chapter add, or read a bundle")
        }
        let names = chapters.prefix(10).map { $0["slug"]?.string ?? snapshot.title(of: $0) }
        throw CommandFault.usage(
            "this could go to several chapters: \(Words.list(names, last: "or"))",
            hint: "say which one with --chapter")
    }

    /// The chapters that a list covers: the one asked for, a branch of the tree, else the
    /// store's own; nil for all that the store holds.
    func chaptersToList(under: String?) throws -> Set<RecordID>? {
        if let under { return try snapshot.branch(from: find(under, "chapter").id) }
        if let ref = options.chapterRef { return [try find(ref, "chapter").id] }
        return workspace.home.map { [$0] }
    }

    /// The logs of a list of a kind: volunteers are in people logs, all else in chapter logs.
    func logs(_ kind: String, under: String?) throws -> Set<RecordID>? {
        guard let chapters = try chaptersToList(under: under) else { return nil }
        return kind == "volunteer" ? Set(chapters.map(\.peopleLog)) : chapters
    }
}
