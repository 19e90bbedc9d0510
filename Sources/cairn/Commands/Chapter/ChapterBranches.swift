import CairnModel
import CairnStore

/// Chapters in the order of their tree, each below its parent. One whose parent is not here is a
/// root; those that are in a circle follow at the end.
struct ChapterBranches {
    private(set) var rows: [(depth: Int, chapter: StoredRecord)] = []

    init(_ chapters: [StoredRecord], from root: RecordID? = nil) {
        let ids = Set(chapters.map(\.id))
        let sorted = chapters.sorted { ($0["name"]?.string ?? "") < ($1["name"]?.string ?? "") }
        var below: [RecordID: [StoredRecord]] = [:]
        var roots: [StoredRecord] = []
        for chapter in sorted {
            if let parent = Self.parent(of: chapter), ids.contains(parent), parent != chapter.id {
                below[parent, default: []].append(chapter)
            } else {
                roots.append(chapter)
            }
        }
        if let root { roots = sorted.filter { $0.id == root } }
        var seen: Set<RecordID> = []
        func visit(_ chapter: StoredRecord, _ depth: Int) {
            guard seen.insert(chapter.id).inserted else { return }
            rows.append((depth, chapter))
            for child in below[chapter.id] ?? [] { visit(child, depth + 1) }
        }
        for chapter in roots { visit(chapter, 0) }
        if root == nil { for chapter in sorted { visit(chapter, 0) } }
    }

    /// The chapter above, from its id with or without a log.
    static func parent(of chapter: StoredRecord) -> RecordID? {
        chapter["parent"]?.string.flatMap { RecordID($0.suffix(36)) }
    }
}
