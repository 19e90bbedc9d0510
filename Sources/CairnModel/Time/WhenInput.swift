/// Makes the value of `when` from what a person says about start, length and end.
package struct WhenInput {
    /// The day that a time alone, such as 11:00, is on.
    private enum Day {
        case today
        case of(String)
        /// There is none yet.
        case unknown
    }

    package let reader: MomentReader
    private let day: Day

    /// - Parameter day: that a time alone is on; nil for today.
    package init(reader: MomentReader, day: String? = nil) {
        (self.reader, self.day) = (reader, day.map { .of($0) } ?? .today)
    }

    /// For times of something that is there: they are in its zone, and a time alone is on its day.
    ///
    /// - Parameters:
    ///   - when: of the event, or of what the times belong to.
    ///   - zone: the chapter's, where `when` names none.
    ///   - now: milliseconds since 1970.
    package init(around when: JSON?, zone: String, now: Int64) {
        reader = MomentReader(zone: when?["tz"]?.string ?? zone, now: now)
        let start = when?.startText ?? ""
        day = CivilDate(start.prefix(10)).map { .of($0.description) } ?? .unknown
    }

    /// - Parameter length: `2h`, `90m`; of days `3d`.
    /// - Parameter end: a time, on the day of the start unless it says more; of days the last one.
    package func value(start: String, length: String? = nil, end: String? = nil) throws -> JSON {
        let moment = try self.moment(start)
        guard moment.time != nil, let zone = moment.zone else {
            return try days(from: moment, start, length: length, end: end)
        }
        let start = moment.localText
        let when: JSON = .object([("start", .string(start)), ("tz", .string(zone))])
        if let length {
            let minutes = try DurationReader.minutes(length)
            return when.setting("end", .string(Zone.local(zone, minutes, after: start) ?? start))
        }
        guard let end else { return when }
        let last = try self.end(end, after: start)
        if last.utf8.elementsEqual(start.utf8) {
            throw MomentFault(
                reason: "it ends when it begins", hint: "correct the end, or leave it out")
        }
        return when.setting("end", .string(last))
    }

    /// The same from another start on: it lasts as long, and a day alone keeps the time of day.
    ///
    /// - Parameter length: another one; nil for as long as it was.
    package func moved(_ when: JSON?, to start: String, length: String? = nil) throws -> JSON {
        let moment = try self.moment(start)
        let zone = when?["tz"]?.string ?? reader.zone
        let isDays = when?["all_day"]?.bool == true
        if let days = WholeDays.range(when), days.lowerBound < days.upperBound, length == nil,
            moment.time != nil
        {
            throw MomentFault(
                reason: "it takes several days, so \"\(start)\" leaves open when it ends",
                hint: "give the first day, such as \(days.lowerBound), or say all anew with edit: "
                    + "\"when=\(days.lowerBound) 11:00..13:00\"")
        }
        guard let when, let old = when["start"]?.string.flatMap({ LocalTime($0) }),
            isDays || moment.zone.map({ $0 == zone }) ?? true, !isDays || moment.time == nil,
            let new = Self.start(moment, old)
        else {
            let known = moment.time == nil ? nil : Self.length(when)
            return try value(start: start, length: length ?? known)
        }
        let moved = EventSeries.moved(when, from: old, to: new, zone: zone)
        guard let length else { return moved }
        let first = isDays ? new.date.description : new.description
        return try WhenInput(reader: MomentReader(zone: zone, now: reader.now))
            .value(start: first, length: length)
    }

    /// How long it lasts, where it has hours.
    private static func length(_ when: JSON?) -> String? {
        guard let when, when["all_day"]?.bool != true, let zone = when["tz"]?.string,
            let from = when["start"]?.string.flatMap({ Zone.milliseconds(zone, local: $0) }),
            let to = when["end"]?.string.flatMap({ Zone.milliseconds(zone, local: $0) }), from < to
        else { return nil }
        return "\((to - from) / 60_000)m"
    }

    /// Where something begins that began at `old`; nil where the day is not known.
    private static func start(_ moment: Moment, _ old: LocalTime) -> LocalTime? {
        guard case .day(let day) = moment.date else { return nil }
        let minute = moment.time.map { $0.hour * 60 + $0.minute } ?? old.minute
        return LocalTime(day: day.daysSince1970, minute: minute)
    }

    /// Reads a text, a time alone being on the day.
    package func moment(_ text: String) throws -> Moment {
        guard TimeOfDay.isBare(text) else { return try reader.read(text) }
        switch day {
        case .today: return try reader.read(text)
        case .of(let day): return try reader.read("\(day) \(text)")
        case .unknown:
            throw MomentFault(
                reason: "the event has no day yet, so \"\(text)\" says too little",
                hint: "give the day too, for example \"2026-04-04 11:00\"")
        }
    }

    /// A day, or as many as a length or the last of them says.
    private func days(
        from moment: Moment, _ typed: String, length: String?, end: String?
    ) throws -> JSON {
        guard length != nil || end != nil else { return ["date": .string(moment.localText)] }
        let last =
            try length.map { try lastDay(moment, length: $0) } ?? end.flatMap { try lastDay($0) }
        guard case .day(let first) = moment.date, let last else {
            throw MomentFault(
                reason: "\"\(typed)\" has no time of day, so it cannot have a length or an end of "
                    + "hours",
                hint: "add a time, for example \"2026-04-04 11:00\", or give days, for example 3d")
        }
        guard last >= first else {
            throw MomentFault(
                reason: "it ends before it starts", hint: "correct the first or the last day")
        }
        return WholeDays.value(first, last, zone: reader.zone)
    }

    private func lastDay(_ moment: Moment, length: String) throws -> CivilDate? {
        let minutes = try DurationReader.minutes(length)
        guard case .day(let first) = moment.date, minutes % 1440 == 0 else { return nil }
        return first.adding(days: minutes / 1440 - 1)
    }

    private func lastDay(_ text: String) throws -> CivilDate? {
        guard !TimeOfDay.isBare(text) else { return nil }
        let moment = try reader.read(text)
        guard moment.time == nil, case .day(let last) = moment.date else { return nil }
        return last
    }

    private func end(_ text: String, after start: String) throws -> String {
        let isBare = TimeOfDay.isBare(text)
        let end = try reader.read(isBare ? "\(start.prefix(10)) \(text)" : text)
        guard end.time != nil else {
            throw MomentFault(
                reason: "\"\(text)\" is no time of day", hint: "write it as 12:00 or 2pm")
        }
        guard isBare else { return end.localText }
        return NightEnd.text(end.localText, after: start)
    }
}
