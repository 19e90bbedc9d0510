internal import Foundation

/// What a VTIMEZONE says of a zone, to find the IANA zone that does the same.
struct ICSZoneRules {
    /// A stretch of time with one offset, which begins once or every year.
    private struct Observance {
        /// Minutes east of UTC, before and from its beginning on.
        let before: Int
        let offset: Int
        let start: LocalTime
        let rule: RecurrenceRule?
        let others: [LocalTime]
    }

    private let observances: [Observance]

    init?(_ component: ICSComponent) {
        observances = component.children.compactMap(Self.observance)
        if observances.isEmpty { return nil }
    }

    private static func observance(_ part: ICSComponent) -> Observance? {
        guard part.name == "STANDARD" || part.name == "DAYLIGHT",
            let offset = part["TZOFFSETTO"].flatMap({ minutes($0.value) }),
            let start = part["DTSTART"].flatMap({ time($0.value) })
        else { return nil }
        let others = part.all("RDATE").flatMap { line in
            line.value.split(separator: ",").compactMap { time(String($0)) }
        }
        return Observance(
            before: part["TZOFFSETFROM"].flatMap { minutes($0.value) } ?? offset, offset: offset,
            start: start, rule: part["RRULE"].flatMap { try? RecurrenceRule($0.value) },
            others: others)
    }

    private static func time(_ text: String) -> LocalTime? {
        switch ICSMoment(text, zone: nil) {
        case .date(let date): LocalTime(day: date.daysSince1970, minute: 0)
        case .local(let time, _), .utc(let time): time
        case nil: nil
        }
    }

    /// Minutes of `+0530`, `-0800` or, with seconds, `-075258`.
    private static func minutes(_ text: String) -> Int? {
        let digits = text.trimmedOfSpace.drop { $0 == "+" || $0 == "-" }
        guard [4, 6].contains(digits.utf8.count), let number = Int(digits.prefix(4)) else {
            return nil
        }
        let size = number / 100 * 60 + number % 100
        return text.trimmedOfSpace.hasPrefix("-") ? -size : size
    }

    /// The zone that has these offsets all through a year: `home` where it does, else one that
    /// many people live in, else the first of the list.
    func zone(like home: String, in year: Int) -> String? {
        // Rules of a calendar are seldom older than this, and no zone keeps them before.
        let year = max(year, 1970)
        let changes = changes(in: year)
        var times = (1...12).compactMap { month in
            CivilDate(year: year, month: month, day: 15).map {
                LocalTime(day: $0.daysSince1970, minute: 720).minutes
            }
        }
        // Zones that are alike differ in the days, or the hour, of their changes.
        for change in changes where LocalTime(minutes: change.at).date.year == year {
            times += [change.at - 1, change.at]
        }
        let moments = times.map { time in
            (Int64(time) * 60_000, offset(LocalTime(minutes: time), changes))
        }
        return
            ([home] + [fixedZone].compactMap { $0 } + Self.wellKnown
            + TimeZone.knownTimeZoneIdentifiers.sorted()).first { id in
                guard Zone.isKnown(id) else { return false }
                return moments.allSatisfy { moment, offset in
                    guard let local = LocalTime(Zone.local(id, moment)) else { return false }
                    return local.minutes == Int(moment / 60_000) + offset
                }
            }
    }

    /// The zone of a place where the clocks never change; `Etc/GMT-11` is 11 hours before UTC.
    private var fixedZone: String? {
        guard Set(observances.map(\.offset)).count == 1, observances[0].offset % 60 == 0 else {
            return nil
        }
        let hours = observances[0].offset / 60
        return hours == 0 ? "UTC" : "Etc/GMT\(hours < 0 ? "+" : "-")\(abs(hours))"
    }

    /// A wall time in UTC.
    func utc(_ time: LocalTime) -> LocalTime {
        let changes = changes(in: time.date.year)
        let last = changes.last { change in
            // Where clocks go back, the first of the two times is meant.
            change.at + max(change.offset, change.before) <= time.minutes
        }
        return LocalTime(minutes: time.minutes - (last?.offset ?? observances[0].before))
    }

    /// The beginnings of observances up to the end of a year, in UTC.
    private func changes(in year: Int) -> [(at: Int, before: Int, offset: Int)] {
        guard let end = CivilDate(year: min(year + 1, 9999), month: 1, day: 1) else { return [] }
        let before = LocalTime(day: end.daysSince1970 + 2, minute: 0)
        var changes: [(at: Int, before: Int, offset: Int)] = []
        for part in observances {
            var times = [part.start] + part.others
            if let rule = part.rule {
                times += rule.starts(from: part.start, zone: "UTC", before: before)
            }
            changes += times.map { ($0.minutes - part.before, part.before, part.offset) }
        }
        return changes.sorted { ($0.at, $0.offset) < ($1.at, $1.offset) }
    }

    private func offset(
        _ utc: LocalTime, _ changes: [(at: Int, before: Int, offset: Int)]
    ) -> Int {
        changes.last { $0.at <= utc.minutes }?.offset ?? observances[0].before
    }

    private static let wellKnown = [
        "UTC", "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
        "America/Sao_Paulo", "Europe/London", "Europe/Berlin", "Europe/Kyiv", "Asia/Kolkata",
        "Asia/Tokyo", "Asia/Shanghai", "Australia/Sydney", "Pacific/Auckland",
    ]
}
