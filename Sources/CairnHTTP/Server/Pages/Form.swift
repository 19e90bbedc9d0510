/// What a form sent: names with their values, in the order of the page (URL Standard,
/// application/x-www-form-urlencoded).
struct Form: Sendable {
    private static let pairsMax = 5_000

    private(set) var pairs: [(name: String, value: String)] = []

    init(pairs: [(name: String, value: String)] = []) { self.pairs = pairs }

    /// nil where it is not UTF-8 throughout, or has more than 5,000 pairs.
    init?(reading body: [UInt8]) {
        let parts = body.split(separator: UInt8(ascii: "&"))
        guard parts.count <= Self.pairsMax else { return nil }
        for part in parts {
            let halves = part.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.text(halves[0]),
                let value = Self.text(halves.count == 2 ? halves[1] : [])
            else { return nil }
            pairs.append((name, value))
        }
    }

    /// The first value of a name; nil where it is not there.
    subscript(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// Every value of a name.
    func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    /// A `+` is a space; a `%` without two hex digits after it stands for itself.
    private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%"), index + 2 < bytes.endIndex,
                let high = digit(bytes[index + 1]), let low = digit(bytes[index + 2])
            {
                result.append(high << 4 | low)
                index += 3
                continue
            }
            result.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            index += 1
        }
        return String(validating: result, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        Character(UnicodeScalar(byte)).hexDigitValue.map { UInt8($0) }
    }
}
