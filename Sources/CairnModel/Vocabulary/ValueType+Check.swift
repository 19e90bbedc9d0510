extension ValueType {
    /// Whether an author may write this value, null aside. Of objects their members are looked
    /// at by `KindSpec.fault`.
    func allows(_ value: JSON) -> Bool {
        switch self {
        case .presence: value == true
        case .flag: value.bool != nil
        case .integer(let min, let max): value.integer.map { min <= $0 && $0 <= max } ?? false
        case .minutes(let max): value.integer.map { 0 <= $0 && $0 <= max } ?? false
        case .object: value.object != nil
        default: value.string.map(allowsText) ?? false
        }
    }

    private func allowsText(_ text: String) -> Bool {
        switch self {
        case .text(let min, let max):
            (min...max).contains(text.count) && isVisible(text) && !hasControl(text, but: "")
        case .longText:
            text.count <= Self.longTextMax && isVisible(text) && !hasControl(text, but: "\n\t")
        case .word(let words): words.contains { $0.utf8.elementsEqual(text.utf8) }
        case .slug: TextShape.isSlug(text)
        case .reference: TextShape.isReference(text)
        case .url: TextShape.isURL(text)
        case .email: TextShape.isEmail(text)
        case .phone: TextShape.isPhone(text)
        case .zone: Zone.isKnown(text)
        case .country: Countries.codes.contains(text)
        case .dayOfYear: CivilDate("2024-\(text)") != nil
        case .partialDate: PartialDate(text) != nil
        case .localTime: TextShape.isLocalTime(text)
        case .recurrenceRule: TextShape.isRecurrenceRule(text)
        case .presence, .flag, .integer, .minutes, .object: false
        }
    }

    /// Whether a program that shows or computes with the field can take this value: the right
    /// sort of JSON, for dates and references their form, a zone that is known, and no number
    /// below the least. Words are open for reading, and no length or greatest number is looked at.
    func isReadable(_ value: JSON) -> Bool {
        switch self {
        case .presence: value == true || value.string != nil
        case .flag: value.bool != nil
        case .integer(let min, _): value.integer.map { min <= $0 } ?? false
        case .minutes: value.integer.map { 0 <= $0 } ?? false
        case .reference, .partialDate, .localTime, .zone: allows(value)
        case .object(let members):
            value.object?.allSatisfy { key, inner in
                guard let member = members.first(where: { $0.name == key }) else { return true }
                return inner.isNull || member.type.isReadable(inner)
            } ?? false
        default: value.string != nil
        }
    }

    private func isVisible(_ text: String) -> Bool { !text.allSatisfy(\.isWhitespace) }

    /// Whether a text holds a control character, which could play tricks on a terminal.
    private func hasControl(_ text: String, but allowed: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            (scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value))
                && !allowed.unicodeScalars.contains(scalar)
        }
    }
}
