package import CairnModel

/// A stretch of time, half-open: 11:00-12:00 and 12:00-13:00 share nothing.
package struct Span: Hashable, Sendable {
    /// Minutes since 1970, UTC.
    package let start: Int64
    package let end: Int64

    package init(start: Int64, end: Int64) { (self.start, self.end) = (start, end) }

    /// The span of a `when` value; nil where it says no start with a time of day, or no later end,
    /// or that it lasts all day.
    ///
    /// - Parameter zone: where the value names no zone of its own.
    package init?(when: JSON?, zone: String) {
        guard let when, when["all_day"]?.bool != true,
            let start = when["start"]?.string, let end = when["end"]?.string
        else { return nil }
        let zone = when["tz"]?.string ?? zone
        guard let from = Self.instant(start, zone: zone), let to = Self.instant(end, zone: zone),
            from < to
        else { return nil }
        self.init(start: from, end: to)
    }

    /// Whether the two share time.
    package func overlaps(_ other: Span) -> Bool { start < other.end && other.start < end }

    /// Minutes since 1970 of a local `YYYY-MM-DDTHH:MM`; nil for another form.
    package static func instant(_ local: String, zone: String) -> Int64? {
        let bytes = Array(local.utf8)
        guard bytes.count == 16, bytes[10] == 0x54, bytes[13] == 0x3A,
            let date = CivilDate(local.prefix(10)),
            let hour = Int64(local.dropFirst(11).prefix(2)), (0...23).contains(hour),
            let minute = Int64(local.suffix(2)), (0...59).contains(minute)
        else { return nil }
        let wall = Int64(date.daysSince1970) * 1440 + hour * 60 + minute
        return wall - Int64(Zone.offsetMinutes(zone, local: local))
    }
}
