internal import CairnModel
internal import CairnStore

/// What there is to sign up for.
extension MeView {
    /// How many shifts and events are looked at for one page.
    private static let targetsMax = 200

    private static let unfit: Set<SignupCode> = [
        .ended, .tooYoung, .roleRequired, .alreadySignedUp, .overlaps,
    ]

    /// Events with shifts that fit the volunteer, by time, and why none can be taken from here.
    func events() throws -> (events: [MePage.Event], note: String?) {
        var found: [(event: StoredRecord, shifts: [MePage.Shift])] = []
        var (seen, count) = (0, 0)
        var note: String?
        try forEachOpenTarget { target, event in
            seen += 1
            let codes = Set(
                try snapshot.signupCodes(of: me.person, for: target, isOwn: true, now: me.now))
            guard codes.isDisjoint(with: Self.unfit), target["self_signup"]?.bool != false else {
                return seen < Self.targetsMax
            }
            let reason = Self.signupNote(codes)
            note = note ?? reason
            let line = try codes.contains(.full) ? waitingText(target) : nil
            let join = reason == nil ? (line == nil ? "Sign up" : "Get in line") : nil
            if found.last?.event.id != event.id { found.append((event, [])) }
            found[found.count - 1].shifts.append(
                try shift(target, event, standing: line, join: join, mayLeave: false))
            count += 1
            return count < itemsMax / 2 && seen < Self.targetsMax
        }
        let events = found.map { event, shifts in
            MePage.Event(about: about(event, when: nil), notes: notes(event), shifts: shifts)
        }
        return (events, note)
    }

    /// Why the volunteer cannot sign up alone; nil where nothing stands in the way.
    static func signupNote(_ codes: Set<SignupCode>) -> String? {
        if codes.contains(.adviserOnly) {
            return "Your adviser signs you up. Tell them what you would like to do."
        }
        if codes.contains(.consentMissing) {
            return "Your adviser has no permission slip for you yet. "
                + "Once they have it, you can sign up here."
        }
        return nil
    }

    private func waitingText(_ target: StoredRecord) throws -> String {
        let waiting = try snapshot.signups(of: target).count { $0.standing.place != nil }
        return "All places are taken. You would be \(Words.ordinal(waiting + 1)) in line."
    }

    /// Hands what can be signed up for in the coming weeks to `body` until it returns false:
    /// shifts, and events that have none; of a series without shifts the next date.
    private func forEachOpenTarget(
        _ body: (_ target: StoredRecord, _ event: StoredRecord) throws -> Bool
    ) throws {
        var series: Set<String> = []
        for candidate in open.events(of: me.chapter.log) {
            guard let event = try current(candidate), isOpen(event), try isComing(event, event)
            else { continue }
            let shifts = try snapshot.shifts(of: event)
            for shift in shifts where isOpen(shift, of: event) {
                guard try body(shift, event) else { return }
            }
            guard shifts.isEmpty else { continue }
            if let name = event["series"]?.string, !series.insert(name).inserted { continue }
            guard try body(event, event) else { return }
        }
    }

    /// A date of a series that nobody changed is as it was found; nil for what was deleted.
    private func current(_ event: StoredRecord) throws -> StoredRecord? {
        guard let record = try snapshot.record("event", event.id, in: event.log) else {
            return event.isComputed ? event : nil
        }
        return record.isHidden ? nil : try snapshot.shown(record)
    }

    /// A coming date of a series that has no record of its own.
    func computedDate(_ id: RecordID) -> StoredRecord? {
        open.events(of: me.chapter.log).first { $0.id == id && $0.isComputed }
    }

    /// Whether people may sign up for a shift, or for an event itself.
    func isOpen(_ target: StoredRecord, of event: StoredRecord) -> Bool {
        isOpen(event) && (target.kind == "event" || target.status == "open")
    }

    private func isOpen(_ event: StoredRecord) -> Bool {
        ["tentative", "confirmed"].contains(event.status) && event["visibility"] != "private"
    }
}
