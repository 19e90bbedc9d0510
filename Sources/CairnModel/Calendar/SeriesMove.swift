/// A series that begins at another time: what its rule becomes, and where its dates go.
///
/// A date stays on its day where the series still has one there (at the new time of day, say, or
/// where it only begins later), else it moves as far as the start does.
package struct SeriesMove: Sendable {
    private let old: EventSeries
    /// The start that is moved: the first date of the old series.
    private let from: LocalTime
    package let new: EventSeries

    /// - Parameters:
    ///   - when: the new one.
    ///   - rule: that was asked for; nil for the old one, whose days move along. A start that a
    ///     rule that was asked for does not have gives way to the first that it has.
    /// - Throws: `RecurrenceFault` where the rule has no date, or cannot move along.
    package init(
        _ old: EventSeries, when: JSON, rule asked: RecurrenceRule?
    ) throws(RecurrenceFault) {
        self.old = old
        let zone = old.zone
        let first = old.firstOfAll.flatMap { LocalTime($0.recurrenceID) } ?? old.start
        if let asked {
            self.from = first
            new = try Self.settled(id: old.id, zone: zone, rule: asked, when: when)
            return
        }
        guard let plain = EventSeries(id: old.id, zone: zone, rule: old.rule, when: when) else {
            throw RecurrenceFault("only a day or a time can repeat")
        }
        // Where the rule does not have its start, another time of that day is one for its dates.
        let from = plain.start.day == old.start.day ? old.start : first
        self.from = from
        guard let rule = old.rule.moved(from: from, to: plain.start) else {
            let text = MomentText.day(plain.start.date.description)
            throw RecurrenceFault("its rule \(old.rule) has no date on \(text)")
        }
        let open = EventSeries(id: old.id, zone: zone, rule: rule.ending(.never), when: when)
        let end = open.map { Self.end(of: old, movedFrom: from, in: $0) } ?? rule.end
        guard
            let moved = EventSeries(
                id: old.id, zone: zone, rule: rule.ending(end), when: when)
        else { throw RecurrenceFault("only a day or a time can repeat") }
        new = moved
    }

    /// A series that begins with the first date that its rule has.
    ///
    /// - Throws: `RecurrenceFault` where the rule has none.
    package static func settled(
        id: RecordID, zone: String, rule: RecurrenceRule, when: JSON
    ) throws(RecurrenceFault) -> EventSeries {
        guard let typed = EventSeries(id: id, zone: zone, rule: rule, when: when) else {
            throw RecurrenceFault("only a day or a time can repeat")
        }
        guard let first = typed.firstOfAll else { throw RecurrenceFault("the rule has no date") }
        return EventSeries(id: id, zone: zone, rule: rule, when: first.when) ?? typed
    }

    /// Where a date of the old series is in the new one, both as `recurrence_id` or an element of
    /// `skip` has them; nil where the new one has no such date.
    package func place(of name: String) -> String? {
        guard let time = LocalTime(name) else { return nil }
        let isDay = name.utf8.count == 10
        let onDay = starts(on: time.day)
        let found: LocalTime?
        if isDay || onDay.count == 1 {
            found = onDay.first ?? starts(on: time.day + new.start.day - from.day).first
        } else {
            let moved = LocalTime(minutes: time.minutes + new.start.minutes - from.minutes)
            found = starts(on: moved.day).first { $0 == moved }
        }
        return found.map { isDay ? $0.date.description : $0.description }
    }

    /// What the new series has in the place of a date.
    package func instance(at name: String) -> SeriesInstance? { new.instance(at: name) }

    /// Whether the old series has that date, skipped or not; of a day without a time, one on it.
    package func had(_ name: String) -> Bool {
        guard name.utf8.count == 10 else { return old.instance(at: name) != nil }
        return LocalTime(name).map { !Self.starts(of: old, on: $0.day).isEmpty } ?? false
    }

    /// Which date of the old series a record stands for, and whether it has a time there which
    /// the series did not give it; nil for a date that was added to the series.
    package func standing(
        of fields: [(name: String, value: JSON)]
    ) -> (id: String, name: String, hasOwnTime: Bool)? {
        func value(_ field: String) -> JSON? { fields.first { $0.name == field }?.value }
        guard let name = value("recurrence_id")?.string else { return nil }
        guard let when = value("when") else { return had(name) ? (name, name, false) : nil }
        let start = when.startText
        if let date = start.flatMap({ old.instance(at: $0) }) {
            if date.recurrenceID == name { return (name, name, date.when != when) }
            // It went along with the series before, which leaves its place to it.
            if old.isSkipped(date) || !had(name) {
                return (name, date.recurrenceID, false)
            }
        }
        return had(name) ? (name, name, true) : nil
    }

    /// Where dates of the old series that have records are in the new one: no two of them in one
    /// place. One that has its own date there is on that, as nothing else can stand for it. Who
    /// has to make way goes to the next place that is free, the way the series moves.
    ///
    /// - Parameter dates: their `recurrence_id`, and which date of the old series they stand for.
    /// - Returns: places by `recurrence_id`; of a date for which there is none, nothing.
    package func places(of dates: [(id: String, name: String)]) -> [String: String] {
        let isLater = new.start >= from
        let wanted = dates.compactMap { id, name in
            (new.instance(at: id) == nil ? place(of: name) : id).map { (id, name, $0) }
        }.sorted { ($0.1 < $1.1) == isLater }
        var (found, taken) = ([String: String](), Set<String>())
        // What lost its date comes first, the others are as near to theirs as they can.
        for isHome in [false, true] {
            for (id, _, place) in wanted where (place == id) == isHome {
                let free = taken.contains(place) ? next(from: place, isLater, taken) : place
                guard let free else { continue }
                taken.insert(free)
                found[id] = free
            }
        }
        return found
    }

    /// The next date of the new series that is not taken.
    private func next(from place: String, _ isLater: Bool, _ taken: Set<String>) -> String? {
        guard let time = LocalTime(place) else { return nil }
        if !isLater {
            return new.rule.starts(from: new.start, zone: new.zone, before: time)
                .last { !taken.contains($0.description) }?.description
        }
        var found: String?
        new.rule.forEachStart(from: new.start, zone: new.zone, before: .last) { start in
            if start > time, !taken.contains(start.description) { found = start.description }
            return found == nil
        }
        return found
    }

    private func starts(on day: Int) -> [LocalTime] { Self.starts(of: new, on: day) }

    private static func starts(of series: EventSeries, on day: Int) -> [LocalTime] {
        let next = LocalTime(day: day + 1, minute: 0)
        return series.rule.starts(from: series.start, zone: series.zone, before: next)
            .filter { $0.day == day }
    }

    /// The end of the moved rule: after as many dates, or as much later as the start.
    private static func end(
        of old: EventSeries, movedFrom from: LocalTime, in open: EventSeries
    ) -> RecurrenceRule.End {
        guard case .until(let text) = old.rule.end, let moment = ICSMoment(text, zone: nil) else {
            return old.rule.end
        }
        let limit: LocalTime
        switch moment {
        case .date(let date): limit = LocalTime(day: date.daysSince1970, minute: 1439)
        case .local(let time, _): limit = time
        case .utc(let time): limit = time.from(zone: "UTC", to: old.zone)
        }
        let days = open.start.day - from.day
        if case .date = moment {
            return days == 0
                ? old.rule.end
                : .until(ICSOutput.text(CivilDate(daysSince1970: limit.day + days)))
        }
        let minutes = days * 1440 + open.start.minute - from.minute
        if minutes == 0 { return old.rule.end }
        return .until(ICSOutput.text(LocalTime(minutes: limit.minutes + minutes)))
    }
}
