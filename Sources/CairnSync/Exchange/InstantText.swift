internal import CairnModel

/// Wall times of hellos: RFC 3339 in UTC, whole seconds when written.
enum InstantText {
    /// `2026-04-03T17:00:06Z`.
    ///
    /// - Parameter milliseconds: since 1970, within the years 1970 to 9999.
    static func text(_ milliseconds: Int64) -> String {
        var text: [UInt8] = []
        Timestamp(milliseconds: milliseconds).append(to: &text)
        return String(decoding: text.prefix(19) + [UInt8(ascii: "Z")], as: UTF8.self)
    }

    /// Milliseconds since 1970; nil for anything but a UTC time of the years 1970 to 9999, with
    /// or without a fraction of a second.
    static func milliseconds(_ text: String) -> Int64? {
        var rest = text.utf8[...]
        guard rest.popLast() == UInt8(ascii: "Z") else { return nil }
        var fraction: [UInt8] = []
        if let point = rest.firstIndex(of: UInt8(ascii: ".")) {
            fraction = Array(rest[point...].dropFirst())
            guard !fraction.isEmpty, fraction.allSatisfy({ (0x30...0x39).contains($0) })
            else { return nil }
            rest = rest[..<point]
        }
        let milliseconds = (fraction + [0x30, 0x30, 0x30]).prefix(3)
        let whole = Array(rest) + [UInt8(ascii: ".")] + milliseconds + "Z-0000".utf8
        return whole.withUnsafeBufferPointer { Timestamp(utf8: $0)?.milliseconds }
    }
}
