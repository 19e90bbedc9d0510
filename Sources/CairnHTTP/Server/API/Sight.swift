internal import CairnModel
internal import CairnStore

/// What a viewer sees of one state of the store. Records that it does not see are to be answered
/// as if they had never been.
struct Sight {
    let viewer: Viewer
    let snapshot: Snapshot
    /// The volunteers who the viewer is; nobody who was deleted or shut out.
    private let selves: [(own: Viewer.Own, person: Person)]

    init(_ viewer: Viewer, _ snapshot: Snapshot) throws {
        (self.viewer, self.snapshot) = (viewer, snapshot)
        selves = try viewer.selves.compactMap { own in
            try snapshot.person(own.volunteer, in: own.chapter.peopleLog).map { (own, $0) }
        }
    }

    /// The logs in which the viewer may see records of a kind; nil for all.
    func logs(of kind: String) -> Set<RecordID>? {
        guard let reads = viewer.reads else { return nil }
        let own = selves.map { kind == "volunteer" ? $0.own.chapter.peopleLog : $0.own.chapter }
        return reads.union(own)
    }

    /// Whether the viewer sees a record.
    func sees(_ record: StoredRecord) throws -> Bool {
        if try record.isHidden || snapshot.isAstray(record) { return false }
        if viewer.mayRead(record.log) {
            return try viewer.mayWrite(record.log) || !snapshot.isPrivate(record)
        }
        guard let (own, person) = person(in: record.log) else { return false }
        switch record.kind {
        case "chapter": return true
        case "event", "shift":
            guard record.log == own.chapter, let event = try snapshot.event(of: record) else {
                return false
            }
            return try snapshot.isForVolunteers(event)
        case "task":
            if try isMine(record) { return true }
            return try TaskGraph.isOpen(record) && record["claim_policy"] == "claimable"
                && !snapshot.isPrivate(record)
        case "signup": return try isMine(record)
        case "volunteer": return person.has(RecordKey(record))
        default: return false
        }
    }

    /// The records of that kind and id that the viewer sees, one for each log that has it; of an
    /// event that repeats also a date that has no record of its own.
    func records(_ kind: String, _ id: RecordID) throws -> [StoredRecord] {
        let written = try snapshot.records(kind, id).map(snapshot.shown).filter(sees)
        guard kind == "event", written.isEmpty else { return written }
        return try snapshot.dates(id, logs: logs(of: kind)).filter(sees)
    }

    /// Whether only the viewer's own things of a log are shown.
    func isOwnView(_ log: RecordID) -> Bool { !viewer.mayRead(log) }

    /// Who the viewer is as a volunteer of the chapter that a log belongs to.
    func person(in log: RecordID) -> (own: Viewer.Own, person: Person)? {
        selves.first { $0.own.chapter == log || $0.own.chapter.peopleLog == log }
    }

    /// Whether a task or a signup is the viewer's own: a part in the task that was not given
    /// back.
    func isMine(_ record: StoredRecord) throws -> Bool {
        if record.kind == "signup" {
            return try record["volunteer"]?.string.map { try names($0, in: record.log) } ?? false
        }
        return try record.elements(of: "assignee").contains { name, value in
            let state = value["state"]?.string
            return try state != "released" && state != "declined" && names(name, in: record.log)
        }
    }

    /// Whether a text by which a record of a log names a volunteer names the viewer.
    func names(_ name: String, in log: RecordID) throws -> Bool {
        guard let name = RecordName(name) else { return false }
        let people = try name.log ?? snapshot.peopleLog(beside: log)
        let key = RecordKey(log: people, kind: "volunteer", id: name.id)
        return selves.contains { $0.person.has(key) }
            || viewer.actor(in: log) == "\(people)/\(name.id)"
    }
}
