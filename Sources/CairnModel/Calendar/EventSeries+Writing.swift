/// What a calendar file says of a series.
extension EventSeries {
    var isAllDay: Bool { when["date"] != nil || when["all_day"]?.bool == true }

    /// The first instance, skipped or not.
    var firstOfAll: SeriesInstance? {
        rule.starts(from: start, zone: zone, before: .last, limit: 1).first.flatMap {
            instance(at: $0.description)
        }
    }

    /// The end in the form that a start of this sort asks for: a date beside a date, UTC beside a
    /// local time (RFC 5545, 3.3.10).
    func ruleEnd(isAllDay: Bool) -> RecurrenceRule.End {
        guard case .until(let text) = rule.end, let moment = ICSMoment(text, zone: nil) else {
            return rule.end
        }
        let local: LocalTime
        switch moment {
        case .date(let date): local = LocalTime(day: date.daysSince1970, minute: 1439)
        case .local(let time, _): local = time
        case .utc(let time): local = time.from(zone: "UTC", to: zone)
        }
        if isAllDay { return .until(ICSOutput.text(local.date)) }
        return .until("\(ICSOutput.text(local.from(zone: zone, to: "UTC")))Z")
    }

    /// The starts that an element of `skip` takes out: one local time, or all of a day.
    func starts(skippedBy name: String) -> [LocalTime] {
        guard let time = LocalTime(name) else { return [] }
        if name.utf8.count > 10 { return [time] }
        let next = LocalTime(day: time.day + 1, minute: 0)
        return rule.starts(from: start, zone: zone, before: next).filter { $0 >= time }
    }
}
