internal import CairnModel

/// The chapters of one state of a store by their logs, read once.
final class ChapterBook {
    private var byLog: [RecordID: StoredRecord]?

    /// The chapter whose own log or people log this is; nil where its record is not here.
    func chapter(of log: RecordID, _ snapshot: Snapshot) throws -> StoredRecord? {
        if let byLog { return byLog[log] }
        var chapters: [RecordID: StoredRecord] = [:]
        try snapshot.forEach(Self.all) { chapter in
            chapters[chapter.id] = chapter
            chapters[chapter.id.peopleLog] = chapter
        }
        byLog = chapters
        return chapters[log]
    }

    /// Hidden chapters too: what is in their logs still has a zone and a name.
    private static var all: RecordFilter {
        var filter = RecordFilter(kind: "chapter")
        filter.includesHidden = true
        return filter
    }
}
