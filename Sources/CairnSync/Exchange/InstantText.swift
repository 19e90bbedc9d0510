internal import CairnModel

/// Wall times of hellos: RFC 3339 in UTC, whole seconds when written.
enum InstantText {
    /// `2026-04-03T17:00:06Z`.
    ///
    /// - Parameter milliseconds: since 1970, within the years 1970 to 9999.
    static func text(_ milliseconds: Int64) -> String {
        String(Timestamp(milliseconds: milliseconds).instant.dropLast(5)) + "Z"
    }

    /// Milliseconds since 1970; nil for anything but a UTC time of the years 1970 to 9999, with
    /// or without a fraction of a second.
    static func milliseconds(_ text: String) -> Int64? {
        var rest = text[...]
        guard rest.utf8.last == UInt8(ascii: "Z") else { return nil }
        rest.removeLast()
        let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        var fraction = "000"
        if parts.count == 2 {
            guard !parts[1].isEmpty, parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) })
            else { return nil }
            fraction = String((parts[1] + "00").prefix(3))
        }
        return Timestamp("\(parts[0]).\(fraction)Z-0000")?.milliseconds
    }
}
