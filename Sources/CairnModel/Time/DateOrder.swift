/// Which of two numbers before a year is the month, where both could be.
enum DateOrder {
    case monthFirst
    case dayFirst

    var text: String { self == .monthFirst ? "read as month/day" : "read as day/month" }

    /// The custom of the country that a zone belongs to: the month comes first in the United
    /// States and in English-speaking Canada, the day nearly everywhere else, Latin America too.
    init(zone: String) {
        let parts = zone.split(separator: "/")
        let isAmerican =
            ["US", "Canada"].contains(parts.first.map(String.init))
            || (parts.first == "America" && parts.count > 1
                && Self.american.contains(String(parts[1])))
            || ["Pacific/Honolulu", "Pacific/Guam"].contains(zone)
        self = isAmerican ? .monthFirst : .dayFirst
    }

    /// The order that a sheet shows by the dates that can be read in one way only; nil where none
    /// does, or where they contradict each other.
    static func shown(by texts: some Sequence<String>) -> DateOrder? {
        var isFirstDay = false
        var isSecondDay = false
        for text in texts {
            let parts = text.prefix { !$0.isWhitespace && $0 != "," }
                .split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "-" }
            guard parts.count == 3, parts[2].utf8.count == 4, let first = Int(parts[0]),
                let second = Int(parts[1])
            else { continue }
            if first > 12 { isFirstDay = true }
            if second > 12 { isSecondDay = true }
        }
        if isFirstDay == isSecondDay { return nil }
        return isFirstDay ? .dayFirst : .monthFirst
    }

    private static let american: Set<String> = [
        "New_York", "Chicago", "Denver", "Los_Angeles", "Phoenix", "Anchorage", "Detroit",
        "Boise", "Indiana", "Indianapolis", "Fort_Wayne", "Kentucky", "Louisville",
        "North_Dakota", "Juneau", "Sitka", "Nome", "Adak", "Menominee", "Metlakatla", "Yakutat",
        "Puerto_Rico", "St_Thomas", "Toronto", "Vancouver", "Winnipeg", "Edmonton", "Calgary",
        "Halifax", "St_Johns", "Regina", "Moncton", "Whitehorse", "Yellowknife",
    ]
}
