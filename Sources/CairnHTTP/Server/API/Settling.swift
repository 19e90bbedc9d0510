internal import CairnModel
internal import CairnStore

/// How a body settles what a person has to decide.
struct Settling {
    let item: ReviewItem
    private let body: JSON
    private let sight: Sight

    /// - Throws: `not-found`, `forbidden`; `settled` for what is not open any more.
    init(id: String, body: JSON, sight: Sight) throws {
        (self.body, self.sight) = (body, sight)
        let found = try Self.items(id, sight.snapshot).filter(sight.sees)
        guard let item = found.first(where: \.isOpen) ?? found.first else {
            throw Problem.noRecord
        }
        guard sight.viewer.mayWrite(item.record.log) else { throw Problem.forbidden }
        guard item.isOpen else {
            throw Problem.conflict("settled", "this conflict is settled already")
        }
        self.item = item
    }

    /// What has that id: finding issues takes a look at every record.
    private static func items(_ id: String, _ snapshot: Snapshot) throws -> [ReviewItem] {
        let conflicts = try snapshot.conflicts(all: true).filter { $0.id == id }
        if !conflicts.isEmpty { return conflicts.map { .conflict($0) } }
        return try snapshot.issues().filter { $0.id == id }.map { .issue($0) }
    }

    private static let members = ["keep", "value", "accept"]

    func edit() throws -> Edit {
        let said = (body.object ?? []).map(\.key)
        for name in said where !Self.members.contains(name) {
            throw Problem.unknownField(name, of: nil)
        }
        guard said.count == 1 else {
            throw Problem.invalid(
                "say one of keep, the letter of a value; value; or accept", field: "keep")
        }
        if let accept = body["accept"] {
            guard accept == true else {
                throw Problem.invalid("accept can only be true", field: "accept")
            }
            return try sight.snapshot.accepting(item)
        }
        guard case .conflict(let conflict) = item else {
            throw Problem.conflict(
                "no-values", "this has no values to choose from: accept it, or change the records")
        }
        if let keep = body["keep"] { return conflict.settling(with: try kept(keep)) }
        return conflict.settling(with: try checked(body["value"] ?? .null, conflict))
    }

    /// The value with a letter; by its dot it is the same whatever was written meanwhile.
    private func kept(_ keep: JSON) throws -> JSON {
        let values = item.values
        let named = values.first {
            keep == .string($0.letter) || keep == .string($0.write.dot.description)
        }
        guard let named else {
            let letters = values.map(\.letter).joined(separator: ", ")
            throw Problem.invalid(
                "keep is one of \(letters), or the dot of a value", field: "keep")
        }
        return named.write.value
    }

    private func checked(_ value: JSON, _ conflict: Conflict) throws -> JSON {
        if conflict.field == "deleted" {
            if value == true { return true }
            if value.isNull || value == false { return .null }
            throw Problem.invalid(
                "value is true to delete the record, or null to restore it", field: "value")
        }
        guard let kind = Vocabulary.current.kind(conflict.kind),
            let spec = kind.field(conflict.field)
        else {
            throw Problem.invalid(
                "this server does not know the field: choose one of its values with keep",
                field: "value")
        }
        var value = RecordBody.composed(value)
        if value.object != nil {
            let zone = try sight.snapshot.zone(of: conflict.log)
            value = try BodyMoment(zone: zone, field: spec.name).local(value)
        }
        if let other = spec.type.isReference, let name = value.string {
            let references = References(
                sight: sight, log: conflict.log, isPeopleLog: kind.isPersonal)
            value = .string(try references.name(other, name, spec.name))
        }
        if let fault = kind.fault(field: conflict.field, value: value) {
            throw Problem(fault, in: kind)
        }
        return value
    }
}

extension Sight {
    /// Whether the viewer sees a conflict or an issue: its record, a hidden one too where the
    /// viewer may write its log.
    func sees(_ item: ReviewItem) throws -> Bool {
        let key = item.record
        guard viewer.mayRead(key.log) else { return false }
        if viewer.mayWrite(key.log) { return true }
        let record = try snapshot.record(key.kind, key.id, in: key.log)
        return try record.map { try sees(snapshot.shown($0)) } ?? false
    }
}
