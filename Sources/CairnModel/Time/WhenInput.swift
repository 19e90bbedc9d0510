/// Makes the value of `when` from what a person says about start, length and end.
package struct WhenInput {
    package let reader: MomentReader
    /// The day that a bare time such as 11:00 is on; nil for today.
    package var day: String?

    package init(reader: MomentReader, day: String? = nil) {
        (self.reader, self.day) = (reader, day)
    }

    /// - Parameter length: `2h`, `90m`.
    /// - Parameter end: a time, on the day of the start unless it says more.
    package func value(start: String, length: String? = nil, end: String? = nil) throws -> JSON {
        let moment = try reader.read(on: day, start)
        guard moment.time != nil, let zone = moment.zone else {
            if length != nil || end != nil {
                throw MomentFault(
                    reason: "\"\(start)\" has no time of day, so it cannot have a length or an end",
                    hint: "add a time, for example \"2026-04-04 11:00\"")
            }
            return .object([("date", .string(moment.localText))])
        }
        let start = moment.localText
        var when: JSON = .object([("start", .string(start)), ("tz", .string(zone))])
        if let length {
            when = when.setting("end", .string(try Self.local(start, plus: length, zone)))
        } else if let end {
            when = when.setting("end", .string(try self.end(end, after: start, zone)))
        }
        return when
    }

    /// The same length from another start on; a day alone keeps the time of day.
    package func moved(_ when: JSON?, to start: String) throws -> JSON {
        guard let oldStart = when?["start"]?.string, let oldEnd = when?["end"]?.string,
            let zone = when?["tz"]?.string,
            let from = Zone.milliseconds(zone, local: oldStart),
            let to = Zone.milliseconds(zone, local: oldEnd)
        else { return try value(start: start) }
        let moment = try reader.read(on: day, start)
        let isDay = moment.time == nil && moment.localText.utf8.count == 10
        let start = isDay ? "\(moment.localText) \(oldStart.suffix(5))" : start
        return try value(
            start: start,
            length: moment.time == nil && !isDay ? nil : "\((to - from) / 60_000)m")
    }

    private func end(_ text: String, after start: String, _ zone: String) throws -> String {
        let end = try reader.read(on: String(start.prefix(10)), text)
        guard end.time != nil else {
            throw MomentFault(
                reason: "\"\(text)\" is no time of day", hint: "write it as 12:00 or 2pm")
        }
        // A bare time before the start is on the next day: 22:00 to 02:00.
        if end.localText.utf8.lexicographicallyPrecedes(start.utf8), TimeOfDay.isBare(text) {
            return try Self.local(end.localText, plus: "24h", zone)
        }
        return end.localText
    }

    private static func local(_ start: String, plus length: String, _ zone: String) throws
        -> String
    {
        let minutes = try DurationReader.minutes(length)
        let milliseconds = Zone.milliseconds(zone, local: start) ?? 0
        return Zone.local(zone, milliseconds + Int64(minutes) * 60_000)
    }
}

extension MomentReader {
    /// Reads a text, a bare time being on that day.
    fileprivate func read(on day: String?, _ text: String) throws -> Moment {
        guard let day, TimeOfDay.isBare(text) else { return try read(text) }
        return try read("\(day) \(text)")
    }
}
