internal import CairnModel
internal import CairnStore

extension MeView {
    // MARK: What the volunteer signed up for

    /// The coming shifts and events that the volunteer signed up for or was asked for, by time;
    /// those that were called off as well.
    func comings() throws -> [MePage.Gathering] {
        var found: [(start: String, isOff: Bool, shown: MePage.Gathering)] = []
        for signup in try me.records("signup", naming: "volunteer") {
            guard me.isMe(signup["volunteer"]?.string),
                let target = try snapshot.target(of: signup), !target.isHidden,
                let event = try event(of: target), !event.isHidden,
                let standing = try standing(of: signup, for: target),
                try isComing(target, event)
            else { continue }
            let when = target["when"] ?? event["when"]
            let start = when?.startText ?? "~"
            let isOff = Self.isOff(event) || Self.isOff(target)
            found.append((start, isOff, try coming(target, event, standing, isOff: isOff)))
        }
        // What is called off is not what comes next.
        return found.sorted { ($0.isOff ? 1 : 0, $0.start) < ($1.isOff ? 1 : 0, $1.start) }
            .map(\.shown)
    }

    private func standing(
        of signup: StoredRecord, for target: StoredRecord
    ) throws -> SignupStanding? {
        let all = try snapshot.signups(of: target)
        let own = all.first { $0.record.id == signup.id }
        return own.flatMap { $0.isExpected ? $0.standing : nil }
    }

    private func coming(
        _ target: StoredRecord, _ event: StoredRecord, _ standing: SignupStanding, isOff: Bool
    ) throws -> MePage.Gathering {
        var text: String?
        switch standing {
        case .registered: text = nil
        case .waitlisted(let place):
            text = "All places are taken. You are \(Words.ordinal(place)) in line."
        case .invited: text = "You are invited. Can you come?"
        case .requested: text = "You asked for a place. Your adviser decides."
        default: text = "You said maybe."
        }
        if isOff {
            let reason = Self.notes(event["cancelled_reason"]).map { ": \($0)" } ?? "."
            text =
                event["status"] == "postponed"
                ? "This is put off to another day."
                : "This is called off\(reason)"
        }
        let mayJoin = !isOff && (standing == .invited || standing == .tentative)
        let shift = try shift(
            target, event, standing: text, join: mayJoin ? "I'll come" : nil, mayLeave: !isOff)
        return MePage.Gathering(
            about: about(event, when: target["when"]), role: shift.role, time: shift.time,
            notes: notes(target) + (target.kind == "shift" ? notes(event) : []),
            standing: text, answer: shift.answer)
    }

    // MARK: Both

    /// The event of a shift, an event itself; a date of a series with what the series says.
    func event(of target: StoredRecord) throws -> StoredRecord? {
        try snapshot.event(of: target).map(snapshot.shown)
    }

    static func isOff(_ record: StoredRecord) -> Bool {
        ["cancelled", "postponed"].contains(record["status"]?.string)
    }

    func isComing(_ target: StoredRecord, _ event: StoredRecord) throws -> Bool {
        if let span = try snapshot.span(of: target) { return span.end * 60_000 > me.now }
        let when = target["when"] ?? event["when"]
        guard let last = (when?["end"] ?? when?["start"] ?? when?["date"])?.string else {
            return true
        }
        let today = me.localNow.utf8.prefix(10)
        return !last.utf8.prefix(10).lexicographicallyPrecedes(today.prefix(last.utf8.count))
    }

    /// - Parameter when: of the shift, where it has a time of its own.
    func about(_ event: StoredRecord, when: JSON?) -> MePage.About {
        let moment = PageMoment(when ?? event["when"], today: me.localNow, zone: me.zone)
        let place = PagePlace(event["place"])
        let online = event["online_url"]?.string
        return MePage.About(
            title: snapshot.title(of: event), day: moment?.day ?? "The day is not fixed yet",
            place: place?.text, map: place?.map,
            onlineURL: online.flatMap { $0.hasPrefix("https://") ? $0 : nil })
    }

    func shift(
        _ target: StoredRecord, _ event: StoredRecord, standing: String?, join: String?,
        mayLeave: Bool
    ) throws -> MePage.Shift {
        let moment = PageMoment(
            target["when"] ?? event["when"], today: me.localNow, zone: me.zone)
        let isShift = target.kind == "shift"
        let isNamed = isShift && (target["label"] ?? target["role"]) != nil
        let role = isNamed ? Words.plain(snapshot.title(of: target)) : nil
        let subject = [snapshot.title(of: event), role, moment?.day].compactMap { $0 }
        return MePage.Shift(
            role: role, time: moment?.time, notes: isShift ? notes(target) : [],
            standing: standing,
            answer: MePage.Answer(
                actionPath: "\(path)/shifts/\(target.id)", join: join, mayLeave: mayLeave,
                subject: subject.joined(separator: ", ")))
    }

    /// What to bring and to know.
    func notes(_ record: StoredRecord) -> [String] {
        [Self.notes(record["instructions"])].compactMap { $0 }
    }
}
