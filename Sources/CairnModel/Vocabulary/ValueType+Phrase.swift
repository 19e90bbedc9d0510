/// The same words in error messages, help texts and `Schema/Vocabulary.md`.
extension ValueType {
    /// What a value is, fit to follow "must be": `a whole number from 0 to 120`.
    package var phrase: String {
        switch self {
        case .presence: "true, or null to take it out"
        case .text(let min, let max): "text of \(min) to \(max) characters on one line"
        case .longText: "text of up to \(Self.longTextMax) characters"
        case .word(let words): "one of \(words.joined(separator: ", "))"
        case .slug: "2 to 40 small letters, digits and hyphens"
        case .integer(let min, let max): "a whole number from \(min) to \(max)"
        case .flag: "true or false"
        case .reference(let kind):
            "the id of \(Words.one(kind)), or <log>/<id> for one of another log"
        case .url: "a web address that begins with https:// or http://"
        case .email: "an e-mail address"
        case .phone: "a telephone number with + and the country code"
        case .zone: "a time zone of the IANA list"
        case .country: "a country's two capitals by ISO 3166-1"
        case .dayOfYear: "a month and a day, MM-DD"
        case .partialDate: "a date, a month or a year: YYYY-MM-DD, YYYY-MM or YYYY"
        case .localTime: "a local time, YYYY-MM-DDTHH:MM"
        case .recurrenceRule: "a rule of RFC 5545 that begins with FREQ="
        case .minutes(let max): "a whole number of minutes from 0 to \(max)"
        case .object(let members): "an object of \(members.map(\.name).joined(separator: ", "))"
        }
    }

    /// A value as a person may type it.
    package var example: String {
        switch self {
        case .presence, .flag: "true"
        case .text, .longText: "Some words"
        case .word(let words): words.first ?? ""
        case .slug: "lincoln-high"
        case .integer(let min, let max): String(Swift.max(min, Swift.min(12, max)))
        case .reference: "3f2a"
        case .url: "https://example.org/club"
        case .email: "ana@example.org"
        case .phone: "+1 304 555 0100"
        case .zone: "America/New_York"
        case .country: "US"
        case .dayOfYear: "08-15"
        case .partialDate: "2026-04-04"
        case .localTime: "2026-04-04T19:00"
        case .recurrenceRule: "FREQ=WEEKLY;BYDAY=TH"
        case .minutes: "90"
        case .object(let members):
            members.first.map { "{\"\($0.name)\": ...}" } ?? "{}"
        }
    }

    static let longTextMax = 20_000
}

extension ElementName {
    /// What an element is named by, fit to follow "named by".
    package var phrase: String {
        switch self {
        case .text: "text"
        case .word(let words): "one of \(words.joined(separator: ", "))"
        case .record(let kind):
            "the id of \(Words.one(kind)), or <log>/<id> for one of another log"
        case .foreign(let kind): "<log>/<id> of \(Words.one(kind)) of another log"
        case .moment: "a date or a local time, YYYY-MM-DDTHH:MM"
        }
    }
}
