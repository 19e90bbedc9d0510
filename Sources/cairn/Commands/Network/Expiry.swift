/// How long an invitation lasts.
enum Expiry {
    private static let daysMax: Int64 = 90

    /// Of a text such as `12h`, `7d`, `2w`; nil for anything else and for over 90 days.
    static func milliseconds(_ text: String) -> Int64? {
        let hours: [Character: Int64] = ["h": 1, "d": 24, "w": 168]
        guard let unit = text.last.flatMap({ hours[$0] }), let count = Int64(text.dropLast()),
            (1...daysMax * 24).contains(count), count * unit <= daysMax * 24
        else { return nil }
        return count * unit * 3_600_000
    }
}
