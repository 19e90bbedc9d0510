/// How far an event moves on the wall, for what takes place during it.
package struct WhenMove {
    private let from: LocalTime
    private let to: LocalTime
    /// The days of the event before it moves.
    private let days: ClosedRange<Int>
    private let zones: (old: String?, new: String?)
    private let isTimed: Bool

    /// Nil where the event has no day, or begins as before.
    package init?(from old: JSON?, to new: JSON?) {
        guard let old, let new, let from = Self.start(old), let to = Self.start(new) else {
            return nil
        }
        let end = old["end"]?.string.flatMap { LocalTime($0) }
        // An end at midnight is not on its day.
        let last = end.map { LocalTime(minutes: $0.minutes - 1).day } ?? from.day
        (self.from, self.to) = (from, to)
        days = from.day...max(from.day, last)
        zones = (old["tz"]?.string, new["tz"]?.string)
        isTimed = [old, new].allSatisfy { $0["start"] != nil && $0["all_day"]?.bool != true }
        let isSame = isTimed ? from == to && zones.old == zones.new : from.day == to.day
        if isSame { return nil }
    }

    /// A time that is on one of the event's days, as it is after the move: by as many days and, as
    /// far as both have hours, minutes later or earlier; nil for a time of other days.
    ///
    /// - Parameter zone: of a time that names none.
    package func moved(_ when: JSON, zone: String) -> JSON? {
        guard let start = Self.start(when), days.contains(start.day) else { return nil }
        let minutes =
            isTimed && when["start"] != nil
            ? to.minutes - from.minutes : (to.day - from.day) * 1440
        let (tz, new) = (when["tz"]?.string, LocalTime(minutes: start.minutes + minutes))
        var moved = EventSeries.moved(when, from: start, to: new, zone: tz ?? zone)
        if isTimed, let tz, tz == zones.old, let zone = zones.new {
            moved = moved.setting("tz", .string(zone))
        }
        return moved == when ? nil : moved
    }

    private static func start(_ when: JSON) -> LocalTime? {
        when.startText.flatMap { LocalTime($0) }
    }
}
