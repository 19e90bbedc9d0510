/// Reads dates and times as people write them, in a zone and at a moment that the caller gives.
///
/// Understands ISO 8601, `4 Apr 2026`, `April 4, 2026 7pm`, `04.04.2026`, `4/4/2026`, `today`,
/// `tomorrow`, `fri`, `next fri`, `+2d`, `+1w`, `11:00` (today), `1999`, `2009-03`, `March 2009`.
/// `fri` is the first Friday after today, `next fri` the one of the week that begins with the
/// coming Monday, `last fri` the one before today.
package struct MomentReader: Sendable {
    /// IANA id of the zone that times without one are in.
    package let zone: String
    /// Milliseconds since 1970.
    package let now: Int64

    /// The order of day and month where both are possible; nil for the custom of the zone.
    var order: DateOrder?

    package init(zone: String, now: Int64) { (self.zone, self.now) = (zone, now) }

    /// The day that `now` is in the zone.
    package var today: CivilDate {
        CivilDate(Zone.local(zone, now).prefix(10)) ?? CivilDate(daysSince1970: 0)
    }

    /// What the text says; a fault says what is wrong with it and which forms are understood.
    package func read(_ text: String) throws(MomentFault) -> Moment {
        try read(text, takesRelative: true)
    }

    /// What the text says by itself: words that count from today and a time without a date are
    /// faults, since a file that is read on another day must say the same.
    func readAbsolute(_ text: String) throws(MomentFault) -> Moment {
        try read(text, takesRelative: false)
    }

    private func read(_ text: String, takesRelative: Bool) throws(MomentFault) -> Moment {
        let text = text.trimmedOfSpace
        guard !text.isEmpty else { throw MomentFault(reason: "the date is empty") }
        let parts = try MomentParts(text, custom: order ?? DateOrder(zone: zone))
        guard takesRelative || !parts.isRelative else {
            throw MomentFault(
                reason: "\"\(text)\" names no date by itself",
                hint: "write the date with its year, such as 2026-04-04")
        }
        let date = try date(parts, text)
        guard let time = parts.time else {
            return Moment(date: date, remarks: parts.order.map { [$0.text] } ?? [])
        }
        guard case .day(let day) = date else {
            throw MomentFault(reason: "\"\(text)\" has a time but no day")
        }
        return try moment(day, time, parts)
    }

    private func moment(
        _ day: CivilDate, _ time: (hour: Int, minute: Int), _ parts: MomentParts
    ) throws(MomentFault) -> Moment {
        let zone = parts.zone ?? zone
        var remarks = parts.order.map { [$0.text] } ?? []
        if let offset = parts.offset {
            let minutes = day.daysSince1970 * 1440 + time.hour * 60 + time.minute - offset
            let local = Zone.local(zone, Int64(minutes) * 60_000)
            guard Zone.milliseconds(zone, local: local) == Int64(minutes) * 60_000 else {
                throw Self.secondOfTwo(local, zone, minutes)
            }
            if let there = CivilDate(local.prefix(10)),
                let hour = Int(local.dropFirst(11).prefix(2)),
                let minute = Int(local.suffix(2))
            {
                if there != day || hour != time.hour || minute != time.minute {
                    remarks.append("converted to the time of \(zone)")
                }
                return Moment(
                    date: .day(there), time: (hour, minute), zone: zone, remarks: remarks)
            }
        }
        let plain = Moment(date: .day(day), time: time, zone: zone)
        switch Zone.clocks(zone, local: plain.localText) {
        case .plain: break
        case .skipped: remarks.append("the clocks skip this time on that day")
        case .twice: remarks.append("this time comes twice on that day, the first is meant")
        }
        return Moment(date: .day(day), time: time, zone: zone, remarks: remarks)
    }

    /// The fault of a moment that its zone's walls show for the second time.
    private static func secondOfTwo(_ local: String, _ zone: String, _ minutes: Int) -> MomentFault
    {
        let utc = Zone.local("UTC", Int64(minutes) * 60_000).replacing("T", with: " ")
        return MomentFault(
            reason:
                "that is \(local.suffix(5)) in \(zone), which comes twice on that day, and only "
                + "the first of the two can be kept",
            hint: "to mean the second, write \"\(utc) UTC\": the time is kept in UTC then")
    }

    /// The date that the parts name, which must not be named twice.
    private func date(_ parts: MomentParts, _ text: String) throws(MomentFault) -> PartialDate {
        let spelled = try spelled(parts, text)
        let named = [parts.date, spelled, parts.shift.map { .day(today.adding(days: $0)) }]
            .compactMap { $0 }
        guard named.count <= 1 else {
            throw MomentFault(reason: "\"\(text)\" names two dates")
        }
        guard let date = named.first else {
            if let weekday = parts.weekday { return .day(day(weekday, parts.which)) }
            guard parts.time != nil else {
                throw MomentFault(reason: "\"\(text)\" is no date or time")
            }
            return .day(today)
        }
        if let weekday = parts.weekday, case .day(let day) = date, day.weekday != weekday {
            throw MomentFault(
                reason: "\(date.reading) is no \(CalendarWords.weekdays[weekday - 1])",
                hint: "leave out the weekday, or correct the date")
        }
        return date
    }

    /// The date of a year, a month's name and a day's number.
    private func spelled(_ parts: MomentParts, _ text: String) throws(MomentFault) -> PartialDate? {
        switch (parts.year, parts.month, parts.day) {
        case (nil, nil, nil): return nil
        case (let year?, nil, nil): return .year(year)
        case (let year?, let month?, nil): return .month(year: year, month: month)
        case (let year?, let month?, let day?): return .day(try MomentParts.day(year, month, day))
        case (nil, _, _):
            let isNumber = parts.month == nil
            throw MomentFault(
                reason: isNumber
                    ? "\"\(text)\" is no date or time" : "\"\(text)\" needs a year of four digits")
        case (_, nil, _): throw MomentFault(reason: "\"\(text)\" has no month")
        }
    }

    private func day(_ weekday: Int, _ which: MomentParts.Which) -> CivilDate {
        let today = today
        let ahead = (weekday - today.weekday + 7) % 7
        return switch which {
        case .coming: today.adding(days: ahead == 0 ? 7 : ahead)
        case .next: today.adding(days: 7 - today.weekday + weekday)
        case .last: today.adding(days: ahead == 0 ? -7 : ahead - 7)
        }
    }
}
