internal import Hummingbird

/// The parameters of a query as they came, in their order: `application/x-www-form-urlencoded`
/// (WHATWG URL, section 5), read strictly.
struct QueryText: Sendable {
    let items: [(name: String, value: String)]

    /// - Throws: `bad-request` where it cannot be read, or holds too much.
    init(_ request: Request) throws {
        var items: [(name: String, value: String)] = []
        for part in (request.uri.query ?? "").split(separator: "&") {
            let pair = part.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = try Self.decoded(pair[0])
            items.append((name, pair.count == 2 ? try Self.decoded(pair[1]) : ""))
        }
        guard items.count <= ListParameter.countMax else {
            throw Problem(.badRequest, "bad-request", "the query has too many parameters")
        }
        self.items = items
    }

    private static func decoded(_ text: Substring) throws -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(0x20)
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(digit),
                    let low = rest.popFirst().flatMap(digit)
                else { throw unreadable }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        guard bytes.count <= ListParameter.bytesMax,
            let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0)
        else { throw unreadable }
        return text
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
    }

    private static let unreadable = Problem(
        .badRequest, "bad-request",
        "the query cannot be read: it is percent-encoded UTF-8, each value at most "
            + "\(ListParameter.bytesMax) bytes")
}
