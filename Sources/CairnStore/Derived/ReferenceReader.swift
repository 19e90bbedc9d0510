package import CairnModel

/// Finds out which record a reference names.
///
/// A reference is `<id>` in the log of the record that holds it, or `<log>/<id>`. A volunteer
/// named without a log is in the people log beside; a chapter lives in the log of its own id.
package struct ReferenceReader {
    private var peopleLogs: [RecordID: RecordID] = [:]

    package init() {}

    /// The record named, or nil where the text is no reference.
    ///
    /// - Parameter kind: the kind of record that the field names.
    /// - Parameter source: the record that holds the reference.
    package mutating func key(_ text: String, kind: String, from source: RecordKey) -> RecordKey? {
        guard let name = RecordName(text) else { return nil }
        let log = name.log ?? log(of: kind, name.id, from: source)
        return RecordKey(log: log, kind: kind, id: name.id)
    }

    /// The people log beside a chapter log.
    package mutating func peopleLog(beside log: RecordID) -> RecordID {
        if let known = peopleLogs[log] { return known }
        let derived = log.peopleLog
        peopleLogs[log] = derived
        return derived
    }

    private mutating func log(
        of kind: String, _ id: RecordID, from source: RecordKey
    ) -> RecordID {
        switch kind {
        case "chapter": id
        case "volunteer" where source.kind != "volunteer": peopleLog(beside: source.log)
        default: source.log
        }
    }
}
