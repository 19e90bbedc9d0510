/// A DATE or DATE-TIME of a calendar file.
enum ICSMoment: Hashable {
    case date(CivilDate)
    /// In a zone, by the name that the file has for it, or floating where that is nil.
    case local(LocalTime, zone: String?)
    case utc(LocalTime)

    /// `20260404`, `20260404T190000` or `20260404T190000Z`; also without seconds and with the
    /// hyphens and colons of ISO 8601. Seconds are cut off. Nil for anything else.
    init?(_ text: String, zone: String?) {
        var body = text.uppercased().filter { $0 != "-" && $0 != ":" && !$0.isWhitespace }
        let isUTC = body.last == "Z"
        if isUTC { body.removeLast() }
        let parts = body.split(separator: "T", omittingEmptySubsequences: false)
        guard let first = parts.first, first.utf8.count == 8, Self.areDigits(first),
            let date = CivilDate(
                year: Int(first.prefix(4)) ?? 0, month: Int(first.dropFirst(4).prefix(2)) ?? 0,
                day: Int(first.suffix(2)) ?? 0)
        else { return nil }
        if parts.count == 1, !isUTC {
            self = .date(date)
            return
        }
        guard parts.count == 2, Self.areDigits(parts[1]), [4, 6].contains(parts[1].utf8.count),
            let hour = Int(parts[1].prefix(2)), let minute = Int(parts[1].dropFirst(2).prefix(2)),
            minute < 60, hour < 24 || (hour == 24 && minute == 0),
            Int(parts[1].dropFirst(4)) ?? 0 <= 60
        else { return nil }
        let time = LocalTime(day: date.daysSince1970, minute: hour * 60 + minute)
        self = isUTC ? .utc(time) : .local(time, zone: zone)
    }

    private static func areDigits(_ text: Substring) -> Bool {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
