/// Reads a length of time: `2h`, `90m`, `1h30`, `1:30`, `1.5 hours`, `90 minutes`, `2d`.
package enum DurationReader {
    /// Minutes of the longest duration that is read, 366 days.
    package static let minutesMax = 366 * 24 * 60

    /// The length in whole minutes, at least 1.
    package static func minutes(_ text: String) throws(MomentFault) -> Int {
        let compact = text.lowercased().filter { !$0.isWhitespace }
        guard let minutes = clock(compact) ?? units(compact) else {
            throw fault("\"\(text)\" is no length of time")
        }
        guard minutes >= 1 else { throw fault("\"\(text)\" is shorter than a minute") }
        guard minutes <= minutesMax else { throw fault("\"\(text)\" is longer than a year") }
        return minutes
    }

    private static func fault(_ reason: String) -> MomentFault {
        MomentFault(reason: reason, hint: "write 2h, 90m, 1h30 or 1:30")
    }

    /// `1:30`.
    private static func clock(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].utf8.count == 2, let hours = number(parts[0]),
            let minutes = number(parts[1]), minutes < 60
        else { return nil }
        return hours * 60 + minutes
    }

    /// Numbers with units, largest first; after hours the `m` may be left out.
    private static func units(_ text: String) -> Int? {
        var rest = text[...]
        var total = 0
        var last = Int.max
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }
            rest = rest.dropFirst(digits.count)
            let word = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(word.count)
            let isBareMinutes = word.isEmpty && rest.isEmpty && last == 60
            guard let unit = isBareMinutes ? 1 : unitMinutes[String(word)], unit < last,
                let minutes = scaled(digits, by: unit)
            else { return nil }
            total += minutes
            last = unit
        }
        return last == Int.max ? nil : total
    }

    /// A number with at most two decimals, times a unit, where that is whole.
    private static func scaled(_ digits: Substring, by unit: Int) -> Int? {
        let parts = digits.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        guard let whole = parts.first.flatMap(number), parts.count <= 2 else { return nil }
        guard parts.count == 2 else { return whole * unit }
        guard parts[1].utf8.count <= 2, let decimals = number(parts[1]) else { return nil }
        let hundredths = parts[1].utf8.count == 1 ? decimals * 10 : decimals
        guard hundredths * unit % 100 == 0 else { return nil }
        return whole * unit + hundredths * unit / 100
    }

    private static func number(_ text: Substring) -> Int? {
        text.utf8.count <= 6 && text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
            ? Int(text) : nil
    }

    private static let unitMinutes: [String: Int] = [
        "d": 1440, "day": 1440, "days": 1440, "h": 60, "hr": 60, "hrs": 60, "hour": 60,
        "hours": 60, "m": 1, "min": 1, "mins": 1, "minute": 1, "minutes": 1,
    ]
}
