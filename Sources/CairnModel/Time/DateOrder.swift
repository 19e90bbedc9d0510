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

    private static let american: Set<String> = [
        "New_York", "Chicago", "Denver", "Los_Angeles", "Phoenix", "Anchorage", "Detroit",
        "Boise", "Indiana", "Indianapolis", "Fort_Wayne", "Kentucky", "Louisville",
        "North_Dakota", "Juneau", "Sitka", "Nome", "Adak", "Menominee", "Metlakatla", "Yakutat",
        "Puerto_Rico", "St_Thomas", "Toronto", "Vancouver", "Winnipeg", "Edmonton", "Calgary",
        "Halifax", "St_Johns", "Regina", "Moncton", "Whitehorse", "Yellowknife",
    ]
}
