extension RecurrenceRule {
    /// Occurrences that a `COUNT` may ask for, and steps of an `INTERVAL`.
    static let numberMax = 100_000

    /// Reads an RRULE as calendars write it: small letters, spaces, a leading `RRULE:`, a
    /// trailing `;` and `BYSECOND=0` are taken too.
    package init(_ text: String) throws(RecurrenceFault) {
        var parts: [String: String] = [:]
        var body = text.uppercased().filter { !$0.isWhitespace }
        if body.hasPrefix("RRULE:") { body.removeFirst(6) }
        for part in body.split(separator: ";") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2, !pair[1].isEmpty else {
                throw RecurrenceFault("\"\(part)\" of the rule is not of the form NAME=VALUE")
            }
            guard parts.updateValue(String(pair[1]), forKey: String(pair[0])) == nil else {
                throw RecurrenceFault("the rule says \(pair[0]) twice")
            }
        }
        let word = parts.removeValue(forKey: "FREQ") ?? ""
        guard let frequency = Frequency(rawValue: word) else { throw Self.frequencyFault(word) }
        self.init(frequency)
        if let scale = parts.removeValue(forKey: "RSCALE"), scale != "GREGORIAN" {
            throw RecurrenceFault("the rule counts in the \(scale.lowercased()) calendar")
        }
        // Of the Gregorian calendar only a skipped day is left for it to say.
        if let skip = parts.removeValue(forKey: "SKIP"), skip != "OMIT" {
            throw RecurrenceFault("the rule moves days that a month does not have")
        }
        try take(&parts)
        if let rest = parts.keys.min() {
            throw RecurrenceFault("the rule has \(rest), which is not known")
        }
    }

    private static func frequencyFault(_ word: String) -> RecurrenceFault {
        switch word {
        case "": RecurrenceFault("the rule lacks FREQ=DAILY, WEEKLY, MONTHLY or YEARLY")
        case "HOURLY", "MINUTELY", "SECONDLY":
            RecurrenceFault("an event cannot repeat more often than daily")
        default: RecurrenceFault("FREQ must be DAILY, WEEKLY, MONTHLY or YEARLY")
        }
    }

    private mutating func take(_ parts: inout [String: String]) throws(RecurrenceFault) {
        if let text = parts.removeValue(forKey: "INTERVAL") {
            interval = try Self.number(text, "INTERVAL", 1...Self.numberMax)
        }
        let count = parts.removeValue(forKey: "COUNT")
        let until = parts.removeValue(forKey: "UNTIL")
        if let count { end = .count(try Self.number(count, "COUNT", 1...Self.numberMax)) }
        if let until {
            guard count == nil else { throw RecurrenceFault("the rule has both COUNT and UNTIL") }
            guard Self.isUntil(until) else {
                throw RecurrenceFault("UNTIL must be a date such as 20260630")
            }
            end = .until(until)
        }
        func numbers(_ name: String, _ range: ClosedRange<Int>) throws(RecurrenceFault) -> [Int] {
            guard let text = parts.removeValue(forKey: name) else { return [] }
            var numbers: [Int] = []
            for item in text.split(separator: ",", omittingEmptySubsequences: false) {
                let number = try Self.number(String(item), name, range)
                if !numbers.contains(number) { numbers.append(number) }
            }
            return numbers
        }
        months = try numbers("BYMONTH", 1...12)
        weekNumbers = try numbers("BYWEEKNO", -53...53)
        yearDays = try numbers("BYYEARDAY", -366...366)
        monthDays = try numbers("BYMONTHDAY", -31...31)
        setPositions = try numbers("BYSETPOS", -366...366)
        hours = try numbers("BYHOUR", 0...23)
        minutes = try numbers("BYMINUTE", 0...59)
        guard try numbers("BYSECOND", 0...59).allSatisfy({ $0 == 0 }) else {
            throw RecurrenceFault("an event cannot repeat at seconds")
        }
        guard [weekNumbers, yearDays, monthDays, setPositions].allSatisfy({ !$0.contains(0) })
        else { throw RecurrenceFault("days and weeks are counted from 1, or from -1 backwards") }
        if let text = parts.removeValue(forKey: "BYDAY") { weekdays = try days(text) }
        if let text = parts.removeValue(forKey: "WKST") {
            guard let day = Weekday.names.firstIndex(of: text) else {
                throw RecurrenceFault("WKST must be a weekday such as MO")
            }
            weekStart = day + 1
        }
    }

    private func days(_ text: String) throws(RecurrenceFault) -> [Weekday] {
        var days: [Weekday] = []
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let index = Weekday.names.firstIndex(of: String(item.suffix(2))) else {
                throw RecurrenceFault(
                    "BYDAY has \"\(item)\", which is no weekday such as MO or 1FR")
            }
            let prefix = String(item.dropLast(2))
            var ordinal = 0
            if !prefix.isEmpty { ordinal = try Self.number(prefix, "BYDAY", -53...53) }
            // Days and weeks have one of each weekday, so that a number says nothing in them.
            if frequency == .daily || frequency == .weekly { ordinal = 0 }
            let day = Weekday(ordinal: ordinal, day: index + 1)
            if !days.contains(day) { days.append(day) }
        }
        return days
    }

    private static func number(
        _ text: String, _ name: String, _ range: ClosedRange<Int>
    ) throws(RecurrenceFault) -> Int {
        guard let number = Int(text), range.contains(number) else {
            throw RecurrenceFault(
                "\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    private static func isUntil(_ text: String) -> Bool {
        ICSMoment(text, zone: nil) != nil
    }
}
