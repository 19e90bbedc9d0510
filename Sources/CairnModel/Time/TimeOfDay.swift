/// Times without a day.
package enum TimeOfDay {
    /// Whether a text is a time of day alone: `11:00`, `7pm`, `7:30 pm`.
    package static func isBare(_ text: String) -> Bool {
        text.lowercased().wholeMatch(of: /\s*\d{1,2}(:\d{2}(\s*[ap]\.?m\.?)?|\s*[ap]\.?m\.?)\s*/)
            != nil
    }
}
