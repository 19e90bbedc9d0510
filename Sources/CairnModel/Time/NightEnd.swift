/// The end of an evening that goes on after midnight: 22:00 to 02:00.
enum NightEnd {
    /// A time on the day of a start; on the day after it where it would come before the start.
    static func text(_ end: String, after start: String) -> String {
        guard end.utf8.lexicographicallyPrecedes(start.utf8), let date = CivilDate(end.prefix(10))
        else { return end }
        return "\(date.adding(days: 1))\(end.dropFirst(10))"
    }
}
