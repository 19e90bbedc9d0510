internal import CairnModel
internal import CairnStore

/// Names the records that a body speaks of as the log that is written to names them.
struct References {
    let sight: Sight
    /// The log that is written to, and whether it is a people log.
    let log: RecordID
    let isPeopleLog: Bool

    /// - Parameter name: `<id>` or `<log>/<id>`.
    /// - Throws: `invalid_value`, where the viewer sees no such record in the logs in which it
    ///   would see one.
    func name(_ kind: String, _ name: String, _ field: String) throws -> String {
        guard let parts = RecordName(name) else {
            throw Problem.invalid(
                "\(field) must be the id of \(Words.one(kind)), or <log>/<id>", field: field)
        }
        let (named, id) = (parts.log, parts.id)
        let near = home(of: kind, id)
        let isNear = named == nil || named == near
        // Chapters name each other across logs that few can read; kinds of later versions, and
        // people whose log stays with their chapter, cannot be looked up.
        let isClosed = sight.logs(of: kind).map { !$0.contains(named ?? near) } ?? false
        let isUnknown = Vocabulary.current.kind(kind) == nil
        if kind == "chapter" || isUnknown || (kind == "volunteer" && isClosed) {
            return isNear ? id.description : "\(named!)/\(id)"
        }
        let seen = try sight.records(kind, id).filter { named == nil || $0.log == named }
        if isNear, seen.contains(where: { $0.log == near }) { return id.description }
        guard seen.count == 1, let found = seen.first else {
            throw Problem.invalid(
                "\(field) names no \(kind) that this token may see", field: field)
        }
        return "\(found.log)/\(found.id)"
    }

    /// The log in which a bare id is looked for.
    private func home(of kind: String, _ id: RecordID) -> RecordID {
        switch kind {
        case "chapter": id
        case "volunteer": isPeopleLog ? log : log.peopleLog
        default: log
        }
    }
}
