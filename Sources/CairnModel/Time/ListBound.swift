/// What a list from a day or a time on takes.
package enum ListBound {
    /// How far back of the bound something that still goes on may have begun, in days.
    package static let daysBackMax = 366

    /// Whether a `when` or `due` begins at a bound or later, or still goes on then. The last of
    /// whole days lasts to its end; what ends at the bound does not reach it.
    ///
    /// - Parameter bound: `2026`, `2026-04`, `2026-04-03` or a local time.
    package static func reaches(_ value: JSON?, from bound: String) -> Bool {
        guard let value, let start = value.startText else { return false }
        guard start.utf8.lexicographicallyPrecedes(bound.utf8) else { return true }
        guard let end = value["end"]?.string.flatMap({ LocalTime($0) }),
            let from = LocalTime(bound: bound)
        else { return false }
        return value["all_day"]?.bool == true ? end.day >= from.day : end > from
    }

    /// The bound before which nothing begins that still goes on at this one.
    package static func earliest(for bound: String) -> String {
        guard let from = LocalTime(bound: bound) else { return bound }
        return LocalTime(day: from.day - daysBackMax, minute: 0).date.description
    }
}
