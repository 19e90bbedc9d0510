extension FieldReader {
    /// A whole object: as JSON, by its rule, or by the member that a plain text means.
    func object(_ text: String, for target: Target) throws -> JSON {
        let (field, spec) = (target.field, target.spec)
        if text.hasPrefix("{") {
            guard let value = try? JSON(reading: text) else {
                throw FieldFault(
                    field: field, reason: "\(field) is not an object in JSON",
                    hint: "set one member at a time, \(memberExample(field, spec))")
            }
            return value
        }
        switch spec.rule {
        case .interval: return try interval(text, field: field)
        case .day: return day(try readMoment(text))
        case .range: return try range(text, field: field)
        case nil: break
        }
        guard let short = spec.short, let member = spec.member(short) else {
            throw FieldFault(
                field: field, reason: "\(field) must be \(spec.type.phrase)",
                hint: "set one member at a time, \(memberExample(field, spec))")
        }
        let path = "\(field).\(short)"
        return .object([
            (key: short, value: try scalar(text, member.type, member.example, field: path))
        ])
    }

    /// The current object with one member set, or taken out for an empty text.
    ///
    /// - Parameter isStartNew: whether its start was typed beside it, so that an end is near that.
    func setting(
        _ member: MemberSpec, _ text: String, in current: JSON, of target: Target,
        isStartNew: Bool
    ) throws -> JSON {
        let object = current.object == nil ? JSON.object([]) : current
        if trimmed(text).isEmpty {
            let rest = object.removing(member.name)
            return rest.object?.isEmpty == true ? .null : rest
        }
        let path = "\(target.field).\(member.name)"
        guard target.spec.rule?.hasMoments == true, case .localTime = member.type else {
            let value = try scalar(text, member.type, member.example, field: path)
            return clearing(member.name, in: object, of: target).setting(member.name, value)
        }
        let known = known(member.name, in: object, isStartNew: isStartNew)
        let moment = try memberTime(text, near: known, in: object, field: path)
        let cleared = clearing(member.name, in: object, of: target)
        let moved = cleared.setting(member.name, .string(moment.localText))
        guard moved["tz"] == nil, let zone = moment.zone else { return moved }
        return moved.setting("tz", .string(zone))
    }

    /// The moment on whose day a time alone is: for an end the start, unless it is days after it.
    private func known(_ member: String, in object: JSON, isStartNew: Bool) -> String? {
        let own = object[member]?.string
        guard member == "end", let start = object["start"]?.string else {
            return own ?? object.startText
        }
        guard !isStartNew, let own, let from = LocalTime(start), let to = LocalTime(own),
            to.minutes - from.minutes >= 1440
        else { return start }
        return own
    }

    private func memberTime(
        _ text: String, near known: String?, in object: JSON, field: String
    ) throws -> (localText: String, zone: String?) {
        if object["all_day"] == true, let moment = try? readMoment(dated(text, by: known)) {
            if let day = CivilDate(moment.localText) { return ("\(day)T00:00", nil) }
            guard LocalTime(moment.localText)?.minute ?? 0 == 0 else {
                let whole = field.prefix { $0 != "." }
                throw FieldFault(
                    field: field, reason: "\(whole) is whole days, without a time of day",
                    hint: "give a day, or \(whole).all_day= beside it")
            }
        }
        let moment = try localTime(dated(text, by: known), field: field)
        guard field.hasSuffix(".end"), isTimeOnly(text), let start = object["start"]?.string else {
            return moment
        }
        return (NightEnd.text(moment.localText, after: start), moment.zone)
    }

    /// Takes out what cannot stand beside a member: a date beside a start, and the reverse.
    private func clearing(_ member: String, in object: JSON, of target: Target) -> JSON {
        guard target.spec.rule?.hasMoments == true else { return object }
        switch member {
        case "date": return object.removing("start").removing("end").removing("tz")
        case "start": return object.removing("date")
        default: return object
        }
    }

    /// `for example place.name=Library`.
    private func memberExample(_ field: String, _ spec: FieldSpec) -> String {
        guard case .object(let members) = spec.type, let first = members.first else { return "" }
        return "for example " + FieldSpec.assignment("\(field).\(first.name)", first.example)
    }

    /// `2026-04-04`, `2026-04-04 11:00`, `2026-04-04 11:00..13:00`, `2026-04-04..2026-04-06`.
    private func interval(_ text: String, field: String) throws -> JSON {
        guard let dots = text.firstRange(of: "..") else { return day(try readMoment(text)) }
        let start = try readMoment(trimmed(String(text[..<dots.lowerBound])))
        let endText = trimmed(String(text[dots.upperBound...]))
        guard start.localText.contains("T") else {
            return try days(from: start.localText, to: endText, field: field)
        }
        var end = try localTime(dated(endText, by: start.localText), field: field).localText
        if isTimeOnly(endText) { end = NightEnd.text(end, after: start.localText) }
        return day(start).setting("end", .string(end))
    }

    /// Whole days, from the beginning of the first to the end of the last.
    private func days(from start: String, to endText: String, field: String) throws -> JSON {
        let end = try readMoment(endText).localText
        guard let first = PartialDate(start)?.first, let last = PartialDate(end)?.last else {
            throw FieldFault(
                field: field, reason: "\(field) has a time on one side alone",
                hint: "give both or none, for example \"\(field)=2026-04-04 11:00..13:00\"")
        }
        return [
            "start": .string("\(first)T00:00"), "end": .string("\(last)T00:00"), "all_day": true,
        ]
    }

    /// `date`, or `start` with its zone.
    private func day(_ moment: (localText: String, zone: String?)) -> JSON {
        guard moment.localText.contains("T") else { return ["date": .string(moment.localText)] }
        let start: JSON = ["start": .string(moment.localText)]
        return moment.zone.map { start.setting("tz", .string($0)) } ?? start
    }

    /// `158..178`, `170`, and `170+` for at least so many.
    private func range(_ text: String, field: String) throws -> JSON {
        func number(_ text: some StringProtocol) throws -> JSON {
            guard let number = Int64(trimmed(String(text))) else {
                throw FieldFault(
                    field: field, reason: "\(field) must be a whole number, or two with .. between",
                    hint: "for example \(field)=170, \(field)=\(ObjectRule.range.example), or "
                        + "\(field)=170+ for at least so many")
            }
            return .integer(number)
        }
        if text.hasSuffix("+") {
            return ["low": try number(text.dropLast()), "at_least": true]
        }
        guard let dots = text.firstRange(of: "..") else {
            return ["low": try number(text), "high": try number(text)]
        }
        return [
            "low": try number(text[..<dots.lowerBound]),
            "high": try number(text[dots.upperBound...]),
        ]
    }

    /// A time of day without a date, on the day of a known moment.
    private func dated(_ text: String, by known: String?) -> String {
        guard let known, known.utf8.count >= 10, isTimeOnly(text) else { return text }
        return "\(known.prefix(10)) \(trimmed(text))"
    }

    private func isTimeOnly(_ text: String) -> Bool { TimeOfDay.isBare(text) }
}

extension ObjectRule {
    /// Whether the members are dates and times.
    var hasMoments: Bool {
        switch self {
        case .interval, .day: true
        case .range: false
        }
    }
}
