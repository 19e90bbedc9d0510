/// Times that take whole days.
package enum WholeDays {
    /// The `when` of days, the last included: of one day its date, else `all_day` with both.
    package static func value(_ first: CivilDate, _ last: CivilDate, zone: String?) -> JSON {
        guard first < last else { return ["date": .string(first.description)] }
        let when: JSON = [
            "all_day": true, "start": .string("\(first)T00:00"), "end": .string("\(last)T00:00"),
        ]
        return zone.map { when.setting("tz", .string($0)) } ?? when
    }

    /// The first and the last day of a `when` that takes whole days; nil for any other.
    package static func range(_ when: JSON?) -> ClosedRange<CivilDate>? {
        guard let when, when["all_day"]?.bool == true,
            let first = when["start"]?.string.flatMap({ CivilDate($0.prefix(10)) })
        else { return nil }
        let last = when["end"]?.string.flatMap { CivilDate($0.prefix(10)) } ?? first
        return first...max(first, last)
    }
}
