internal import Foundation

/// The forms of texts that are more than words: addresses, numbers, dates, ids.
enum TextShape {
    static func isSlug(_ text: String) -> Bool {
        (2...40).contains(text.utf8.count)
            && text.utf8.allSatisfy { isSmall($0) || isDigit($0) || $0 == 0x2D }
    }

    /// `<id>` or `<log>/<id>`.
    static func isReference(_ text: String) -> Bool { RecordName(text) != nil }

    /// `<log>/<id>`.
    static func isForeignReference(_ text: String) -> Bool { RecordName(text)?.log != nil }

    static func isURL(_ text: String) -> Bool {
        guard text.utf8.count <= 2_000, text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }),
            let colon = text.range(of: "://"),
            ["http", "https"].contains(text[..<colon.lowerBound].lowercased())
        else { return false }
        let host = text[colon.upperBound...].prefix { !"/?#".contains($0) }
        return !host.isEmpty && !host.hasPrefix(".") && !host.hasPrefix(":")
            && !host.contains("@") && !text.contains(where: { "<>\"".contains($0) })
    }

    static func isEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard text.utf8.count <= 254, parts.count == 2, !parts[0].isEmpty,
            !text.unicodeScalars.contains(where: {
                $0.value <= 0x20 || $0.value == 0x7F || $0.properties.isWhitespace
                    || "<>(),;:\"[]\\".unicodeScalars.contains($0)
            })
        else { return false }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2
            && labels.allSatisfy { !$0.isEmpty && $0.utf8.count <= 63 && !$0.hasPrefix("-") }
    }

    /// E.164.
    static func isPhone(_ text: String) -> Bool {
        let digits = text.utf8.dropFirst()
        return text.utf8.first == 0x2B && (7...15).contains(digits.count)
            && digits.allSatisfy(isDigit) && digits.first != 0x30
    }

    /// `YYYY-MM-DDTHH:MM`.
    static func isLocalTime(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 16, bytes[10] == 0x54, bytes[13] == 0x3A,
            CivilDate(text.prefix(10)) != nil,
            [11, 12, 14, 15].allSatisfy({ isDigit(bytes[$0]) })
        else { return false }
        return (bytes[11], bytes[12]) < (0x32, 0x34) && bytes[14] < 0x36
    }

    /// The shape of an RRULE: `KEY=VALUE` parts, each once, `FREQ` first among what is needed,
    /// and not both `COUNT` and `UNTIL`. Whether days and numbers make sense is not looked at.
    static func isRecurrenceRule(_ text: String) -> Bool {
        var parts: [Substring: Substring] = [:]
        for part in text.split(separator: ";", omittingEmptySubsequences: false) {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2, ruleKeys.contains(String(pair[0])),
                !pair[1].isEmpty, pair[1].utf8.allSatisfy(isRuleByte),
                parts.updateValue(pair[1], forKey: pair[0]) == nil
            else { return false }
        }
        for key in ["INTERVAL", "COUNT"] as [Substring] {
            if let value = parts[key], (Int(value) ?? 0) < 1 { return false }
        }
        return ["YEARLY", "MONTHLY", "WEEKLY", "DAILY"].contains(parts["FREQ"] ?? "")
            && (parts["COUNT"] == nil || parts["UNTIL"] == nil)
    }

    private static let ruleKeys: Set<String> = [
        "FREQ", "UNTIL", "COUNT", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO",
        "BYMONTH", "BYSETPOS", "BYHOUR", "BYMINUTE", "WKST",
    ]

    private static func isRuleByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x41...0x5A).contains(byte) || [0x2C, 0x2B, 0x2D].contains(byte)
    }

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isSmall(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
}
