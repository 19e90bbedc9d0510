internal import CairnModel
internal import CairnStore
internal import Foundation

/// Reads a record's JSON, in the shape in which the API and `--json` show it, back into fields:
/// a merge patch (RFC 7396) over the record as it is shown.
///
/// - Members of an object replace those that are there; null takes one out.
/// - An array is all elements of a plain set; an object adds and takes out elements of any set.
/// - What is as it is shown already is left alone, whatever it is: a record that is sent back as
///   it came changes nothing.
/// - Text is put into NFC, like whatever else people enter.
struct RecordBody {
    /// The id that a record of `kind` is named by in the log that is written to, from what a body
    /// says.
    typealias Resolve = (_ kind: String, _ name: String, _ field: String) throws -> String

    let kind: KindSpec
    /// The zone of the log's chapter, for times without one.
    let zone: String
    /// The record as it is; nil where it is being made.
    let current: StoredRecord?
    let resolve: Resolve
    /// The record as it is shown.
    let shown: JSON
    /// Fields and values for an `Edit`, each checked.
    private(set) var set: [(field: String, value: JSON)] = []

    init(
        _ kind: KindSpec, zone: String, current: StoredRecord?, resolve: @escaping Resolve
    ) {
        (self.kind, self.zone, self.current, self.resolve) = (kind, zone, current, resolve)
        shown = current.map { RecordJSON.object($0, ref: "", zone: zone) } ?? .object([])
    }

    /// What a record shows besides its fields, and what says where a new one goes.
    static let derived = RecordJSON.derived.union(["chapter"])

    /// Takes the members of a body.
    ///
    /// - Throws: a problem that names the field.
    mutating func read(_ body: JSON) throws {
        defer { keepSaidDefaults(body) }
        for (name, value) in body.object ?? [] {
            if Self.derived.contains(name) || shown[name] == value { continue }
            if name == "deleted" {
                throw Problem.invalid("deleted is written by DELETE alone", field: name)
            }
            guard let spec = kind.allFields.first(where: { $0.name == name }) else {
                throw Problem.unknownField(name, of: kind)
            }
            if spec.isSet {
                try readSet(spec, value)
            } else if case .object = spec.type, value.object != nil {
                try put(name, object(value, over: current?[name], shown: shown[name], name))
            } else {
                try put(name, scalar(value, spec))
            }
        }
    }

    /// The fields of which a default follows where the record does not say it, and those.
    private static let deciding = ["contact_policy": ["age_band"], "status": ["reach", "count"]]

    /// A word that the record does not say but counts as is left alone, unless it is said beside
    /// what makes the record count as another.
    private mutating func keepSaidDefaults(_ body: JSON) {
        for (name, others) in Self.deciding where kind.field(name) != nil {
            guard let said = body[name], current != nil, current?[name] == nil,
                !set.contains(where: { $0.field == name }),
                set.contains(where: { others.contains(String(FieldName($0.field).base)) })
            else { continue }
            set.append((name, said))
        }
    }

    /// Checks that a new record has all that it needs.
    func checkComplete() throws {
        let faults = kind.missingFields { field in self.set.last { $0.field == field }?.value }
        if let fault = faults.first { throw Problem(fault, in: kind) }
    }

    /// Sets a field, unless it has that value.
    mutating func put(_ field: String, _ value: JSON) throws {
        let old = current?[field] ?? .null
        if value == old { return }
        if let fault = kind.fault(field: field, value: value) {
            throw Problem(fault, in: kind)
        }
        self.set.append((field, value))
    }

    private func scalar(_ value: JSON, _ spec: FieldSpec) throws -> JSON {
        if spec.isMoment {
            return try BodyMoment(zone: zone, field: spec.name).local(moment: value)
        }
        guard let kind = spec.type.isReference, let name = value.string else {
            return Self.composed(value)
        }
        return .string(try resolve(kind, name, spec.name))
    }

    /// An object over the one that is there.
    private func object(
        _ patch: JSON, over old: JSON?, shown: JSON?, _ field: String
    ) throws -> JSON {
        var result = old?.object == nil ? JSON.object([]) : old!
        for (key, value) in patch.object ?? [] {
            if let known = shown?[key], known == value { continue }
            result = value.isNull ? result.removing(key) : result.setting(key, Self.composed(value))
        }
        if result.object?.isEmpty == true, old?.object?.isEmpty == false { return .null }
        return try BodyMoment(zone: zone, field: field).local(result)
    }

    /// Texts in the form in which everything that people enter is kept; a whole number that is
    /// written with a fraction of nothing as the number that it is.
    static func composed(_ value: JSON) -> JSON {
        switch value {
        case .string(let text): .string(text.precomposedStringWithCanonicalMapping)
        case .number(let number):
            Int64(exactly: number).map { .integer($0) } ?? value
        case .object(let members):
            .object(members.map { (key: $0.key, value: composed($0.value)) })
        default: value
        }
    }
}

// MARK: - Sets

extension RecordBody {
    private mutating func readSet(_ spec: FieldSpec, _ value: JSON) throws {
        switch value {
        case .null:
            for (name, _) in current?.elements(of: spec.name) ?? [] {
                try put("\(spec.name)/\(name)", .null)
            }
        case .array(let items): try readAll(spec, items)
        case .object(let members):
            for (key, value) in members {
                if let known = shown[spec.name]?[key], known == value { continue }
                let name = try elementName(key, spec).name
                let field = "\(spec.name)/\(name)"
                if value.object != nil, case .object = spec.type {
                    try put(
                        field,
                        object(
                            value, over: current?[field], shown: shown[spec.name]?[key], spec.name))
                } else {
                    try put(field, Self.composed(value))
                }
            }
        default:
            throw Problem.invalid(
                "\(spec.name) is a set: an array of its elements, or an object", field: spec.name)
        }
    }

    /// All elements of a plain set: those that are there and not named go.
    private mutating func readAll(_ spec: FieldSpec, _ items: [JSON]) throws {
        guard case .presence = spec.type else {
            throw Problem.invalid(
                "\(spec.name) is an object with a value for each element", field: spec.name)
        }
        let old = current?.elements(of: spec.name) ?? []
        var kept: Set<String> = []
        for item in items {
            guard let text = item.string else {
                throw Problem.invalid("\(spec.name) is an array of texts", field: spec.name)
            }
            let there = old.first {
                RecordJSON.elementText($0.name, $0.value).utf8.elementsEqual(text.utf8)
            }
            let element = try there ?? elementName(text, spec)
            guard kept.insert(element.name).inserted, there == nil else { continue }
            try put("\(spec.name)/\(element.name)", element.value)
        }
        for (name, _) in old where !kept.contains(name) {
            try put("\(spec.name)/\(name)", .null)
        }
    }

    /// The name of an element in the log, and the value of one of a plain set.
    private func elementName(
        _ text: String, _ spec: FieldSpec
    ) throws -> (name: String, value: JSON) {
        if current?["\(spec.name)/\(text)"] != nil { return (text, true) }
        switch spec.element {
        case .record(let kind): return (try resolve(kind, text, spec.name), true)
        case .text where !text.hasPrefix("~"):
            return ElementName.name(for: text.precomposedStringWithCanonicalMapping)
        default: return (text, true)
        }
    }
}
