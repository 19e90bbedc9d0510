internal import CairnModel
internal import CairnStore

/// The volunteer whose page is asked for, in one state of the store.
struct MeSelf {
    let snapshot: Snapshot
    let chapter: StoredRecord
    /// The record of the person: where it was merged into another, that one.
    let person: StoredRecord
    /// That record and those that were merged into it: each may be named by tasks and signups.
    let names: [StoredRecord]
    /// IANA id.
    let zone: String
    /// Milliseconds since 1970.
    let now: Int64

    /// nil where the volunteer, or the chapter, is not in the store, was deleted or is shut out.
    init?(_ own: Viewer.Own, _ snapshot: Snapshot, now: Int64) throws {
        guard let chapter = try snapshot.record("chapter", own.chapter, in: own.chapter),
            !chapter.isHidden,
            let person = try snapshot.person(own.volunteer, in: own.chapter.peopleLog)
        else { return nil }
        (self.snapshot, self.chapter, self.person) = (snapshot, chapter, person.record)
        names = person.names
        zone = chapter["tz"]?.string ?? "UTC"
        self.now = now
    }

    /// As `Intent.by` has it.
    var actor: String { "\(person.log)/\(person.id)" }

    /// The local time in the chapter's zone, `YYYY-MM-DDTHH:MM`.
    var localNow: String { Zone.local(zone, now) }

    /// Whether `by` of an entry, or a reference of the chapter's log, names this person.
    func isMe(_ name: String?) -> Bool {
        guard let name else { return false }
        return names.contains { name.utf8.elementsEqual($0.id.description.utf8) }
            || names.contains { name.utf8.elementsEqual("\($0.log)/\($0.id)".utf8) }
    }

    /// The name under which the person has a part in a task, and what became of it; the person's
    /// own record and nil where there is none.
    func part(in task: StoredRecord) throws -> (name: StoredRecord, state: String?) {
        let draft = RecordDraft(of: task)
        for name in names {
            if let state = try snapshot.part(of: name, in: draft) { return (name, state) }
        }
        return (person, nil)
    }

    /// Records of the chapter's log that name the person in a field or set.
    func records(_ kind: String, naming field: String) throws -> [StoredRecord] {
        var found: [RecordID: StoredRecord] = [:]
        for name in names {
            var filter = RecordFilter(kind: kind, logs: [chapter.log])
            filter.naming = (field, name.id)
            try snapshot.forEach(filter) { found[$0.id] = $0 }
        }
        return found.values.sorted { $0.id < $1.id }
    }

    /// What another volunteer is called here, whatever the age: the given name and an initial.
    func otherName(_ name: String) throws -> String {
        guard let other = try snapshot.record("volunteer", named: name, from: chapter.log) else {
            return try snapshot.volunteerTitle(name, from: chapter.log)
        }
        return DisplayName.short { other[$0] }
    }
}
