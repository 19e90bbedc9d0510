/// A wall time to the minute, without a zone: what the clock on the wall and the calendar show.
struct LocalTime: Hashable, Comparable, CustomStringConvertible {
    /// Minutes after 1970-01-01T00:00 on the same wall.
    let minutes: Int

    init(minutes: Int) { self.minutes = minutes }

    init(day: Int, minute: Int) { minutes = day * 1440 + minute }

    /// `YYYY-MM-DDTHH:MM`, or a date alone for its midnight; nil for anything else.
    init?(_ text: some StringProtocol) {
        guard let date = CivilDate(text.prefix(10)) else { return nil }
        if text.utf8.count == 10 {
            self.init(day: date.daysSince1970, minute: 0)
            return
        }
        let bytes = Array(text.utf8)
        guard TextShape.isLocalTime(String(text)) else { return nil }
        let digits = [bytes[11], bytes[12], bytes[14], bytes[15]].map { Int($0) - 0x30 }
        self.init(
            day: date.daysSince1970,
            minute: (digits[0] * 10 + digits[1]) * 60 + digits[2] * 10 + digits[3])
    }

    /// The first minute of a bound of a list: `2026`, `2026-04`, `2026-04-03` or a local time.
    /// With `~` after it the first minute that does not begin with that text.
    init?(bound text: String) {
        if text.last == "~" {
            let plain = String(text.dropLast())
            if plain.utf8.count == 16, let time = LocalTime(plain) {
                self.init(minutes: time.minutes + 1)
                return
            }
            guard let last = PartialDate(plain)?.last else { return nil }
            self.init(day: last.daysSince1970 + 1, minute: 0)
            return
        }
        if let time = LocalTime(text) {
            self = time
            return
        }
        guard let date = PartialDate(text)?.first else { return nil }
        self.init(day: date.daysSince1970, minute: 0)
    }

    /// Days after 1970-01-01.
    var day: Int { (minutes >= 0 ? minutes : minutes - 1439) / 1440 }
    var minute: Int { minutes - day * 1440 }
    var date: CivilDate { CivilDate(daysSince1970: day) }

    /// `YYYY-MM-DDTHH:MM`.
    var description: String { "\(date)T\(pad(minute / 60, 2)):\(pad(minute % 60, 2))" }

    /// The last minute of the year 9999, after which there are no dates.
    static let last = LocalTime(day: 2_932_896, minute: 1439)

    static func < (left: LocalTime, right: LocalTime) -> Bool { left.minutes < right.minutes }
}
