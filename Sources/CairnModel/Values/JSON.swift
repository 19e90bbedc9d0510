/// A JSON value (RFC 8259) with the members of an object in their order.
///
/// Field values are those without arrays and floating point; exchange lines and the output of
/// commands use the rest as well. Two values are equal when their canonical bytes are: unlike
/// `String`, NFC and NFD forms of a text differ.
package enum JSON: Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    /// A number with a fraction, an exponent, or outside 64 bits; never part of an entry.
    case number(Double)
    case string(String)
    case array([JSON])
    case object([(key: String, value: JSON)])
}

extension JSON: Equatable, Hashable {
    package static func == (left: JSON, right: JSON) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.integer(let left), .integer(let right)): left == right
        case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
        default: left.canonical == right.canonical
        }
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(canonical) }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral,
    ExpressibleByNilLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int64) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(nilLiteral: ()) { self = .null }
    package init(arrayLiteral elements: JSON...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(elements.map { (key: $0.0, value: $0.1) })
    }
}

extension JSON {
    /// The member of that name; nil where there is none or this is no object.
    package subscript(key: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    package var string: String? { if case .string(let text) = self { text } else { nil } }
    package var integer: Int64? { if case .integer(let number) = self { number } else { nil } }
    package var bool: Bool? { if case .bool(let flag) = self { flag } else { nil } }
    package var array: [JSON]? { if case .array(let items) = self { items } else { nil } }
    package var object: [(key: String, value: JSON)]? {
        if case .object(let members) = self { members } else { nil }
    }
    package var isNull: Bool { if case .null = self { true } else { false } }

    /// This object with a member set in its place or added at the end; null becomes an object.
    package func setting(_ key: String, _ value: JSON) -> JSON {
        var members = object ?? []
        if let place = members.firstIndex(where: { $0.key == key }) {
            members[place].value = value
        } else {
            members.append((key: key, value: value))
        }
        return .object(members)
    }

    /// This object without a member.
    package func removing(_ key: String) -> JSON {
        .object((object ?? []).filter { $0.key != key })
    }
}
