/// A reading of a hybrid logical clock: UTC milliseconds and a counter of 16 bits.
///
/// The text form is `2026-04-03T15:04:05.123Z-0003`, 29 bytes; its order is the order of the
/// numbers. Source: Kulkarni et al., "Logical Physical Clocks", 2014.
package struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Milliseconds in the upper 48 bits, the counter in the lower 16.
    package let packed: UInt64

    package init(packed: UInt64) { self.packed = packed }

    package init(milliseconds: Int64, counter: UInt16 = 0) {
        packed = UInt64(bitPattern: milliseconds) << 16 | UInt64(counter)
    }

    /// Milliseconds since 1970.
    package var milliseconds: Int64 { Int64(packed >> 16) }
    package var counter: UInt16 { UInt16(truncatingIfNeeded: packed) }

    /// The last reading that the text form can hold.
    package static let last = Timestamp(milliseconds: 253_402_300_799_999, counter: .max)

    /// The text form; nil for anything else, also for a day that its month does not have.
    package init?(_ text: some StringProtocol) {
        var copy = String(text)
        guard let time = copy.withUTF8({ Timestamp(utf8: $0) }) else { return nil }
        self = time
    }

    /// The text form as bytes; nil for anything else.
    @inline(__always)
    package init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count == 29, bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[10] == 0x54,
            bytes[13] == 0x3A, bytes[16] == 0x3A, bytes[19] == 0x2E, bytes[23] == 0x5A,
            bytes[24] == 0x2D,
            let year = Self.number(bytes, 0, 4), let month = Self.number(bytes, 5, 2),
            let day = Self.number(bytes, 8, 2), let hour = Self.number(bytes, 11, 2),
            let minute = Self.number(bytes, 14, 2), let second = Self.number(bytes, 17, 2),
            let millisecond = Self.number(bytes, 20, 3)
        else { return nil }
        var counter: UInt16 = 0
        for index in 25..<29 {
            guard let value = Hex.value(bytes[index]) else { return nil }
            counter = counter << 4 | UInt16(value)
        }
        guard year >= 1970, hour < 24, minute < 60, second < 60,
            let days = CivilDate(year: year, month: month, day: day)?.daysSince1970
        else { return nil }
        let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second
        self.init(milliseconds: Int64(seconds * 1000 + millisecond), counter: counter)
    }

    @inline(__always)
    private static func number(
        _ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ count: Int
    ) -> Int? {
        var value = 0
        for index in from..<(from + count) {
            let byte = bytes[index]
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    package var description: String {
        let hex = String(counter, radix: 16)
        return "\(instant)-\(String(repeating: "0", count: 4 - hex.count))\(hex)"
    }

    /// The time without the counter, `2026-04-03T15:04:05.123Z`.
    package var instant: String {
        let total = Int(milliseconds)
        let date = CivilDate(daysSince1970: total / 86_400_000)
        let rest = total % 86_400_000
        return "\(date)T\(pad(rest / 3_600_000, 2)):\(pad(rest / 60_000 % 60, 2)):"
            + "\(pad(rest / 1000 % 60, 2)).\(pad(rest % 1000, 3))Z"
    }

    /// Appends the text form.
    package func append(to out: inout [UInt8]) {
        let total = Int(milliseconds)
        let date = CivilDate(daysSince1970: total / 86_400_000)
        let rest = total % 86_400_000
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 29) { text in
            func digits(_ number: Int, _ start: Int, _ count: Int, _ mark: UInt8) {
                var number = number
                for place in stride(from: start + count - 1, through: start, by: -1) {
                    text[place] = UInt8(truncatingIfNeeded: 0x30 + number % 10)
                    number /= 10
                }
                text[start + count] = mark
            }
            digits(date.year, 0, 4, 0x2D)
            digits(date.month, 5, 2, 0x2D)
            digits(date.day, 8, 2, 0x54)
            digits(rest / 3_600_000, 11, 2, 0x3A)
            digits(rest / 60_000 % 60, 14, 2, 0x3A)
            digits(rest / 1000 % 60, 17, 2, 0x2E)
            digits(rest % 1000, 20, 3, 0x5A)
            text[24] = 0x2D
            for place in 0..<4 {
                text[25 + place] = Hex.digit(
                    UInt8(truncatingIfNeeded: counter >> UInt16(12 - place * 4) & 15))
            }
            out.append(contentsOf: UnsafeBufferPointer(text))
        }
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.packed < right.packed
    }
}

/// A number in decimal, filled up with zeros on the left.
package func pad(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return text.utf8.count >= width
        ? text : String(repeating: "0", count: width - text.utf8.count) + text
}
