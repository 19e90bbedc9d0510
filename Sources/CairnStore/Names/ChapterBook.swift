internal import CairnModel

/// The chapters of one state of a store by their logs, read once.
final class ChapterBook {
    private var byLog: [RecordID: StoredRecord]?
    private var isChapterLog: [RecordID: Bool] = [:]

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

    /// Whether a log holds the record of the chapter whose log it is.
    func isChapterLog(_ log: RecordID, _ snapshot: Snapshot) throws -> Bool {
        if let known = isChapterLog[log] { return known }
        let isOne = try snapshot.engine.recordNumber(Place(log, "chapter", log)) != nil
        isChapterLog[log] = isOne
        return isOne
    }

    /// Hidden chapters too: what is in their logs still has a zone and a name.
    private static var all: RecordFilter {
        var filter = RecordFilter(kind: "chapter")
        filter.includesHidden = true
        return filter
    }
}
