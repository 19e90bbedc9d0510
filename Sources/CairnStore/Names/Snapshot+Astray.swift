internal import CairnModel

extension Snapshot {
    /// Whether a record lies in a log that its kind is never in: a chapter outside the log of its
    /// own id, a volunteer in a log that a chapter has as its own.
    ///
    /// Whoever may push a log can put such a record there. It is kept and passed on like all that
    /// is well-formed and means nothing: no list, search or ref has it, and a person is told.
    package func isAstray(_ record: StoredRecord) throws -> Bool {
        switch record.kind {
        case "chapter": record.id != record.log
        case "volunteer": try book.isChapterLog(record.log, self)
        default: false
        }
    }
}
