extension FieldReader {
    /// What the left side of an assignment names.
    struct Target {
        /// As an entry names it, the `~` name made.
        let field: String
        /// As the person typed it.
        let typed: String
        let spec: FieldSpec
        let member: MemberSpec?
        /// What an element without a value of its own is written with.
        var presence: JSON = true
    }

    func target(_ name: String) throws -> Target {
        if let slash = name.firstIndex(of: "/") {
            guard let spec = kind.field(name) else { throw kind.unknownField(name) }
            return try element(String(name[name.index(after: slash)...]), of: spec)
        }
        let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let base = String(parts[0])
        guard let spec = kind.field(base) else { throw kind.unknownField(base) }
        if base == "deleted" {
            throw FieldFault(
                field: base, reason: "deleted is not a field to edit",
                hint:
                    "cairn \(kind.name) delete hides it, cairn \(kind.name) restore shows it again")
        }
        guard parts.count == 2 else {
            return Target(field: base, typed: base, spec: spec, member: nil)
        }
        guard let member = spec.member(String(parts[1])) else {
            throw spec.unknownMember(String(parts[1]), at: base)
        }
        return Target(field: base, typed: base, spec: spec, member: member)
    }

    /// `letters`, `1.done`, `Kunst & Kultur`: an element's name as it is typed.
    private func element(_ typed: String, of spec: FieldSpec) throws -> Target {
        var text = typed
        var member: MemberSpec?
        if case .object = spec.type, let dot = typed.lastIndex(of: "."),
            let found = spec.member(String(typed[typed.index(after: dot)...]))
        {
            (text, member) = (String(typed[..<dot]), found)
        }
        let (name, presence) = try elementName(text, of: spec)
        return Target(
            field: "\(spec.name)/\(name)", typed: "\(spec.name)/\(text)", spec: spec,
            member: member, presence: presence)
    }

    private func elementName(
        _ text: String, of spec: FieldSpec
    ) throws -> (name: String, value: JSON) {
        switch spec.element {
        case .word(let words): return (word(text, among: words), true)
        case .record(let kind), .foreign(let kind): return (try resolve(kind, text), true)
        case .moment: return (try readMoment(text).localText, true)
        case .text, nil:
            let text = trimmed(text)
            if case .presence = spec.type, !text.isEmpty { return ElementName.name(for: text) }
            guard ElementName.isPlain(text) else {
                throw FieldFault(
                    field: spec.name,
                    reason: "\(spec.name)/ must be followed by plain letters, digits and _ . - :",
                    hint: "write \(spec.exampleAssignment)")
            }
            return (text, true)
        }
    }

    /// The word that is meant, however capitals, spaces and hyphens are typed.
    func word(_ text: String, among words: [String]) -> String {
        let text = trimmed(text)
        let plain = text.lowercased().replacing("-", with: "_").replacing(" ", with: "_")
        return words.first { $0.lowercased() == plain } ?? text
    }
}

extension FieldSpec {
    /// The member of that name; nil where there is none or the field is no object.
    func member(_ name: String) -> MemberSpec? {
        guard case .object(let members) = type else { return nil }
        return members.first { $0.name == name }
    }
}
