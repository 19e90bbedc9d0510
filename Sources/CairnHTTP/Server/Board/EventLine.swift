internal import CairnModel
internal import CairnStore

/// How many people an event or a shift has, against how many it needs.
struct BoardNeed {
    let text: String
    /// Whether more people are needed.
    let isShort: Bool

    /// nil where nobody is signed up and nobody is needed.
    init?(_ signups: [Signup], of target: StoredRecord) {
        let registered = signups.count { $0.standing == .registered }
        let waiting = signups.count { $0.standing.place != nil }
        let needed = target.number("min_needed") ?? 0
        let places = Snapshot.places(of: target)
        self.init(registered, waiting: waiting, needed: needed, places: places)
    }

    init?(_ registered: Int, waiting: Int, needed: Int, places: Int?) {
        guard registered + waiting + needed > 0 || places != nil else { return nil }
        isShort = registered < needed
        var parts = ["\(registered) signed up"]
        if needed > 0 { parts.append("\(needed) needed") }
        if let places { parts.append(Words.count(places, "place")) }
        if waiting > 0 { parts.append("\(waiting) waiting") }
        text = parts.joined(separator: ", ")
    }
}

/// An event in a list.
struct EventLine {
    let path: String
    let title: String
    let day: String
    let hours: String?
    let place: String?
    let chapterName: String?
    let status: String?
    let isOff: Bool
    let isRepeated: Bool
    let need: BoardNeed?

    init(_ event: StoredRecord, _ look: BoardLook) throws {
        path = look.path(of: event)
        title = look.snapshot.title(of: event)
        day = BoardTime.day(of: event["when"], today: look.today) ?? "no date yet"
        hours = BoardTime.hours(of: event["when"])
        let said = event["place"]
        place =
            [said?["name"], said?["locality"]].compactMap { $0?.string }
            .joined(separator: ", ").nonEmpty
        chapterName =
            look.isNetwork
            ? try look.snapshot.chapter(of: event.log).map(look.snapshot.title) : nil
        let word = event.status
        isOff = word == "cancelled" || word == "postponed"
        // That something is planned or confirmed is what people expect of a list.
        let isPlain = ["tentative", "confirmed"].contains(word)
        status = isPlain ? nil : Words.plain(word ?? "")
        isRepeated = event["series"] != nil
        need = isOff ? nil : try look.need(of: event)
    }
}

extension BoardLook {
    /// What an event has and needs: its shifts together, else the event itself.
    func need(of event: StoredRecord) throws -> BoardNeed? {
        let shifts = try snapshot.shifts(of: event).filter { $0["status"] != "cancelled" }
        if shifts.isEmpty { return BoardNeed(try snapshot.signups(of: event), of: event) }
        var (registered, waiting, missing, needed) = (0, 0, 0, 0)
        for shift in shifts {
            let signups = try snapshot.signups(of: shift)
            let own = signups.count { $0.standing == .registered }
            let need = shift.number("min_needed") ?? 0
            registered += own
            waiting += signups.count { $0.standing.place != nil }
            needed += need
            missing += max(0, need - own)
        }
        guard missing > 0 else {
            return BoardNeed(registered, waiting: waiting, needed: needed, places: nil)
        }
        return BoardNeed(registered: registered, missing: missing, needed: needed)
    }

    /// Events from a day on, at most so many, those of one series each for itself.
    func events(from: CivilDate, days: Int, limit: Int = .max) throws -> [StoredRecord] {
        var filter = RecordFilter(kind: "event", logs: logs)
        filter.from = from.description
        filter.before = from.adding(days: days).description
        return Array(try snapshot.recordsWithInstances(filter).prefix(limit))
    }

    /// How many conflicts are open in the logs that this one sees.
    func openConflictCount() throws -> Int {
        if logs == nil { return try snapshot.openConflictCount() }
        return try snapshot.conflicts(all: false).count { viewer.mayRead($0.log) }
    }
}

extension BoardNeed {
    /// Of shifts of which some lack people.
    fileprivate init(registered: Int, missing: Int, needed: Int) {
        isShort = true
        text =
            "\(Words.count(missing, "person", "people")) missing, \(registered) signed up "
            + "of \(needed) needed"
    }
}
