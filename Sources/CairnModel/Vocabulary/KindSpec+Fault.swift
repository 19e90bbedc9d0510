/// What an author may write. A reader takes everything (Schema/Protocol.md, section 5).
extension KindSpec {
    /// Why an author may not write this value of this field; nil where it may be written.
    ///
    /// - Parameter field: as in an entry: `title`, `tag/music`.
    /// - Parameter value: the whole value of the field; null clears it.
    package func fault(field: String, value: JSON) -> FieldFault? {
        guard let spec = self.field(field) else { return unknownField(field) }
        if let element = spec.element {
            return elementFault(field, value, spec, named: element)
        }
        if value.isNull {
            guard spec.isRequired else { return nil }
            return missing("\(field) cannot be empty: every \(name) has one", spec)
        }
        return spec.fault(value, at: field)
    }

    /// What a record of this kind still lacks; nothing where another's values stand for its own.
    ///
    /// - Parameter value: the value that a field has or is about to get.
    package func missingFields(_ value: (String) -> JSON?) -> [FieldFault] {
        func isThere(_ field: String) -> Bool { value(field).map { !$0.isNull } ?? false }
        if let parentField, isThere(parentField) { return [] }
        var faults = fields.filter { $0.isRequired && !isThere($0.name) }.map {
            missing("\($0.name) is missing: every \(name) has one", $0)
        }
        if let first = requiredOneOf.first, !requiredOneOf.contains(where: isThere) {
            let names = requiredOneOf.joined(separator: " or ")
            faults.append(
                FieldFault(
                    code: "missing_value", field: first,
                    reason: "\(names) is missing: every \(name) has one of them",
                    hint: "give \(names)"))
        }
        return faults
    }

    /// Why a value that some author wrote cannot be used: a known field of the wrong type, or an
    /// element that should be named by a record or a time and is not. An unknown field, an unknown
    /// word and an unknown member are no faults for a reader.
    package func readFault(field: String, value: JSON) -> FieldFault? {
        guard let spec = self.field(field), !value.isNull else { return nil }
        if let element = spec.element, !element.isReadable(field.dropFirst(spec.name.count + 1)) {
            return FieldFault(
                field: field, reason: "\(spec.name)/... is not named by \(element.phrase)",
                hint: "clear it, and write \(spec.name)/NAME=\(spec.type.example)")
        }
        if spec.type.isReadable(value) { return nil }
        return FieldFault(
            field: field, reason: "\(field) is not \(spec.type.phrase)",
            hint: "write it anew, for example \(FieldSpec.assignment(field, spec.example))")
    }

    private func missing(_ reason: String, _ spec: FieldSpec) -> FieldFault {
        FieldFault(
            code: "missing_value", field: spec.name, reason: reason,
            hint: "give one, for example \(spec.exampleAssignment)")
    }

    private func elementFault(
        _ field: String, _ value: JSON, _ spec: FieldSpec, named element: ElementName
    ) -> FieldFault? {
        let key = String(field.dropFirst(spec.name.count + 1))
        let isHashed = element == .text && ElementName.isHashed(key)
        guard element.allows(key), field.utf8.count <= Limit.keyBytesMax else {
            return FieldFault(
                field: field, reason: "\(spec.name)/ must be followed by \(element.phrase)",
                hint: "for example \(spec.exampleAssignment)")
        }
        if value.isNull { return nil }
        guard case .presence = spec.type, isHashed else { return spec.fault(value, at: field) }
        if let text = value.string, ElementName.name(for: text).name == key { return nil }
        return FieldFault(
            field: field, reason: "\(field) must have the text that its name is made from",
            hint: "write \"\(spec.name)/THE TEXT=true\" and let the program make the name")
    }
}

extension FieldSpec {
    /// Why an author may not write this value, which is not null.
    func fault(_ value: JSON, at field: String) -> FieldFault? {
        guard type.allows(value) else { return Self.fault(field, type, example) }
        guard case .object(let specs) = type, let members = value.object else { return nil }
        for (key, inner) in members {
            guard let spec = specs.first(where: { $0.name == key }) else {
                return unknownMember(key, at: field)
            }
            if !spec.type.allows(inner) {
                // What a plain text means is known by the field's own name.
                let path = "\(field).\(key)"
                return Self.fault(path, spec.type, spec.example, said: key == short ? field : path)
            }
        }
        if let needed = specs.first(where: { $0.isRequired && value[$0.name] == nil }) {
            let path = "\(field).\(needed.name)"
            return FieldFault(
                code: "missing_value", field: path,
                reason: "\(field) needs \(needed.name): \(needed.type.phrase)",
                hint: "give it, for example \(FieldSpec.assignment(path, needed.example))")
        }
        return rule?.fault(value, at: field)
            ?? (members.isEmpty ? Self.fault(field, type, example) : nil)
    }

    /// The fault of an unknown member of this field.
    func unknownMember(_ member: String, at field: String) -> FieldFault {
        guard case .object(let specs) = type else {
            return FieldFault(
                code: "unknown_field", field: "\(field).\(member)",
                reason: "\(field) has no members: it is \(type.phrase)",
                hint: "write \(FieldSpec.assignment(field, example))"
            ).of(unknown: member)
        }
        let names = specs.map(\.name)
        return FieldFault(
            code: "unknown_field", field: "\(field).\(member)",
            reason: "\(field) has no member \(member)",
            hint: "its members are \(names.joined(separator: ", "))"
        ).of(unknown: member)
    }

    private static func fault(
        _ field: String, _ type: ValueType, _ example: String, said name: String? = nil
    ) -> FieldFault {
        let name = name ?? field
        return FieldFault(
            field: field, reason: "\(name) must be \(type.phrase)",
            hint: "for example \(assignment(name, example))")
    }
}

extension ObjectRule {
    /// Why the members do not go together; each is right in itself.
    func fault(_ value: JSON, at field: String) -> FieldFault? {
        func wrong(_ reason: String, _ hint: String) -> FieldFault {
            FieldFault(field: field, reason: "\(field) \(reason)", hint: hint)
        }
        switch self {
        case .range:
            guard let low = value["low"]?.integer, let high = value["high"]?.integer, low > high
            else { return nil }
            return wrong(
                "has a low that is over its high", "write \(field)=158..178 or one number")
        case .interval, .day:
            let example = "for example \(field)=2026-04-04 or \"\(field)=2026-04-04 11:00\""
            guard value["start"] != nil else {
                if value["date"] == nil { return wrong("needs a date or a start", example) }
                let others = ["end", "tz"].filter { value[$0] != nil }
                guard let other = others.first else { return nil }
                return wrong("has \(other) without start", example)
            }
            if value["date"] != nil { return wrong("has both date and start", example) }
            if value["tz"] == nil, value["all_day"] != true {
                return wrong("has a start without tz", "add \(field).tz=America/New_York")
            }
            guard let start = value["start"]?.string, let end = value["end"]?.string,
                end.utf8.lexicographicallyPrecedes(start.utf8)
            else { return nil }
            return wrong("ends before it starts", "correct \(field).start or \(field).end")
        }
    }
}
