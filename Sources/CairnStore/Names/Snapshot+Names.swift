package import CairnModel

/// How records name one another, and what people call them.
extension Snapshot {
    /// The record that a field's value names (`<id>` or `<log>/<id>`), seen from a log; nil where
    /// it is not there.
    package func record(
        _ kind: String, named name: String, from log: RecordID
    ) throws -> StoredRecord? {
        guard let name = RecordName(name) else { return nil }
        let id = name.id
        if let other = name.log { return try record(kind, id, in: other) }
        if kind == "chapter" { return try record(kind, id, in: id) }
        let place = kind == "volunteer" ? try peopleLog(beside: log) : log
        return try record(kind, id, in: place).map { try shown($0) }
    }

    /// How a field of a record in `log` names another record.
    package func name(of record: StoredRecord, from log: RecordID) throws -> String {
        let near = record.kind == "volunteer" ? try peopleLog(beside: log) : log
        // A chapter's id is its log's, so the id alone says where it is.
        if record.log == near || record.kind == "chapter" { return record.id.description }
        return "\(record.log)/\(record.id)"
    }

    /// What a record is called in a list, on one line. Of volunteers the display name: of a minor
    /// the given name and an initial.
    package func title(of record: StoredRecord) -> String {
        VisibleText.line(saidTitle(of: record))
    }

    private func saidTitle(of record: StoredRecord) -> String {
        switch record.kind {
        case "volunteer": RecordJSON.displayName(of: record)
        case "shift":
            record["label"]?.string ?? record["role"]?.string ?? "shift"
        case "chapter": record["name"]?.string ?? "chapter"
        default:
            Vocabulary.current.kind(record.kind)?.titleField
                .flatMap { record[$0]?.string } ?? record.kind
        }
    }

    /// What a volunteer is called who is named by a field of a record in `log`. One whose people
    /// log is not here is `a volunteer of Lincoln High`.
    package func volunteerTitle(_ name: String, from log: RecordID) throws -> String {
        if let volunteer = try record("volunteer", named: name, from: log) {
            return title(of: volunteer)
        }
        if name.utf8.count > 36, let people = RecordID(name.prefix(36)) {
            let chapter = try chapter(of: people)
            return "a volunteer of \(chapter.map(title) ?? "another chapter")"
        }
        return "volunteer \(name.suffix(4))"
    }

    /// What the volunteer of a signup is called: `shown_name` where the people log is not here.
    package func shownName(_ volunteer: String, of signup: StoredRecord) throws -> String {
        if let found = try record("volunteer", named: volunteer, from: signup.log) {
            return title(of: found)
        }
        return try signup["shown_name"]?.string.map(VisibleText.line)
            ?? volunteerTitle(volunteer, from: signup.log)
    }

    /// The shortest unique tail of a record's id; of a date of a series that has no record of its
    /// own, the ref of the series and the date.
    package func ref(_ record: StoredRecord) throws -> String {
        try instanceRef(record) ?? ref(of: record.id)
    }

    /// How a person names a date of a series that has no record of its own.
    private func instanceRef(_ record: StoredRecord) throws -> String? {
        guard record.isComputed, let date = record["recurrence_id"]?.string,
            let series = record["series"]?.string.flatMap({ RecordID($0.suffix(36)) })
        else { return nil }
        let event = try self.record("event", series, in: record.log)
        let isDaily = try event.flatMap { try self.series(of: $0) }?.rule.isOnceADay ?? true
        return "\(try ref(of: series))@\(isDaily ? String(date.prefix(10)) : date)"
    }

    /// A record as `--json` and the API print it.
    package func json(_ record: StoredRecord, marksKind: Bool = false) throws -> JSON {
        RecordJSON.object(
            record, ref: try ref(record), zone: try zone(of: record.log), marksKind: marksKind)
    }
}
