/// An event that repeats. Its instances are computed, not written: an instance has a record only
/// once someone changed that one, under the id that is derived here.
package struct EventSeries: Sendable {
    package let id: RecordID
    package let rule: RecurrenceRule
    package let when: JSON
    /// The zone of its starts.
    package let zone: String
    let start: LocalTime
    private let skips: Set<String>

    /// Nil for an event that does not repeat, or whose rule or start cannot be read.
    ///
    /// - Parameter zone: the chapter's, for a start that names none.
    package init?(id: RecordID, zone: String, fields: [(name: String, value: JSON)]) {
        func value(_ name: String) -> JSON? { fields.first { $0.name == name }?.value }
        guard let text = value("recurrence_rule")?.string, let rule = try? RecurrenceRule(text),
            let when = value("when"),
            let start = when.startText.flatMap({ LocalTime($0) })
        else { return nil }
        (self.id, self.rule, self.when, self.start) = (id, rule, when, start)
        self.zone = when["tz"]?.string ?? zone
        skips = Set(
            fields.compactMap { field in
                guard field.name.hasPrefix("skip/"), !field.value.isNull else { return nil }
                return String(field.name.dropFirst(5))
            })
    }

    /// A series of which no date is skipped; nil for a `when` without a day.
    init?(id: RecordID, zone: String, rule: RecurrenceRule, when: JSON) {
        guard let start = when.startText.flatMap({ LocalTime($0) }) else {
            return nil
        }
        (self.id, self.rule, self.when, self.start) = (id, rule, when, start)
        self.zone = when["tz"]?.string ?? zone
        skips = []
    }

    /// The id of an instance's record, from the series and the local start that it had there.
    package static func instanceID(series: String, recurrenceID: String) -> RecordID {
        .derived(kind: "event", parents: [series, recurrenceID])
    }

    /// The instances that begin in a stretch of time, ascending, skipped ones left out.
    ///
    /// - Parameters:
    ///   - from: `2026`, `2026-04`, `2026-04-03` or a local time; nil for all from the first on.
    ///   - before: the same; what begins at it is left out.
    package func instances(
        from: String?, before: String, limit: Int = .max
    ) -> [SeriesInstance] {
        let from = from.flatMap { LocalTime(bound: $0) } ?? start
        var found: [SeriesInstance] = []
        guard limit > 0, let before = LocalTime(bound: before) else { return [] }
        rule.forEachStart(from: start, zone: zone, before: before) { time in
            if time >= from, !isSkipped(time) { found.append(instance(time)) }
            return found.count < limit
        }
        return found
    }

    /// The instances that begin in a stretch of time or still go on at its beginning, ascending,
    /// skipped ones left out.
    package func instances(
        reaching from: String, before: String, limit: Int
    ) -> [SeriesInstance] {
        guard let bound = LocalTime(bound: from) else { return [] }
        let end = when["end"]?.string.flatMap { LocalTime($0) } ?? start
        let days = min(max(0, end.day - start.day) + 1, ListBound.daysBackMax)
        let early = LocalTime(day: bound.day - days, minute: 0)
        return instances(from: early.description, before: before, limit: limit)
            .filter { ListBound.reaches($0.when, from: from) }
    }

    /// The instance of a local start (a date for one without a time); nil where the rule has
    /// none there. Skipped ones are found too.
    package func instance(at text: String) -> SeriesInstance? {
        guard let time = LocalTime(text) else { return nil }
        let next = LocalTime(minutes: time.minutes + 1)
        var found: SeriesInstance?
        rule.forEachStart(from: start, zone: zone, before: next) {
            if $0 == time { found = instance(time) }
            return found == nil
        }
        return found
    }

    /// How far from its start an instance is looked for by its id.
    private static let yearsMax = 40

    /// The instance whose record has that id; nil where there is none, or it is skipped. An id
    /// tells nothing of its date, so each is tried.
    ///
    /// - Parameter soughtMax: among how many from the first.
    package func instance(_ id: RecordID, among soughtMax: Int) -> SeriesInstance? {
        // What is no derived id need not be looked for.
        guard id.description.utf8.dropFirst(14).first == UInt8(ascii: "8") else { return nil }
        let end = min(LocalTime(minutes: start.minutes + Self.yearsMax * 366 * 1_440), .last)
        var found: SeriesInstance?
        var left = soughtMax
        rule.forEachStart(from: start, zone: zone, before: end) { time in
            let own = Self.instanceID(series: self.id.description, recurrenceID: time.description)
            if own == id, !isSkipped(time) { found = instance(time) }
            left -= 1
            return own != id && left > 0
        }
        return found
    }

    /// A date of the series that its rule does not give, as a record of its own adds one.
    package func added(at text: String, when: JSON?) -> SeriesInstance? {
        guard let time = LocalTime(text) else { return nil }
        let moved = instance(time)
        return SeriesInstance(
            series: id, recurrenceID: moved.recurrenceID, id: moved.id, when: when ?? moved.when)
    }

    /// The rule up to an instance and from it on; nil where it is the first, or none.
    package func split(at text: String) -> (before: RecurrenceRule, after: RecurrenceRule)? {
        guard let time = LocalTime(text) else { return nil }
        let earlier = rule.starts(from: start, zone: zone, before: time)
        guard let last = earlier.last, instance(at: text) != nil else { return nil }
        // The zone's own time: what follows it on the wall is left out.
        let end = isAllDay ? ICSOutput.text(last.date) : ICSOutput.text(last)
        var rest = RecurrenceRule.End.never
        switch rule.end {
        case .count(let count): rest = .count(count - earlier.count)
        case .until, .never: rest = rule.end
        }
        return (rule.ending(.until(end)), rule.ending(rest))
    }

    /// The first instance that is not skipped, at or after a local time.
    package func next(from text: String) -> SeriesInstance? {
        instances(from: text, before: LocalTime.last.description, limit: 1).first
    }

    /// Whether a start is skipped: by itself or by its day.
    package func isSkipped(_ instance: SeriesInstance) -> Bool {
        LocalTime(instance.recurrenceID).map(isSkipped) ?? false
    }

    /// Whether the rule has a date of this day, or at this time, and it is skipped.
    package func skipsDate(_ text: String) -> Bool {
        !skippedStarts(on: text).isEmpty
    }

    /// The one date of a day, or at a time, that is skipped; nil for none or several.
    package func skipped(on text: String) -> SeriesInstance? {
        let found = skippedStarts(on: text)
        return found.count == 1 ? instance(found[0]) : nil
    }

    private func skippedStarts(on text: String) -> [LocalTime] {
        guard let first = LocalTime(text), let end = LocalTime(bound: text + "~") else { return [] }
        return rule.starts(from: start, zone: zone, before: end)
            .filter { $0 >= first && isSkipped($0) }
    }

    private func isSkipped(_ time: LocalTime) -> Bool {
        !skips.isEmpty
            && (skips.contains(time.description) || skips.contains(time.date.description))
    }

    private func instance(_ time: LocalTime) -> SeriesInstance {
        let recurrenceID = time.description
        return SeriesInstance(
            series: id, recurrenceID: recurrenceID,
            id: Self.instanceID(series: id.description, recurrenceID: recurrenceID),
            when: Self.moved(when, from: start, to: time, zone: zone))
    }

    /// A `when` that begins at another time and lasts as long: as many days where it takes whole
    /// days, else as many minutes, also where the clocks change on the way (RFC 5545, 3.8.5.3).
    static func moved(
        _ when: JSON, from start: LocalTime, to time: LocalTime, zone: String
    ) -> JSON {
        if when["date"] != nil { return when.setting("date", .string(time.date.description)) }
        var moved = when.setting("start", .string(time.description))
        guard let end = when["end"]?.string.flatMap({ LocalTime($0) }) else { return moved }
        var newEnd = LocalTime(minutes: end.minutes + time.minutes - start.minutes)
        if when["all_day"]?.bool != true,
            let oldStart = Zone.milliseconds(zone, local: start.description),
            let oldEnd = Zone.milliseconds(zone, local: end.description),
            let local = Zone.local(
                zone, Int(oldEnd - oldStart) / 60_000, after: time.description)
        {
            newEnd = LocalTime(local) ?? newEnd
        }
        moved = moved.setting("end", .string(newEnd.description))
        return moved
    }
}
