/// A number of people or things as sheets write it: `145`, `1,200`, `100-120`, `150+`, `ca. 150`.
struct Reach {
    let value: JSON

    /// Nil for a text that is no number of that kind.
    init?(_ text: String) {
        let low = text.lowercased()
        guard
            let match = low.wholeMatch(
                of:
                    /(~|≈|ca\.?|about|approx\.?|around|etwa|unos|environ)?\s*([0-9][0-9,.'\s]*)\s*(?:(?:-|–|\.\.|to|bis)\s*([0-9][0-9,.'\s]*))?\s*(\+)?/
            ), let first = Int64(Self.ungrouped(Self.trimmed(match.2)))
        else { return nil }
        var members: [(key: String, value: JSON)] = [("low", .integer(first))]
        if let end = match.3 {
            guard match.4 == nil, let last = Int64(Self.ungrouped(Self.trimmed(end))) else {
                return nil
            }
            members.append(("high", .integer(last)))
        } else if match.4 == nil {
            members.append(("high", .integer(first)))
        }
        if match.1 != nil { members.append(("basis", "estimated")) }
        value = .object(members)
    }

    /// A number without the marks of thousands: `1,200`, `1.200`, `1 200`.
    static func ungrouped(_ text: String) -> String {
        let isGrouped =
            text.wholeMatch(of: /[0-9]{1,3}([,.\u{20}\u{A0}\u{202F}'][0-9]{3})+/) != nil
        return isGrouped ? text.filter { $0.isASCII && $0.isNumber } : text
    }

    private static func trimmed(_ text: Substring) -> String { String(text).trimmedOfSpace }
}
