/// Plans the import of a calendar file as events and tasks: pure, nothing is written.
///
/// The id of each record is derived from its kind and `ics:<UID>`, so that two laptops that
/// import the same file make the same records. A component without a UID is known by the hash of
/// its lines and its count among equal ones, as rows of a CSV file are. A changed instance of a
/// series gets the id that the instance has. What Cairn itself exported from the same log is
/// known again by its own id. Every component is imported or refused with a reason. Organizers
/// and guests are never taken over.
package struct ICSImport: Sendable {
    let log: RecordID
    let zone: String
    let known: @Sendable (RecordID) -> EventSeries?
    let held: [String: Set<RecordID>]

    /// - Parameters:
    ///   - log: the log of the records.
    ///   - zone: IANA id of the zone of times that name none.
    ///   - known: the series of an id that is in the log already, for changed dates of series that
    ///     the file does not have.
    ///   - held: the shifts and tasks of the log, by their kind: a calendar shows them as events.
    package init(
        log: RecordID, zone: String,
        known: @escaping @Sendable (RecordID) -> EventSeries? = { _ in nil },
        held: [String: Set<RecordID>] = [:]
    ) {
        (self.log, self.zone, self.known, self.held) = (log, zone, known, held)
    }

    /// What importing a file would do. Throws where it is no calendar file at all.
    package func plan(_ bytes: [UInt8]) throws(ImportFault) -> ImportPlan {
        let file = try ICSReader(bytes)
        var job = ICSImportJob(self)
        for root in file.roots { job.collect(root) }
        job.finish()
        var notes = file.notes + job.notes
        if job.hasPeople {
            notes.append("names and addresses of organizers and guests are not taken over")
        }
        if job.edits.isEmpty, job.refused.isEmpty {
            notes.append("there are no events and no tasks in the file")
        }
        return ImportPlan(
            header: [], mapping: [], leftOut: job.leftOut.sorted(), notes: notes,
            readings: job.readings, edits: job.edits, refused: job.refused,
            pictures: job.pictures)
    }
}
