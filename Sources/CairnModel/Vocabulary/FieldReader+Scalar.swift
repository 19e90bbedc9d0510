extension FieldReader {
    /// A value that is no object. Its form is looked at later, by `KindSpec.fault`.
    ///
    /// - Parameter example: a right value, for the hint of a fault.
    func scalar(
        _ typed: String, _ type: ValueType, _ example: String, field: String
    ) throws -> JSON {
        let text = trimmed(typed)
        switch type {
        case .flag: return .bool(try flag(text, field: field))
        case .integer: return try integer(text, type, example, field: field)
        case .minutes: return try minutes(text, type, field: field)
        case .word(let words): return .string(word(text, among: words))
        case .slug, .country:
            let isCountry = if case .country = type { true } else { false }
            return .string(isCountry ? text.uppercased() : text.lowercased())
        case .reference(let kind): return .string(try resolve(kind, text))
        case .phone: return .string(phone(text))
        case .partialDate: return .string(String(try readMoment(text).localText.prefix(10)))
        case .localTime: return .string(try localTime(text, field: field).localText)
        case .recurrenceRule:
            let rule = text.uppercased()
            return .string(rule.hasPrefix("RRULE:") ? String(rule.dropFirst(6)) : rule)
        case .longText: return .string(typed.replacing("\r\n", with: "\n"))
        case .presence, .text, .url, .email, .zone, .dayOfYear, .object: return .string(text)
        }
    }

    func flag(_ typed: String, field: String) throws -> Bool {
        switch trimmed(typed).lowercased() {
        case "true", "yes", "y", "on", "1": return true
        case "false", "no", "n", "off", "0", "": return false
        default:
            throw FieldFault(
                field: field, reason: "\(field) must be yes or no",
                hint: "write \(FieldSpec.assignment(field, "yes"))")
        }
    }

    private func integer(
        _ text: String, _ type: ValueType, _ example: String, field: String
    ) throws -> JSON {
        guard let number = Int64(text) else {
            throw FieldFault(
                field: field, reason: "\(field) must be \(type.phrase)",
                hint: "for example \(FieldSpec.assignment(field, example))")
        }
        return .integer(number)
    }

    /// `90`, or a length of time such as `1h30`.
    private func minutes(_ text: String, _ type: ValueType, field: String) throws -> JSON {
        if let number = Int64(text) { return .integer(number) }
        guard let minutes = try? DurationReader.minutes(text) else {
            throw FieldFault(
                field: field, reason: "\(field) must be \(type.phrase)",
                hint: "for example \(field)=90 or \(field)=1h30")
        }
        return .integer(Int64(minutes))
    }

    /// A number as people write it, without its spaces, hyphens, dots and brackets.
    private func phone(_ text: String) -> String {
        let compact = text.filter { !" -.()/\u{A0}".contains($0) }
        return compact.hasPrefix("00") ? "+\(compact.dropFirst(2))" : compact
    }

    /// A moment that has a time.
    func localTime(
        _ text: String, field: String
    ) throws -> (localText: String, zone: String?) {
        let moment = try readMoment(text)
        guard moment.localText.contains("T") else {
            throw FieldFault(
                field: field, reason: "\(field) needs a time of day beside the date",
                hint: "for example \"\(field)=2026-04-04 11:00\"")
        }
        return moment
    }
}
