import CairnModel
import CairnStore

extension Lookup {
    /// A record as `--json` prints it, with what follows from others: of a task whether it is
    /// `blocked` or `contested`; of a signup its `standing` and, on the waiting list, its
    /// `waitlist_place`.
    func json(_ record: StoredRecord) throws -> JSON {
        let object = try snapshot.json(record)
        switch record.kind {
        case "task":
            return object.setting(
                "blocked", .bool(try !snapshot.openDependencies(of: record).isEmpty)
            )
            .setting("contested", .bool(snapshot.isContested(record)))
        case "signup": return try standing(of: record).map { json(object, $0) } ?? object
        default: return object
        }
    }

    func json(_ signup: JSON, _ standing: SignupStanding) -> JSON {
        let object = signup.setting("standing", .string(standing.word))
        return standing.place.map {
            object.setting("waitlist_place", .integer(Int64($0)))
        } ?? object
    }

    /// How a signup stands among those for the same thing; nil where that is not here.
    func standing(of signup: StoredRecord) throws -> SignupStanding? {
        guard let target = try snapshot.target(of: signup) else { return nil }
        return try snapshot.signups(of: target).first { $0.record.id == signup.id }?.standing
    }
}
