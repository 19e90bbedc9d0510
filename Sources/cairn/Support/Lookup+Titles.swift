import CairnModel
import CairnStore

extension Lookup {
    /// What a record is called in a list. Of volunteers the display name: of a minor the given
    /// name and an initial.
    func title(of record: StoredRecord) -> String {
        switch record.kind {
        case "volunteer": RecordJSON.displayName(of: record)
        case "shift":
            record["label"]?.string ?? record["role"]?.string ?? "shift"
        case "chapter": record["name"]?.string ?? "chapter"
        default:
            Vocabulary.current.kind(record.kind)?.titleField
                .flatMap { record[$0]?.string } ?? record.kind
        }
    }

    /// What a volunteer is called who is named by a field of a record in `log`. One whose people
    /// log is not here is `a volunteer of Lincoln High`.
    func volunteerTitle(_ name: String, from log: RecordID) throws -> String {
        if let volunteer = try record("volunteer", named: name, from: log) {
            return title(of: volunteer)
        }
        if name.utf8.count > 36, let people = RecordID(name.prefix(36)) {
            let chapter = try chapter(of: people)
            return "a volunteer of \(chapter.map(title) ?? "another chapter")"
        }
        return "volunteer \(name.suffix(4))"
    }
}
