internal import CairnModel
internal import CairnStore
internal import HTTPTypes

/// One state of the store as somebody who is signed in may see it.
struct BoardLook {
    let snapshot: Snapshot
    let session: BoardSession
    /// Milliseconds since 1970.
    let now: Int64
    /// The chapters of which this one sees all.
    let chapters: [StoredRecord]
    /// The one whose zone and name the board goes by: the laptop's own where it may be seen.
    let mainChapter: StoredRecord?

    init(_ snapshot: Snapshot, _ session: BoardSession, now: Int64) throws {
        (self.snapshot, self.session, self.now) = (snapshot, session, now)
        let seen = try snapshot.chapters().filter { session.viewer.mayRead($0.id) }
        chapters = seen.sorted {
            ($0["name"]?.string ?? "").lowercased() < ($1["name"]?.string ?? "").lowercased()
        }
        let home = try snapshot.home()
        let granted = seen.count == 1 ? seen.first : nil
        mainChapter = seen.first { $0.id == home } ?? granted ?? chapters.first
    }

    var viewer: Viewer { session.viewer }
    var isNetwork: Bool { chapters.count > 1 }
    var zone: String { mainChapter?["tz"]?.string ?? "UTC" }
    /// The local day in the zone of the main chapter.
    var today: CivilDate { MomentReader(zone: zone, now: now).today }

    /// The logs of the kinds that live in chapter logs; nil for all.
    var logs: Set<RecordID>? { viewer.reads }

    /// The people logs that may be read, of the chapters that may be seen.
    var peopleLogs: Set<RecordID> {
        Set(chapters.map(\.id.peopleLog).filter { viewer.mayRead($0) })
    }

    /// The chapters that records can be made in.
    var writableChapters: [StoredRecord] { chapters.filter { viewer.mayWrite($0.id) } }

    // MARK: Records

    /// A record that an address names. What may not be seen is not there.
    ///
    /// - Throws: `not-found`.
    func record(_ kind: String, log: String, id: String) throws -> StoredRecord {
        guard let log = RecordID(log), viewer.mayRead(log) else { throw Problem.notShown }
        if kind == "event", let instance = try instance(id, in: log) { return instance }
        guard let id = RecordID(id), let record = try snapshot.record(kind, id, in: log),
            !record.isHidden
        else { throw Problem.notShown }
        return try snapshot.shown(record)
    }

    /// A date of a series, `<series>@<its first local start>`.
    private func instance(_ text: String, in log: RecordID) throws -> StoredRecord? {
        guard let mark = text.firstIndex(of: "@"), let id = RecordID(text[..<mark]),
            let event = try snapshot.record("event", id, in: log), !event.isHidden,
            let series = try snapshot.series(of: event),
            let instance = series.instance(at: String(text[text.index(after: mark)...]))
        else { return nil }
        return try snapshot.record(instance, of: event)
    }

    /// Where an event's page is.
    func path(of event: StoredRecord) -> String {
        guard event.isComputed, let date = event["recurrence_id"]?.string,
            let series = event["series"]?.string
        else { return "/events/\(event.log)/\(event.id)" }
        return "/events/\(event.log)/\(series.suffix(36))@\(date)"
    }

    /// The chapter that a form names, for a record that is to be made.
    ///
    /// - Throws: `FormFault`.
    func chapter(_ form: Form) throws -> StoredRecord {
        let writable = writableChapters
        if let id = form["chapter"], !id.isEmpty {
            guard let chapter = writable.first(where: { $0.id.description == id }) else {
                throw FormFault("chapter", "Choose one of the chapters.")
            }
            return chapter
        }
        if let chapter = mainChapter, viewer.mayWrite(chapter.id) { return chapter }
        guard writable.count == 1 else {
            throw FormFault("chapter", "Say which chapter this is for.")
        }
        return writable[0]
    }

    // MARK: People

    /// What a volunteer is called whom a field of a record in `log` names. Whose people log this
    /// session may not read has no name here.
    func name(_ volunteer: String, from log: RecordID, shown: String? = nil) throws -> String {
        let people = try peopleLog(of: volunteer, from: log)
        if viewer.mayRead(people),
            let found = try snapshot.record("volunteer", named: volunteer, from: log)
        {
            return snapshot.title(of: found)
        }
        return shown ?? "volunteer \(volunteer.suffix(4))"
    }

    /// Who acted, as an entry's `by` says.
    func person(_ by: String?, in log: RecordID) throws -> String {
        try by.map { try name($0, from: log) } ?? "somebody"
    }

    private func peopleLog(of volunteer: String, from log: RecordID) throws -> RecordID {
        if volunteer.utf8.count > 36, let people = RecordID(volunteer.prefix(36)) { return people }
        return try snapshot.peopleLog(beside: log)
    }

    /// The volunteers of the chapter that a log belongs to, whom a form may offer, by name.
    func volunteers(of log: RecordID) throws -> [StoredRecord] {
        let people = try snapshot.peopleLog(beside: log)
        guard viewer.mayRead(people) else { return [] }
        return try snapshot.records(RecordFilter(kind: "volunteer", logs: [people]))
            .filter { $0["merged_into"] == nil }
            .sorted { snapshot.title(of: $0).lowercased() < snapshot.title(of: $1).lowercased() }
    }
}

extension Problem {
    static let notShown = Problem(
        .notFound, "not-found", "there is nothing at this address that you may see")
}
