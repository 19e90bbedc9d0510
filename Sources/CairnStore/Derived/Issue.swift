internal import CairnModel

/// Something that a merge lets stand and a person should look at: not a conflict of a field, but
/// records that do not fit together. A function of the shown values of the records that are not
/// hidden, so that stores with the same logs list the same.
package struct Issue: Sendable {
    package enum Code: String, Sendable, CaseIterable {
        /// More people are registered than there are places.
        case overCapacity = "over_capacity"
        /// More people hold a task than it takes.
        case contestedClaim = "contested_claim"
        /// One volunteer is registered for two things that share time.
        case overlap
        /// Tasks wait for one another in a circle, or chapters are above one another in one.
        case dependencyCycle = "dependency_cycle"
        /// A field names a record that is not there.
        case danglingReference = "dangling_reference"
        /// A known field holds a value of the wrong type, fields that are right in themselves do not
        /// go together, or a record lies where its kind never is.
        case invalidValue = "invalid_value"
    }

    /// 12 hex digits: `Merge.conflictID` with the code in the field's place. Where the issue is
    /// about one field, `code/field` stands there, so that a record can have several.
    package let id: String
    package let code: Code
    /// The record that the issue is listed under.
    package let record: RecordKey
    /// The field it is about, for a dangling reference or an invalid value.
    package let field: String?
    /// What is the matter, a sentence part without values of personal fields.
    package let detail: String
    /// Every record that plays a part; whoever is surplus comes last.
    package let involved: [RecordKey]
    /// A short hash of the state. A record whose `accepted/<code>` holds it is accepted as it is;
    /// when the state changes, the issue is open again.
    package let fingerprint: String
    /// Whether a person has accepted this very state.
    package let isAccepted: Bool

    /// - Parameter state: what makes this issue this one, hashed into the fingerprint.
    /// - Parameter accepted: the record's value of `accepted/<code>`, fingerprints with spaces
    ///   between.
    init(
        _ code: Code, of record: RecordKey, field: String? = nil, detail: String,
        involved: [RecordKey] = [], state: [String], accepted: String?
    ) {
        (self.code, self.record, self.field) = (code, record, field)
        (self.detail, self.involved) = (detail, involved)
        id = Merge.conflictID(
            log: record.log, kind: record.kind, id: record.id,
            field: field.map { "\(code.rawValue)/\($0)" } ?? code.rawValue)
        let text = ([code.rawValue, field ?? ""] + state).joined(separator: "\t")
        let mark = Hex.text(Hash.bytes(of: text).prefix(6))
        fingerprint = mark
        isAccepted = accepted.map { $0.split(separator: " ").contains { $0 == mark } } ?? false
    }

    /// The field that holds the fingerprints of accepted states.
    package var acceptedField: String { "accepted/\(code.rawValue)" }
}
