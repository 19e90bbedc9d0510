/// Times without a day.
package enum TimeOfDay {
    /// Whether a text is a time of day and names no day: `11:00`, `7pm`, `11h`, `noon`.
    package static func isBare(_ text: String) -> Bool {
        guard let parts = try? MomentParts(text, custom: .dayFirst) else { return false }
        return parts.time != nil && parts.namesNoDay
    }
}
