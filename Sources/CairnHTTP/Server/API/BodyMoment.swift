internal import CairnModel

/// Turns the times of an object such as `when` from the form in which they are shown, RFC 3339
/// with the offset, into local times of the object's zone. Local times are taken as they are.
struct BodyMoment {
    /// The zone of the chapter, for an object that names none.
    let zone: String
    /// The field, for problems.
    let field: String

    /// - Throws: `invalid_value` for a time that the zone does not have, or that a local time
    ///   cannot say.
    func local(_ object: JSON) throws -> JSON {
        var result = object
        if let at = object["at"]?.string { result = result.setting("at", try local(at, "at")) }
        guard object["start"] != nil || object["end"] != nil, object["date"] == nil else {
            return result
        }
        if object["tz"] == nil, object["all_day"] != true {
            result = result.setting("tz", .string(zone))
        }
        let zone = object["tz"]?.string ?? zone
        for key in ["start", "end"] {
            guard let text = object[key]?.string else { continue }
            result = result.setting(key, try local(text, key, in: zone))
        }
        return result
    }

    /// The same for a field that is a time by itself.
    func local(moment: JSON) throws -> JSON {
        try moment.string.map { try local($0, nil) } ?? moment
    }

    /// `2026-04-04T19:00:00-04:00` as the local time of a zone.
    private func local(_ text: String, _ key: String?, in own: String? = nil) throws -> JSON {
        if text.utf8.count <= 16 { return .string(text) }
        let zone = own ?? zone
        let name = key.map { "\(field).\($0)" } ?? field
        func wrong(_ reason: String) -> Problem { .invalid("\(name) \(reason)", field: name) }
        guard Zone.isKnown(zone) else {
            throw Problem.invalid("\(field).tz is no zone of the IANA list", field: "\(field).tz")
        }
        let form = "must be a local time or RFC 3339 in whole minutes, 2026-04-04T19:00:00-04:00"
        guard let (local, offset) = Self.parts(text) else { throw wrong(form) }
        guard let wall = Zone.milliseconds("UTC", local: local) else { throw wrong(form) }
        let moment = wall - Int64(offset) * 60_000
        let there = Zone.local(zone, moment)
        guard Zone.milliseconds(zone, local: there) == moment else {
            throw wrong("comes twice in that zone, and only the first of the two can be kept")
        }
        return .string(there)
    }

    /// The local time and the minutes east of UTC.
    private static func parts(_ text: String) -> (local: String, offset: Int)? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, text.utf8.count == text.count, bytes[16] == UInt8(ascii: ":"),
            bytes[17] == 0x30, bytes[18] == 0x30
        else { return nil }
        let local = String(decoding: bytes[..<16], as: UTF8.self)
        var rest = bytes[19...]
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            let digits = rest.prefix { $0 == 0x30 }
            guard !digits.isEmpty, digits.count <= 9 else { return nil }
            rest = rest.dropFirst(digits.count)
        }
        if rest.elementsEqual("Z".utf8) || rest.elementsEqual("z".utf8) { return (local, 0) }
        let offset = Array(rest)
        guard offset.count == 6, offset[3] == UInt8(ascii: ":"),
            let hours = number(offset[1...2]), let minutes = number(offset[4...5]),
            hours < 24, minutes < 60
        else { return nil }
        switch offset[0] {
        case UInt8(ascii: "+"): return (local, hours * 60 + minutes)
        case UInt8(ascii: "-"): return (local, -hours * 60 - minutes)
        default: return nil
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        digits.allSatisfy { (0x30...0x39).contains($0) }
            ? Int(String(decoding: digits, as: UTF8.self)) : nil
    }
}
