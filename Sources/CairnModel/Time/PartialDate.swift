/// A date that is known to the day, to the month or only to the year.
package enum PartialDate: Hashable, Sendable, CustomStringConvertible {
    case year(Int)
    case month(year: Int, month: Int)
    case day(CivilDate)

    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, first.utf8.count == 4,
            parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }),
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let year = Int(first)
        else { return nil }
        switch parts.count {
        case 1: self = .year(year)
        case 2:
            guard let month = Int(parts[1]), (1...12).contains(month) else { return nil }
            self = .month(year: year, month: month)
        default:
            guard let date = CivilDate(text) else { return nil }
            self = .day(date)
        }
    }

    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    package var description: String {
        switch self {
        case .year(let year): pad(year, 4)
        case .month(let year, let month): "\(pad(year, 4))-\(pad(month, 2))"
        case .day(let date): date.description
        }
    }

    /// For a person: `1999`, `March 2009`, `Saturday 4 April 2026`.
    package var reading: String {
        switch self {
        case .year(let year): pad(year, 4)
        case .month(let year, let month): "\(CalendarWords.months[month - 1]) \(pad(year, 4))"
        case .day(let date):
            "\(CalendarWords.weekdays[date.weekday - 1]) \(date.day) "
                + "\(CalendarWords.months[date.month - 1]) \(pad(date.year, 4))"
        }
    }

    /// The first day that this may mean.
    package var first: CivilDate? {
        switch self {
        case .year(let year): CivilDate(year: year, month: 1, day: 1)
        case .month(let year, let month): CivilDate(year: year, month: month, day: 1)
        case .day(let date): date
        }
    }

    /// The last day that this may mean.
    package var last: CivilDate? {
        switch self {
        case .year(let year): CivilDate(year: year, month: 12, day: 31)
        case .month(let year, let month):
            CivilDate(
                year: year, month: month, day: CivilDate.days(inMonth: month, of: year))
        case .day(let date): date
        }
    }
}
