internal import Foundation

/// Reads what a person types, `name=value`, into a field and its value.
///
/// - `field=` clears; `place.locality=Morgantown` sets one member and keeps the others,
///   `place.locality=` takes it out; a plain text for an object (`when=`, `reach=`, `place=`)
///   writes the whole object anew.
/// - `when.end=14:30` is on the day, and like every member in the zone, that the field has.
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
        return try read(
            field: String(assignment[..<place]),
            text: String(assignment[assignment.index(after: place)...]), current: current)
    }

    /// Reads a value for a field named by itself, `place.locality` and `tag/music` included.
    package func read(
        field name: String, text: String, current: (String) -> JSON? = { _ in nil }
    ) throws -> (field: String, value: JSON) {
        let target = try target(trimmed(name).precomposedStringWithCanonicalMapping)
        let typed = text.precomposedStringWithCanonicalMapping
        let value = try value(typed, for: target, current: current(target.field) ?? .null)
        if let fault = kind.fault(field: target.field, value: value) { throw fault }
        return (target.field, value)
    }

    private func value(_ text: String, for target: Target, current: JSON) throws -> JSON {
        let spec = target.spec
        if let member = target.member {
            return try setting(member, text, in: current, of: target)
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

    func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespacesAndNewlines) }
}
