internal import CairnModel

/// A signup with its derived standing.
package struct Signup: Sendable {
    package let record: StoredRecord
    package let standing: SignupStanding

    /// Whether the volunteer may come: neither declined nor cancelled.
    package var isExpected: Bool { standing != .declined && standing != .cancelled }
}

extension Snapshot {
    /// The signups of a shift or an event that are not hidden: registered ones in the order of
    /// the queue, then the waiting list, then the rest.
    package func signups(of target: StoredRecord) throws -> [Signup] {
        var filter = RecordFilter(kind: "signup", logs: [target.log])
        filter.naming = (target.kind == "shift" ? "shift" : "event", target.id)
        var found: [RecordKey: StoredRecord] = [:]
        try forEach(filter) { found[RecordKey($0)] = $0 }
        let queue = SignupQueue(
            places: Self.places(of: target),
            members: try found.map { key, record in
                SignupQueue.Member(
                    key: key, rsvp: record["rsvp"]?.string ?? "",
                    rank: try rank(of: record, field: "rsvp"))
            })
        return queue.standings.map { Signup(record: found[$0.key]!, standing: $0.standing) }
    }

    /// How many places a shift or an event has; nil for no limit.
    package static func places(of target: StoredRecord) -> Int? {
        target.number(target.kind == "shift" ? "max_needed" : "capacity")
    }

    /// The time of a shift (its event's where it has none of its own) or an event; nil where no
    /// time of day is known.
    package func span(of target: StoredRecord) throws -> Span? {
        let zone = try zone(of: target.log)
        if let own = Span(when: target["when"], zone: zone) { return own }
        guard target.kind == "shift", target["when"] == nil,
            let event = try event(of: target)
        else { return nil }
        return Span(when: event["when"], zone: zone)
    }

    /// The event of a shift; an event itself; nil where it is not in this store.
    package func event(of target: StoredRecord) throws -> StoredRecord? {
        if target.kind == "event" { return target }
        var reader = ReferenceReader()
        guard let text = target["event"]?.string,
            let key = reader.key(text, kind: "event", from: RecordKey(target))
        else { return nil }
        return try record("event", key.id, in: key.log)
    }

    /// What stands in the way of signing a volunteer up, or should be known about it; `ok` alone
    /// where nothing does.
    ///
    /// - Parameter target: a shift or an event.
    /// - Parameter isOwn: whether the volunteer signs up without an officer.
    /// - Parameter now: milliseconds since 1970.
    package func signupCodes(
        of volunteer: StoredRecord, for target: StoredRecord, isOwn: Bool, now: Int64
    ) throws -> [SignupCode] {
        let signups = try signups(of: target)
        let mine = try registrations(of: volunteer)
        let span = try span(of: target)
        let event = try event(of: target)
        var codes: [SignupCode] = []
        if Self.isOver(target, event, span, now: now) { codes.append(.ended) }
        let own = RecordKey(target)
        if mine.contains(where: { $0.target == own }) { codes.append(.alreadySignedUp) }
        let seated = signups.filter { $0.standing == .registered }
        let hasPlace = seated.contains { seat in mine.contains { $0.signup == seat.record.id } }
        if let places = Self.places(of: target), seated.count >= places, !hasPlace {
            codes.append(.full)
        }
        if let span, mine.contains(where: { $0.target != own && $0.span?.overlaps(span) == true }) {
            codes.append(.overlaps)
        }
        let today = String(Zone.local(try zone(of: target.log), now).prefix(10))
        codes += SignupRules.codes(of: volunteer, for: target, isOwn: isOwn, today: today)
        return codes.isEmpty ? [.ok] : codes
    }

    /// What a volunteer is registered for, where it can be found in this store.
    private func registrations(
        of volunteer: StoredRecord
    ) throws -> [(signup: RecordID, target: RecordKey, span: Span?)] {
        var filter = RecordFilter(kind: "signup")
        filter.naming = ("volunteer", volunteer.id)
        var reader = ReferenceReader()
        return try records(filter).compactMap { signup in
            let key = RecordKey(signup)
            guard signup["rsvp"]?.string == "registered",
                let named = signup["volunteer"]?.string,
                reader.key(named, kind: "volunteer", from: key) == RecordKey(volunteer)
            else { return nil }
            let kind = signup["shift"] != nil ? "shift" : "event"
            guard let text = signup[kind]?.string,
                let target = reader.key(text, kind: kind, from: key),
                let record = try record(kind, target.id, in: target.log), !record.isHidden,
                !SignupRules.isCalledOff(record)
            else { return nil }
            return (signup.id, target, try span(of: record))
        }
    }

    private static func isOver(
        _ target: StoredRecord, _ event: StoredRecord?, _ span: Span?, now: Int64
    ) -> Bool {
        if let span, span.end * 60_000 <= now { return true }
        return [target, event].contains { record in
            guard let record else { return false }
            return ["closed", "cancelled", "held", "reported"].contains(record.status)
        }
    }
}
