internal import CairnModel

/// The records of a calendar feed: what its holder may have in a calendar.
///
/// Of a volunteer the tasks that are theirs, the shifts and events that they are signed up for,
/// and of their chapter the events that are public or for the chapter. Of a token that may read
/// logs the events of those logs, and their tasks that are still to be done. Events whose
/// visibility is private are in no feed.
package struct Feed {
    private let snapshot: Snapshot
    private let content: FeedContent
    private var found: [RecordKey: StoredRecord] = [:]
    /// Shifts in which the volunteer has no sure place: asked, or on the waiting list.
    package private(set) var tentative: Set<RecordKey> = []
    /// The chapter, or common log, that the feed is called by.
    private let log: RecordID?

    package init(_ content: FeedContent, of holder: TokenHolder, in snapshot: Snapshot) throws {
        (self.content, self.snapshot) = (content, snapshot)
        log = holder.grants.first?.log
        try addLogs(holder.rights.reads)
        for grant in holder.grants where grant.role == .volunteer { try addOwn(grant) }
    }

    /// The chapter's name, for the calendar's.
    package func name() throws -> String {
        let name = try log.flatMap { try snapshot.record("chapter", $0, in: $0)?["name"]?.string }
        return content == .events ? name ?? "Cairn" : "\(name ?? "Cairn"): tasks"
    }

    /// The chapter's zone.
    package func zone() throws -> String { try log.map(snapshot.zone) ?? "UTC" }

    /// The records, the latest ones where there are more.
    package func records(limit: Int) -> [StoredRecord] {
        let ordered = found.sorted { left, right in
            let (first, second) = (time(left.value), time(right.value))
            if first == second { return left.key < right.key }
            return first.utf8.lexicographicallyPrecedes(second.utf8)
        }
        return ordered.suffix(limit).map(\.value)
    }

    /// An event without a day is in no calendar, a task without one in every list.
    private func time(_ record: StoredRecord) -> String {
        let field = record["when"] ?? record["due"]
        return field?.startText ?? (content == .events ? "" : "~")
    }

    private mutating func add(_ record: StoredRecord) { found[RecordKey(record)] = record }

    // MARK: What logs hold

    private mutating func addLogs(_ logs: Set<RecordID>) throws {
        if logs.isEmpty { return }
        let kind = content == .events ? "event" : "task"
        for record in try snapshot.records(RecordFilter(kind: kind, logs: logs)) {
            if content == .events {
                if try visibility(of: record) != "private" { add(record) }
            } else if try TaskGraph.isOpen(record) && !snapshot.isPrivate(record) {
                add(record)
            }
        }
    }

    /// An event of no visibility is the chapter's. A changed instance has that of its series.
    private func visibility(of event: StoredRecord) throws -> String {
        try snapshot.shown(event)["visibility"]?.string ?? "chapter"
    }

    // MARK: What is a volunteer's

    private mutating func addOwn(_ grant: Grant) throws {
        guard let id = grant.volunteer.flatMap({ RecordID($0) }),
            let person = try snapshot.person(id, in: grant.log.peopleLog)
        else { return }
        let names = person.names.map { RecordKey($0) }
        if content == .tasks {
            for name in names { try addTasks(of: name) }
            return
        }
        for event in try snapshot.records(RecordFilter(kind: "event", logs: [grant.log]))
        where try ["public", "chapter"].contains(visibility(of: event)) {
            add(event)
        }
        for name in names { try addSignups(of: name) }
    }

    private mutating func addTasks(of volunteer: RecordKey) throws {
        var filter = RecordFilter(kind: "task")
        filter.naming = ("assignee", volunteer.id)
        var reader = ReferenceReader()
        for task in try snapshot.records(filter) {
            let isTheirs = task.elements(of: "assignee").contains { element in
                let state = element.value["state"]?.string
                return state != "declined" && state != "released"
                    && reader.key(element.name, kind: "volunteer", from: RecordKey(task))
                        == volunteer
            }
            if isTheirs { add(task) }
        }
    }

    private mutating func addSignups(of volunteer: RecordKey) throws {
        var filter = RecordFilter(kind: "signup")
        filter.naming = ("volunteer", volunteer.id)
        var reader = ReferenceReader()
        for signup in try snapshot.records(filter) {
            let key = RecordKey(signup)
            let kind = signup["shift"] != nil ? "shift" : "event"
            guard let name = signup["volunteer"]?.string,
                reader.key(name, kind: "volunteer", from: key) == volunteer,
                let text = signup[kind]?.string,
                let place = reader.key(text, kind: kind, from: key),
                let target = try snapshot.record(kind, place.id, in: place.log), !target.isHidden,
                let event = try snapshot.event(of: target),
                try snapshot.isForVolunteers(event)
            else { continue }
            try add(target, at: event, signup)
        }
    }

    private mutating func add(
        _ target: StoredRecord, at event: StoredRecord, _ signup: StoredRecord
    ) throws {
        let standing = try snapshot.signups(of: target)
            .first { $0.record.id == signup.id }?.standing
        guard let standing, standing != .declined, standing != .cancelled else { return }
        add(event)
        guard target.kind == "shift" else { return }
        add(target)
        if standing != .registered { tentative.insert(RecordKey(target)) }
    }
}
