internal import CairnModel
internal import CairnStore
internal import Hummingbird

/// Which record a path names.
struct RecordAddress: Sendable {
    let collection: Collection
    let id: RecordID
    /// Where it was said: of an id that several logs have.
    private let log: RecordID?

    init(_ collection: Collection, id: RecordID, log: RecordID) {
        (self.collection, self.id, self.log) = (collection, id, log)
    }

    /// - Throws: `not-found` for what is no id, `unknown-parameter`.
    init(_ collection: Collection, _ request: Request, _ context: ServerContext) throws {
        let query = try ListQuery(QueryText(request), [.log])
        guard let id = context.parameters.get("id").flatMap({ RecordID($0) }) else {
            throw Problem.noRecord
        }
        (self.collection, self.id) = (collection, id)
        guard let text = query[.log] else {
            log = nil
            return
        }
        guard let log = RecordID(text) else {
            throw Problem.invalid("log is the id of a log", field: "log")
        }
        self.log = log
    }

    /// The record.
    ///
    /// - Throws: `not-found`, with the same words for what the viewer may not see; `ambiguous`.
    func record(_ sight: Sight) throws -> StoredRecord {
        let seen = try sight.records(collection.kind.name, id).filter {
            log == nil || $0.log == log
        }
        guard let record = seen.first else { throw Problem.noRecord }
        guard seen.count == 1 else {
            throw Problem.conflict(
                "ambiguous", "several logs have a record with this id: say which with ?log=")
        }
        return record
    }

    /// The record, where the viewer may write to it.
    ///
    /// - Throws: `not-found`, `forbidden`.
    func writable(_ sight: Sight) throws -> StoredRecord {
        let record = try record(sight)
        guard sight.viewer.mayWrite(record.log) else { throw Problem.forbidden }
        return record
    }
}
