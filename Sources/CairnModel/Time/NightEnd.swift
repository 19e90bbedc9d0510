/// The end of an evening that goes on after midnight: 22:00 to 02:00.
enum NightEnd {
    /// What lasts longer was not meant to go on after midnight.
    private static let hoursMax = 18

    /// A time on the day of a start; on the day after it where it would come before the start,
    /// unless that is no night any more, but most of a day.
    static func text(_ end: String, after start: String) -> String {
        guard let from = LocalTime(start), let to = LocalTime(end), to < from else { return end }
        let night = LocalTime(minutes: to.minutes + 1440)
        return night.minutes - from.minutes <= hoursMax * 60 ? night.description : end
    }
}
