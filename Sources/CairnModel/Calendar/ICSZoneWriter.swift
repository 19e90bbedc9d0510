internal import Foundation

/// Writes the VTIMEZONE of a zone: every change of its clocks in the years that are needed, and
/// after them, where they go on in the same way each year, the rule.
///
/// The zone data is the one that all of Cairn computes with (`Zone`), so that a feed says what
/// the store says. Names of offsets are numbers such as `-05`, as the zone database itself names
/// many: abbreviations differ between systems, and a calendar must not.
struct ICSZoneWriter {
    /// A change of the clocks.
    private struct Change {
        /// Seconds since 1970, UTC.
        let at: Int
        /// Seconds east of UTC, before and after.
        let before: Int
        let after: Int
        let isDaylight: Bool

        /// The wall time at which it happens, as the clocks show it before.
        var local: LocalTime { LocalTime(minutes: (at + before) / 60) }
    }

    /// What is the same each year.
    private struct Pattern: Hashable {
        let month: Int
        let weekday: Int
        /// 1 to 4, or -1 for the last.
        let ordinal: Int
        let minute: Int
        let before: Int
        let after: Int
        let isDaylight: Bool
    }

    private let id: String
    private let zone: TimeZone
    private let years: ClosedRange<Int>

    /// Years after the last one needed for which the clocks must go on in the same way.
    private static let tailYears = 12
    private static let firstYear = 1900
    /// A series may go on without end, so that the rule of the years to come is always needed.
    private static let lastYear = 2037

    init(zone id: String, years: ClosedRange<Int>) {
        self.id = id
        zone = TimeZone(identifier: id) ?? .gmt
        let first = min(max(years.lowerBound, Self.firstYear), 9900)
        self.years = first...max(first, Self.lastYear, min(years.upperBound, 9900))
    }

    func write(to buffer: inout ICSBuffer) {
        buffer.add("BEGIN:VTIMEZONE")
        buffer.add("TZID:\(id)")
        let end = years.upperBound + Self.tailYears
        let changes = changes(from: Self.start(of: years.lowerBound), to: Self.start(of: end + 1))
        let tail = tail(changes, end)
        let first = tailStart(changes, tail)
        let listed = changes.filter { tail.isEmpty || $0.local.date.year < first }
        writeFirst(before: changes.first, to: &buffer)
        for group in groups(listed) { write(group, to: &buffer) }
        for pattern in tail { write(pattern, from: first, to: &buffer) }
        buffer.add("END:VTIMEZONE")
    }

    // MARK: - Changes

    private static func start(of year: Int) -> Int {
        (CivilDate(year: year, month: 1, day: 1)?.daysSince1970 ?? 0) * 86_400
    }

    private func offset(_ time: Int) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time)))
    }

    private func changes(from start: Int, to end: Int) -> [Change] {
        var changes: [Change] = []
        var (time, before) = (start, offset(start))
        while time < end {
            // No zone changes its clocks twice within these days.
            let next = time + 5 * 86_400
            let after = offset(next)
            if after != before {
                var (low, high) = (time, next)
                while high - low > 1 {
                    let middle = (low + high) / 2
                    if offset(middle) == before { low = middle } else { high = middle }
                }
                let isDaylight = zone.isDaylightSavingTime(
                    for: Date(timeIntervalSince1970: Double(high)))
                changes.append(
                    Change(at: high, before: before, after: after, isDaylight: isDaylight))
            }
            (time, before) = (next, after)
        }
        return changes
    }

    // MARK: - What goes on each year

    /// The pattern of the last years; empty where there is none.
    private func tail(_ changes: [Change], _ end: Int) -> [Pattern] {
        let years = (end - Self.tailYears + 1)...end
        let byYear = years.map { year in changes.filter { $0.local.date.year == year } }
        guard let first = byYear.first, !first.isEmpty,
            byYear.allSatisfy({ $0.count == first.count })
        else { return [] }
        let patterns = first.indices.compactMap { index in pattern(byYear.map { $0[index] }) }
        return patterns.count == first.count ? patterns : []
    }

    /// What changes of several years have in common; nil where they do not.
    private func pattern(_ changes: [Change]) -> Pattern? {
        for isLast in [false, true] {
            let found = Set(changes.map { Self.pattern($0, isLast: isLast) })
            if found.count == 1, let pattern = found.first, pattern.ordinal <= 4 { return pattern }
        }
        return nil
    }

    private static func pattern(_ change: Change, isLast: Bool) -> Pattern {
        let date = change.local.date
        let length = CivilDate.days(inMonth: date.month, of: date.year)
        // 5 where it is not the last: no rule then.
        let last = date.day + 7 > length ? -1 : 5
        return Pattern(
            month: date.month, weekday: date.weekday,
            ordinal: isLast ? last : (date.day - 1) / 7 + 1, minute: change.local.minute,
            before: change.before, after: change.after, isDaylight: change.isDaylight)
    }

    /// The first year from which all go by the pattern.
    private func tailStart(_ changes: [Change], _ tail: [Pattern]) -> Int {
        var first = years.upperBound + 1
        for year in years.reversed() {
            let own = changes.filter { $0.local.date.year == year }
            let fits =
                own.count == tail.count
                && zip(own, tail).allSatisfy { change, pattern in
                    Self.pattern(change, isLast: pattern.ordinal == -1) == pattern
                }
            guard fits else { break }
            first = year
        }
        return first
    }

    // MARK: - Writing

    /// The offset from long before, so that every time has one.
    private func writeFirst(before change: Change?, to buffer: inout ICSBuffer) {
        let start = Self.start(of: years.lowerBound)
        let offset = change?.before ?? offset(start)
        let isDaylight = zone.isDaylightSavingTime(for: Date(timeIntervalSince1970: Double(start)))
        write(
            isDaylight: isDaylight, before: offset, after: offset,
            start: LocalTime(day: start / 86_400, minute: 0), lines: [], to: &buffer)
    }

    /// Changes of one sort, in the order of their first.
    private func groups(_ changes: [Change]) -> [[Change]] {
        var groups: [[Change]] = []
        for change in changes {
            let place = groups.firstIndex { group in
                group[0].before == change.before && group[0].after == change.after
                    && group[0].isDaylight == change.isDaylight
            }
            if let place { groups[place].append(change) } else { groups.append([change]) }
        }
        return groups
    }

    private func write(_ group: [Change], to buffer: inout ICSBuffer) {
        write(
            isDaylight: group[0].isDaylight, before: group[0].before, after: group[0].after,
            start: group[0].local,
            lines: group.dropFirst().map { "RDATE:\(ICSOutput.text($0.local))" }, to: &buffer)
    }

    private func write(_ pattern: Pattern, from year: Int, to buffer: inout ICSBuffer) {
        let day = RecurrenceRule.Weekday.names[pattern.weekday - 1]
        let rule = "FREQ=YEARLY;BYMONTH=\(pattern.month);BYDAY=\(pattern.ordinal)\(day)"
        guard let first = CivilDate(year: year, month: 1, day: 1),
            let parsed = try? RecurrenceRule(rule),
            let start = parsed.starts(
                from: LocalTime(day: first.daysSince1970, minute: pattern.minute), zone: "UTC",
                before: .last, limit: 1
            ).first
        else { return }
        write(
            isDaylight: pattern.isDaylight, before: pattern.before, after: pattern.after,
            start: start, lines: ["RRULE:\(rule)"], to: &buffer)
    }

    private func write(
        isDaylight: Bool, before: Int, after: Int, start: LocalTime, lines: [String],
        to buffer: inout ICSBuffer
    ) {
        let name = isDaylight ? "DAYLIGHT" : "STANDARD"
        buffer.add("BEGIN:\(name)")
        buffer.add("DTSTART:\(ICSOutput.text(start))")
        buffer.add("TZOFFSETFROM:\(Self.offset(before))")
        buffer.add("TZOFFSETTO:\(Self.offset(after))")
        buffer.add("TZNAME:\(Self.offset(after, short: true))")
        for line in lines { buffer.add(line) }
        buffer.add("END:\(name)")
    }

    private static func offset(_ seconds: Int, short: Bool = false) -> String {
        let size = abs(seconds)
        let hours = "\(seconds < 0 ? "-" : "+")\(pad(size / 3600, 2))"
        if short, size % 3600 == 0 { return hours }
        let rest = size % 60 == 0 ? "" : pad(size % 60, 2)
        return "\(hours)\(pad(size / 60 % 60, 2))\(rest)"
    }
}
