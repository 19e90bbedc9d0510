/// What the words of a date and time say, each taken by itself; `MomentReader` puts it together.
struct MomentParts {
    /// Which of the days of a weekday's name.
    enum Which { case coming, next, last }

    var date: PartialDate?
    var year: Int?
    var month: Int?
    var day: Int?
    var weekday: Int?
    var which = Which.coming
    /// Days from today, of `tomorrow` and `+2d`.
    var shift: Int?
    var time: (hour: Int, minute: Int)?
    var zone: String?
    /// Minutes east of UTC, of `Z` and `+02:00`.
    var offset: Int?
    /// Said where the order of day and month had to be decided.
    var order: DateOrder?

    /// Whether the date depends on the day on which it is read.
    var isRelative: Bool {
        shift != nil || (date == nil && year == nil && month == nil && day == nil)
    }

    /// Whether nothing is said of the day.
    var namesNoDay: Bool {
        date == nil && year == nil && month == nil && day == nil && weekday == nil && shift == nil
    }

    private let text: String
    private let custom: DateOrder

    /// Takes the words of a text apart; a word that says nothing known is a fault.
    init(_ text: String, custom: DateOrder) throws(MomentFault) {
        (self.text, self.custom) = (text, custom)
        for word in Self.words(text) { try take(word) }
    }

    /// The words, with `7 pm` and `19 Uhr` joined and `2026-04-04T11:00` parted.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        for piece in text.split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
            let word = String(piece)
            let low = word.lowercased()
            if ["am", "pm", "a.m.", "p.m.", "uhr"].contains(low), let last = words.popLast() {
                words.append(last + low.filter { $0 != "." })
            } else if word.utf8.count > 11, CivilDate(word.prefix(10)) != nil || isISO(word),
                word.dropFirst(10).first == "T" || word.dropFirst(10).first == "t"
            {
                words += [String(word.prefix(10)), String(word.dropFirst(11))]
            } else {
                words.append(word)
            }
        }
        return words
    }

    private static func isISO(_ word: String) -> Bool {
        let parts = word.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
        return parts.count == 3 && parts.allSatisfy { Int($0) != nil }
    }

    private mutating func take(_ word: String) throws(MomentFault) {
        let low = word.lowercased()
        if ["at", "um", "on", "of", "the", "de", "del", "le", "el"].contains(low) { return }
        if takeWord(low) { return }
        if try takeTime(low) { return }
        if try takeDate(low) { return }
        if takeNumber(low) { return }
        if zone == nil, word.contains("/") || word == "UTC", Zone.isKnown(word) {
            zone = word
            return
        }
        if let minutes = Self.offset(low), time != nil, offset == nil {
            offset = minutes
            return
        }
        throw unreadable(word)
    }

    private func unreadable(_ word: String) -> MomentFault {
        let isAll = word == text
        return MomentFault(
            reason: isAll
                ? "\"\(text)\" is no date or time"
                : "\"\(text)\" is no date or time: \"\(word)\" says nothing here")
    }

    /// `today`, `next`, names of weekdays and months, `+2d`.
    private mutating func takeWord(_ word: String) -> Bool {
        let days = ["yesterday": -1, "today": 0, "tomorrow": 1]
        if let days = days[word] ?? Self.shift(word) {
            guard shift == nil else { return false }
            shift = days
        } else if word == "next" || word == "this" || word == "last" {
            which = word == "next" ? .next : word == "last" ? .last : .coming
        } else if let number = CalendarWords.weekday(word), weekday == nil {
            weekday = number
        } else if let number = CalendarWords.month(word), month == nil {
            month = number
        } else {
            return false
        }
        return true
    }

    /// Days of `+2d`, `-1w`.
    private static func shift(_ word: String) -> Int? {
        guard let sign = word.first, sign == "+" || sign == "-", let unit = word.last,
            unit == "d" || unit == "w", word.utf8.count <= 6,
            let count = Int(word.dropFirst().dropLast()), count >= 0
        else { return nil }
        return (sign == "-" ? -count : count) * (unit == "w" ? 7 : 1)
    }

    /// Minutes of `z`, `+02:00`, `-0400`.
    static func offset(_ word: String) -> Int? {
        if word == "z" { return 0 }
        guard let sign = word.first, sign == "+" || sign == "-" else { return nil }
        let digits = word.dropFirst().filter { $0 != ":" }
        guard digits.utf8.count == 4, let number = Int(digits), number / 100 <= 14,
            number % 100 < 60
        else { return nil }
        return (sign == "-" ? -1 : 1) * (number / 100 * 60 + number % 100)
    }

    /// `4`, `4th`, `4.` is a day; `2026` a year.
    private mutating func takeNumber(_ word: String) -> Bool {
        let digits = word.prefix { $0.isASCII && $0.isNumber }
        let ending = word.dropFirst(digits.count)
        guard let number = Int(digits) else { return false }
        if digits.utf8.count == 4, ending.isEmpty, year == nil {
            year = number
            return true
        }
        let endings = ["", ".", "st", "nd", "rd", "th", "er"]
        guard digits.utf8.count <= 2, endings.contains(String(ending)), day == nil else {
            return false
        }
        day = number
        return true
    }

    /// `11:00`, `11:00:30`, `7pm`, `7:30pm`, `19h30`, `19uhr`, `noon`, `midnight`, each with `z` or
    /// an offset.
    private mutating func takeTime(_ word: String) throws(MomentFault) -> Bool {
        if let hour = ["noon": 12, "midnight": 0][word] {
            guard time == nil else { return false }
            time = (hour, 0)
            return true
        }
        var body = word[...]
        var half: Character?
        if body.hasSuffix("am") || body.hasSuffix("pm") {
            half = body.dropLast().last
            body = body.dropLast(2)
        } else if let cut = body.firstIndex(where: { $0 == "z" || $0 == "+" || $0 == "-" }),
            body[..<cut].contains(":"), let minutes = Self.offset(String(body[cut...]))
        {
            offset = minutes
            body = body[..<cut]
        }
        let isHourWord = half != nil || body.hasSuffix("uhr") || body.hasSuffix("h")
        if body.hasSuffix("uhr") { body = body.dropLast(3) }
        let parts = body.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "h" }
            .filter { !$0.isEmpty }
        guard time == nil, isHourWord ? !parts.isEmpty : parts.count > 1, parts.count <= 3,
            let hour = Self.digits(parts[0], 1...2)
        else { return false }
        let minute = parts.count > 1 ? Self.digits(parts[1], 2...2) : 0
        guard let minute, parts.count < 3 || Self.second(parts[2]) else {
            throw unreadable(word)
        }
        time = try Self.checked(hour, minute, half, word)
        return true
    }

    private static func digits(_ text: Substring, _ lengths: ClosedRange<Int>) -> Int? {
        lengths.contains(text.utf8.count) && text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
            ? Int(text) : nil
    }

    private static func second(_ text: Substring) -> Bool {
        let whole = text.prefix { $0 != "." }
        return digits(whole, 2...2).map { $0 <= 60 } ?? false
    }

    private static func checked(
        _ hour: Int, _ minute: Int, _ half: Character?, _ word: String
    ) throws(MomentFault) -> (hour: Int, minute: Int) {
        let hours = half == nil ? 0...23 : 1...12
        guard hours.contains(hour) else {
            throw MomentFault(
                reason: "there is no time \(word): hours go from \(hours.lowerBound) to "
                    + "\(hours.upperBound)")
        }
        guard minute <= 59 else {
            throw MomentFault(reason: "there is no time \(word): minutes go from 00 to 59")
        }
        guard let half else { return (hour, minute) }
        return (hour % 12 + (half == "p" ? 12 : 0), minute)
    }

    /// `2026-04-04`, `2026-04`, `2026/4/4`, `20260404`, `04.04.2026`, `4/4/2026`, `4-4-2026`.
    private mutating func takeDate(_ word: String) throws(MomentFault) -> Bool {
        guard date == nil else { return false }
        if word.utf8.count == 8, let number = Self.digits(word[...], 8...8) {
            date = .day(try Self.day(number / 10_000, number / 100 % 100, number % 100))
            return true
        }
        guard let separator = word.first(where: { "-./".contains($0) }) else { return false }
        let parts = word.split(separator: separator, omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Self.digits($0, 1...4) }
        guard numbers.count == parts.count, (2...3).contains(parts.count) else { return false }
        if parts[0].utf8.count == 4 {
            guard parts.count == 3 else {
                date = .month(year: numbers[0], month: try Self.month(numbers[1]))
                return true
            }
            date = .day(try Self.day(numbers[0], numbers[1], numbers[2]))
            return true
        }
        guard parts.count == 3, parts[2].utf8.count == 4 else {
            throw MomentFault(reason: "\"\(text)\" needs a year of four digits")
        }
        let isMonthFirst = decide(numbers[0], numbers[1], separator)
        date = .day(
            try Self.day(
                numbers[2], numbers[isMonthFirst ? 0 : 1], numbers[isMonthFirst ? 1 : 0]))
        return true
    }

    /// Whether the first of two numbers is the month; notes where only custom could tell.
    private mutating func decide(_ first: Int, _ second: Int, _ separator: Character) -> Bool {
        if separator == "." || first > 12 { return false }
        if second > 12 { return true }
        if first != second { order = custom }
        return custom == .monthFirst
    }

    static func month(_ number: Int) throws(MomentFault) -> Int {
        guard (1...12).contains(number) else {
            throw MomentFault(reason: "there is no month \(number)")
        }
        return number
    }

    static func day(_ year: Int, _ month: Int, _ day: Int) throws(MomentFault) -> CivilDate {
        let name = CalendarWords.months[try Self.month(month) - 1]
        guard let date = CivilDate(year: year, month: month, day: day) else {
            let days = CivilDate.days(inMonth: month, of: year)
            throw MomentFault(
                reason: "there is no \(day) \(name) \(pad(year, 4)): that month has \(days) days")
        }
        return date
    }
}
