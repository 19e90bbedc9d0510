/// The days of a rule: period by period (a day, week, month or year, `INTERVAL` apart), and in
/// each the days that every `BY...` part lets through. Days are counted after 1970-01-01.
struct RecurrenceDays {
    private let rule: RecurrenceRule
    private let first: CivilDate
    private let monthDays: [Int]
    private let months: [Int]
    private let weekdays: [RecurrenceRule.Weekday]

    init(_ rule: RecurrenceRule, start: LocalTime) {
        (self.rule, first) = (rule, start.date)
        let saysDays = !rule.yearDays.isEmpty || !rule.monthDays.isEmpty || !rule.weekdays.isEmpty
        // What the rule does not say, the start says.
        let isPlain = !saysDays && rule.weekNumbers.isEmpty
        let isYearly = isPlain && rule.frequency == .yearly
        monthDays =
            isYearly || (isPlain && rule.frequency == .monthly) ? [first.day] : rule.monthDays
        months = isYearly && rule.months.isEmpty ? [first.month] : rule.months
        let isByWeekday = rule.frequency == .weekly || !rule.weekNumbers.isEmpty
        weekdays =
            !saysDays && isByWeekday
            ? [RecurrenceRule.Weekday(ordinal: 0, day: first.weekday)] : rule.weekdays
    }

    /// The days of a period; nil after the year 9999.
    func period(_ index: Int) -> ClosedRange<Int>? {
        let step = index * rule.interval
        let days: ClosedRange<Int>
        switch rule.frequency {
        case .daily:
            let day = first.daysSince1970 + step
            days = day...day
        case .weekly:
            let back = (first.weekday - rule.weekStart + 7) % 7
            let day = first.daysSince1970 - back + step * 7
            days = day...(day + 6)
        case .monthly:
            let month = first.year * 12 + first.month - 1 + step
            guard let day = Self.day(month / 12, month % 12 + 1) else { return nil }
            days = day...(day + CivilDate.days(inMonth: month % 12 + 1, of: month / 12) - 1)
        case .yearly:
            guard let day = Self.day(first.year + step, 1) else { return nil }
            days = day...(day + Self.days(inYear: first.year + step) - 1)
        }
        return days.lowerBound <= LocalTime.last.day ? days : nil
    }

    /// Whether every part of the rule lets a day through.
    func isIn(_ day: Int) -> Bool {
        let date = CivilDate(daysSince1970: day)
        if !months.isEmpty, !months.contains(date.month) { return false }
        if !monthDays.isEmpty {
            let length = CivilDate.days(inMonth: date.month, of: date.year)
            guard Self.isNamed(date.day, of: length, monthDays) else { return false }
        }
        if !rule.yearDays.isEmpty {
            let place = day - (Self.day(date.year, 1) ?? day) + 1
            guard Self.isNamed(place, of: Self.days(inYear: date.year), rule.yearDays) else {
                return false
            }
        }
        if !rule.weekNumbers.isEmpty {
            let week = week(day, date)
            guard Self.isNamed(week.number, of: week.count, rule.weekNumbers) else { return false }
        }
        return weekdays.isEmpty || weekdays.contains { isIn(day, date, $0) }
    }

    private func isIn(_ day: Int, _ date: CivilDate, _ weekday: RecurrenceRule.Weekday) -> Bool {
        guard weekday.day == date.weekday else { return false }
        if weekday.ordinal == 0 { return true }
        let isOfYear = rule.frequency == .yearly && rule.months.isEmpty
        let place = isOfYear ? day - (Self.day(date.year, 1) ?? day) : date.day - 1
        let length =
            isOfYear
            ? Self.days(inYear: date.year) : CivilDate.days(inMonth: date.month, of: date.year)
        return weekday.ordinal > 0
            ? place / 7 + 1 == weekday.ordinal : (length - 1 - place) / 7 + 1 == -weekday.ordinal
    }

    /// The week's number in the year that has most of it, and how many weeks that year has.
    private func week(_ day: Int, _ date: CivilDate) -> (number: Int, count: Int) {
        let starts = [date.year - 1, date.year, date.year + 1, date.year + 2].map(firstWeek)
        let place = starts.lastIndex { $0 <= day } ?? 0
        let next = place + 1 < starts.count ? starts[place + 1] : starts[place] + 364
        return ((day - starts[place]) / 7 + 1, (next - starts[place]) / 7)
    }

    /// The first day of week 1: the first week with at least four days in the year.
    private func firstWeek(of year: Int) -> Int {
        guard let newYear = Self.day(year, 1) else { return year < 0 ? .min / 2 : .max / 2 }
        let weekday = CivilDate(daysSince1970: newYear).weekday
        let back = (weekday - rule.weekStart + 7) % 7
        return back <= 3 ? newYear - back : newYear + 7 - back
    }

    private static func isNamed(_ place: Int, of count: Int, _ wanted: [Int]) -> Bool {
        wanted.contains(place) || wanted.contains(place - count - 1)
    }

    private static func day(_ year: Int, _ month: Int) -> Int? {
        CivilDate(year: year, month: month, day: 1)?.daysSince1970
    }

    private static func days(inYear year: Int) -> Int {
        CivilDate.days(inMonth: 2, of: year) + 337
    }
}
