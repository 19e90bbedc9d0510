/// A text that names a record: `<id>`, or `<log>/<id>` for one of another log.
package struct RecordName {
    /// Nil where the text names none: the record is then in the log that its kind has beside the
    /// one that names it.
    package let log: RecordID?
    /// The record's own id.
    package let id: RecordID

    /// Nil where the text is no such name.
    package init?(_ text: some StringProtocol) {
        guard let slash = text.utf8.firstIndex(of: 0x2F) else {
            guard let id = RecordID(text) else { return nil }
            (log, self.id) = (nil, id)
            return
        }
        guard let log = RecordID(text[..<slash]),
            let id = RecordID(text[text.utf8.index(after: slash)...])
        else { return nil }
        (self.log, self.id) = (log, id)
    }
}
