package import CairnModel

extension Snapshot {
    /// The chapter whose own log or people log this is, a deleted one too; nil where its record is
    /// not here.
    package func chapter(of log: RecordID) throws -> StoredRecord? {
        try book.chapter(of: log, self)
    }

    /// The id of the chapter that a log belongs to: its own log, or its people log.
    package func chapterID(of log: RecordID) throws -> RecordID {
        try chapter(of: log)?.id ?? log
    }

    /// The people log beside a log (itself, if it is one).
    package func peopleLog(beside log: RecordID) throws -> RecordID {
        try chapterID(of: log).peopleLog
    }

    /// The zone of a log's chapter, an IANA id.
    package func zone(of log: RecordID) throws -> String {
        try chapter(of: log)?["tz"]?.string ?? "UTC"
    }

    /// A chapter and all below it, as the field `parent` says; a circle of parents ends where it
    /// began.
    package func branch(from root: RecordID) throws -> Set<RecordID> {
        Self.branch(from: [root], among: try chapters())
    }

    /// Some chapters and all of the others that are below them.
    package static func branch(
        from roots: Set<RecordID>, among chapters: [StoredRecord]
    ) -> Set<RecordID> {
        var found = roots
        var grew = true
        while grew {
            grew = false
            for chapter in chapters where !found.contains(chapter.id) {
                guard let parent = chapter["parent"]?.string.flatMap({ RecordID($0.suffix(36)) }),
                    found.contains(parent)
                else { continue }
                found.insert(chapter.id)
                grew = true
            }
        }
        return found
    }
}
