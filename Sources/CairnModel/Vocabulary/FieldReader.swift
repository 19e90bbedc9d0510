internal import Foundation

/// Reads what a person types, `name=value`, into a field and its value.
///
/// - `field=` clears; `place.locality=Morgantown` sets one member and keeps the others,
///   `place.locality=` takes it out; a plain text for an object (`when=`, `reach=`, `place=`)
///   writes the whole object anew.
/// - `when.end=14:30` is on the day, and like every member in the zone, that the field has; before
///   the start it is on the day after it.
/// - What several members of a field are set to counts together, in whatever order they are typed.
/// - `tag/music=true` puts an element in, `tag/music=` and `tag/music=false` take it out;
///   `"tag/Kunst & Kultur=true"` makes the `~` name.
/// - Text is put into NFC here and nowhere else.
package struct FieldReader {
    /// A date or time as a person types it: `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or
    /// `YYYY-MM-DDTHH:MM`, and the zone that a time is meant in.
    package typealias ReadMoment = (String) throws -> (localText: String, zone: String?)
    /// The id (`<id>` or `<log>/<id>`) of a record of that kind that a person names.
    package typealias Resolve = (_ kind: String, _ ref: String) throws -> String

    package let kind: KindSpec
    let readMoment: ReadMoment
    let resolve: Resolve

    package init(
        kind: KindSpec, readMoment: @escaping ReadMoment, resolve: @escaping Resolve
    ) {
        (self.kind, self.readMoment, self.resolve) = (kind, readMoment, resolve)
    }

    /// Reads `name=value`.
    ///
    /// - Parameter current: the value that a field of the record has; nil where it has none.
    /// - Returns: the field as an entry names it and a value that `KindSpec.fault` finds right.
    /// - Throws: `FieldFault`, and what the closures throw.
    package func read(
        _ assignment: String, current: (String) -> JSON? = { _ in nil }
    ) throws -> (field: String, value: JSON) {
        try read([assignment], current: current)[0]
    }

    /// Reads several of `name=value`, which say one thing together: the members of a field are set
    /// in the vocabulary's order, however they are ordered here, and then looked at once.
    ///
    /// - Returns: each field once, in the order in which it was first named.
    package func read(
        _ assignments: [String], current: (String) -> JSON? = { _ in nil }
    ) throws -> [(field: String, value: JSON)] {
        var groups: [(field: String, words: [Word])] = []
        for assignment in assignments {
            let word = try word(assignment)
            if let place = groups.firstIndex(where: { $0.field == word.target.field }) {
                groups[place].words.append(word)
            } else {
                groups.append((word.target.field, [word]))
            }
        }
        return try groups.map { field, words in
            let value = try value(of: words, current: current(field) ?? .null)
            if let fault = kind.fault(field: field, value: value) { throw fault }
            return (field, value)
        }
    }

    /// Reads a value for a field named by itself, `place.locality` and `tag/music` included.
    package func read(
        field name: String, text: String, current: (String) -> JSON? = { _ in nil }
    ) throws -> (field: String, value: JSON) {
        let (field, value) = try unchecked(field: name, text: text, current: current)
        if let fault = kind.fault(field: field, value: value) { throw fault }
        return (field, value)
    }

    /// The same without a look at whether the members of the field go together, of which more may
    /// come.
    func unchecked(
        field name: String, text: String, current: (String) -> JSON? = { _ in nil }
    ) throws -> (field: String, value: JSON) {
        let target = try target(composed(trimmed(name)))
        let value = try value(composed(text), for: target, current: current(target.field) ?? .null)
        return (target.field, value)
    }

    /// What one assignment sets, and to what.
    struct Word {
        let target: Target
        let text: String

        /// The whole field first, then its members: whether days are whole, which the others
        /// depend on, then in the order of the vocabulary.
        var order: Int {
            guard let member = target.member, case .object(let members) = target.spec.type else {
                return -2
            }
            if case .flag = member.type { return -1 }
            return members.firstIndex { $0.name == member.name } ?? members.count
        }
    }

    private func word(_ assignment: String) throws -> Word {
        // The text of an element may hold the sign itself, its value never does.
        let isElement = assignment.prefix { $0 != "=" }.contains("/")
        let isPresence = isElement && self.isPresence(of: assignment.prefix { $0 != "/" })
        let place =
            isPresence ? assignment.lastIndex(of: "=") : assignment.firstIndex(of: "=")
        guard let place else {
            throw FieldFault(
                field: assignment, reason: "an edit is written field=value",
                hint: "write \(assignment)=..., or \(assignment)= to clear it")
        }
        return Word(
            target: try target(composed(trimmed(String(assignment[..<place])))),
            text: composed(String(assignment[assignment.index(after: place)...])))
    }

    private func value(of words: [Word], current: JSON) throws -> JSON {
        var value = current
        var isStartNew = false
        let ordered = words.enumerated().sorted {
            ($0.element.order, $0.offset) < ($1.element.order, $1.offset)
        }
        for (_, word) in ordered {
            value = try self.value(
                word.text, for: word.target, current: value, isStartNew: isStartNew)
            if word.target.member?.name == "start" { isStartNew = true }
        }
        return value
    }

    private func value(
        _ text: String, for target: Target, current: JSON, isStartNew: Bool = false
    ) throws -> JSON {
        let spec = target.spec
        if let member = target.member {
            return try setting(member, text, in: current, of: target, isStartNew: isStartNew)
        }
        if trimmed(text).isEmpty { return .null }
        switch spec.type {
        case .presence:
            return try flag(text, field: target.typed) ? target.presence : .null
        case .object:
            if spec.isSet, ["no", "false"].contains(trimmed(text).lowercased()) { return .null }
            return try object(trimmed(text), for: target)
        default: return try scalar(text, spec.type, spec.example, field: target.field)
        }
    }

    private func isPresence(of set: Substring) -> Bool {
        if case .presence = kind.field("\(set)/")?.type { true } else { false }
    }

    private func composed(_ text: String) -> String { text.precomposedStringWithCanonicalMapping }

    func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespacesAndNewlines) }
}
