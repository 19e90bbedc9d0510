/// What a person's words for a date or a time were read as.
package struct Moment: Sendable {
    package let date: PartialDate
    /// Nil where only a date was given.
    package let time: (hour: Int, minute: Int)?
    /// The IANA zone that `time` is in; nil without a time.
    package let zone: String?
    /// The reading for a person: `Saturday 4 April 2026, 11:00 (America/New_York)`, with what was
    /// decided on the way, such as `read as month/day`.
    package let reading: String

    package init(
        date: PartialDate, time: (hour: Int, minute: Int)? = nil, zone: String? = nil,
        remarks: [String] = []
    ) {
        (self.date, self.time, self.zone) = (date, time, time == nil ? nil : zone)
        var text = date.reading
        if let time {
            text += ", \(pad(time.hour, 2)):\(pad(time.minute, 2))"
            if let zone { text += " (\(zone))" }
        }
        reading = ([text] + remarks).joined(separator: "; ")
    }

    /// `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`.
    package var localText: String {
        guard let time else { return date.description }
        return "\(date)T\(pad(time.hour, 2)):\(pad(time.minute, 2))"
    }
}
