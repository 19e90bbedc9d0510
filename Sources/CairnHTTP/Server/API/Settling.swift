internal import CairnModel
internal import CairnStore

/// How a body settles a conflict.
struct Settling {
    let conflict: Conflict
    private let body: JSON
    private let sight: Sight

    /// - Throws: `not-found`, `forbidden`; `settled` for one that is not open any more.
    init(id: String, body: JSON, sight: Sight) throws {
        (self.body, self.sight) = (body, sight)
        let found = try sight.snapshot.conflicts(all: true).filter {
            $0.id == id && sight.viewer.mayRead($0.log)
        }
        guard let conflict = found.first(where: { $0.state == .open }) ?? found.first,
            try Self.sees(conflict, sight)
        else { throw Problem.noRecord }
        guard sight.viewer.mayWrite(conflict.log) else { throw Problem.forbidden }
        guard conflict.state == .open else {
            throw Problem.conflict("settled", "this conflict is settled already")
        }
        self.conflict = conflict
    }

    private static func sees(_ conflict: Conflict, _ sight: Sight) throws -> Bool {
        if sight.viewer.mayWrite(conflict.log) { return true }
        let record = try sight.snapshot.record(conflict.kind, conflict.recordID, in: conflict.log)
        return try record.map { try sight.sees(sight.snapshot.shown($0)) } ?? false
    }

    func edit() throws -> Edit {
        for (name, _) in body.object ?? [] where name != "keep" && name != "value" {
            throw Problem.unknownField(name, of: nil)
        }
        switch (body["keep"], body["value"]) {
        case (let keep?, nil): return conflict.settling(with: try kept(keep))
        case (nil, let value?): return conflict.settling(with: try checked(value))
        default:
            throw Problem.invalid("say either keep, the letter of a value, or value", field: "keep")
        }
    }

    /// The value with a letter; by its dot it is the same whatever was written meanwhile.
    private func kept(_ keep: JSON) throws -> JSON {
        let values = ReviewItem.conflict(conflict).values
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

    private func checked(_ value: JSON) throws -> JSON {
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
