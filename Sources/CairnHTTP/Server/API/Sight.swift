internal import CairnModel
internal import CairnStore

/// What a viewer sees of one state of the store. Records that it does not see are to be answered
/// as if they had never been.
struct Sight {
    let viewer: Viewer
    let snapshot: Snapshot
    /// The volunteers who the viewer is, with every id that each goes by.
    private let selves: [(own: Viewer.Own, ids: Set<RecordID>)]

    init(_ viewer: Viewer, _ snapshot: Snapshot) throws {
        (self.viewer, self.snapshot) = (viewer, snapshot)
        selves = try viewer.selves.compactMap { own in
            guard let ids = try Self.ids(of: own, snapshot) else { return nil }
            return (own, ids)
        }
    }

    /// The ids of a volunteer's record and of the one that it was merged into; nil for somebody
    /// who was deleted or shut out.
    private static func ids(of own: Viewer.Own, _ snapshot: Snapshot) throws -> Set<RecordID>? {
        var ids: Set<RecordID> = [own.volunteer]
        var next: RecordID? = own.volunteer
        while let id = next {
            next = nil
            guard let record = try snapshot.record("volunteer", id, in: own.chapter.peopleLog)
            else { break }
            if record.isHidden || record["status"]?.string == "blocked" { return nil }
            guard let name = record["merged_into"]?.string, let behind = RecordID(name.suffix(36))
            else { break }
            if ids.insert(behind).inserted { next = behind }
        }
        return ids
    }

    /// The logs in which the viewer may see records of a kind; nil for all.
    func logs(of kind: String) -> Set<RecordID>? {
        guard let reads = viewer.reads else { return nil }
        let own = selves.map { kind == "volunteer" ? $0.own.chapter.peopleLog : $0.own.chapter }
        return reads.union(own)
    }

    /// Whether the viewer sees a record.
    func sees(_ record: StoredRecord) throws -> Bool {
        if record.isHidden { return false }
        if viewer.mayRead(record.log) {
            return try viewer.mayWrite(record.log) || !snapshot.isPrivate(record)
        }
        guard let (own, ids) = person(in: record.log) else { return false }
        switch record.kind {
        case "chapter": return record.id == record.log
        case "event", "shift":
            guard record.log == own.chapter, let event = try snapshot.event(of: record) else {
                return false
            }
            return try !event.isHidden && !snapshot.isPrivate(record)
        case "task":
            if isMine(record) { return true }
            return try TaskGraph.isOpen(record) && record["claim_policy"] == "claimable"
                && !snapshot.isPrivate(record)
        case "signup": return isMine(record)
        case "volunteer": return record.log != own.chapter && ids.contains(record.id)
        default: return false
        }
    }

    /// The records of that kind and id that the viewer sees, one for each log that has it.
    func records(_ kind: String, _ id: RecordID) throws -> [StoredRecord] {
        try snapshot.records(kind, id).map(snapshot.shown).filter(sees)
    }

    /// Whether only the viewer's own things of a log are shown.
    func isOwnView(_ log: RecordID) -> Bool { !viewer.mayRead(log) }

    /// Who the viewer is as a volunteer of the chapter that a log belongs to.
    func person(in log: RecordID) -> (own: Viewer.Own, ids: Set<RecordID>)? {
        selves.first { $0.own.chapter == log || $0.own.chapter.peopleLog == log }
    }

    /// Whether a task or a signup is the viewer's own: a part in the task that was not given
    /// back.
    func isMine(_ record: StoredRecord) -> Bool {
        if record.kind == "signup" {
            return record["volunteer"]?.string.map { names($0, in: record.log) } ?? false
        }
        return record.elements(of: "assignee").contains { name, value in
            let state = value["state"]?.string
            return names(name, in: record.log) && state != "released" && state != "declined"
        }
    }

    /// Whether a text by which a record of a log names a volunteer names the viewer.
    func names(_ name: String, in log: RecordID) -> Bool {
        let parts = name.split(separator: "/")
        guard let id = parts.last.flatMap({ RecordID($0) }) else { return false }
        if parts.count == 2 {
            return selves.contains { own, ids in
                parts[0] == own.chapter.peopleLog.description && ids.contains(id)
            } || viewer.actor(in: log) == name
        }
        if let (_, ids) = person(in: log) { return ids.contains(id) }
        return viewer.actor(in: log)?.hasSuffix("/\(name)") ?? false
    }
}
