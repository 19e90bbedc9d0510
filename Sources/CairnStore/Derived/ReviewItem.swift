package import CairnModel

/// Something for a person to look at: a conflict of a field, or an issue among records.
package enum ReviewItem: Sendable {
    case conflict(Conflict)
    case issue(Issue)

    /// As `conflict list` names it.
    package var id: String {
        switch self {
        case .conflict(let conflict): conflict.id
        case .issue(let issue): issue.id
        }
    }

    /// A stable code of the vocabulary.
    package var code: String {
        switch self {
        case .conflict(let conflict): conflict.code
        case .issue(let issue): issue.code.rawValue
        }
    }

    /// What it is listed under.
    package var record: RecordKey {
        switch self {
        case .conflict(let conflict):
            RecordKey(log: conflict.log, kind: conflict.kind, id: conflict.recordID)
        case .issue(let issue): issue.record
        }
    }

    /// The field that it is about, if any.
    package var field: String? {
        switch self {
        case .conflict(let conflict): conflict.field
        case .issue(let issue): issue.field
        }
    }

    /// `open`, `resolved`, `overwritten` or, of an issue, `accepted`.
    package var state: String {
        switch self {
        case .conflict(let conflict): conflict.state.rawValue
        case .issue(let issue): issue.isAccepted ? "accepted" : "open"
        }
    }

    /// Whether somebody has still to decide.
    package var isOpen: Bool { state == "open" }

    /// The values of a conflict with their letters: of an open one the first is shown.
    package var values: [(letter: String, write: Conflict.Write)] {
        guard case .conflict(let conflict) = self else { return [] }
        return conflict.values.enumerated().map { (Self.letter($0), $1) }
    }

    /// a to z, then aa, ab ...
    package static func letter(_ index: Int) -> String {
        let last = String(Character(Unicode.Scalar(UInt8(0x61 + index % 26))))
        return index < 26 ? last : letter(index / 26 - 1) + last
    }

    /// The row of `conflict list`. A value that may not be told is null.
    package func json(_ teller: Teller) -> JSON {
        let record = record
        func member(_ value: JSON?) -> JSON { value ?? .null }
        let field = self.field.map { teller.field($0, of: record.kind, in: record.log) }
        return .object([
            ("id", .string(id)), ("code", .string(code)), ("log", .string("\(record.log)")),
            ("record", .string(record.kind)), ("record_id", .string("\(record.id)")),
            ("field", member(field.map { .string($0) })), ("state", .string(state)),
            ("values", .array(values.map { json($0.letter, $0.write, teller) })),
        ])
    }

    private func json(_ letter: String, _ write: Conflict.Write, _ teller: Teller) -> JSON {
        let isTold = teller.mayTell(field ?? "", of: record.kind, in: record.log)
        return .object([
            ("letter", .string(letter)), ("value", isTold ? write.value : .null),
            ("dot", .string("\(write.dot)")), ("at", .string(write.at.instant)),
            ("by", write.by.map { .string($0) } ?? .null), ("node", .string("\(write.node)")),
        ])
    }
}

extension Snapshot {
    /// What is open, conflicts first; with `all` also what was settled or accepted.
    package func reviewItems(all: Bool) throws -> [ReviewItem] {
        let conflicts = try conflicts(all: all).map { ReviewItem.conflict($0) }
        let issues = try issues().filter { all || !$0.isAccepted }
        return conflicts + issues.map { ReviewItem.issue($0) }
    }

    /// The edit that takes an open item as it is shown: of a conflict this settles it with the
    /// value that is shown, of an issue it notes that somebody looked at this state of it.
    package func accepting(_ item: ReviewItem) throws -> Edit {
        switch item {
        case .conflict(let conflict):
            // A record that was edited while deleted is shown: as it is, it is restored.
            let isDeletion = conflict.field == "deleted"
            return conflict.settling(with: isDeletion ? .null : conflict.values[0].value)
        case .issue(let issue):
            let record = issue.record
            // Marks of states that are past are let go; a record may have several of one code.
            let marks = try issues().filter {
                $0.record == record && $0.code == issue.code
                    && ($0.isAccepted || $0.id == issue.id)
            }.map(\.fingerprint)
            return Edit(
                .write, log: record.log, kind: record.kind, id: record.id,
                set: [(issue.acceptedField, .string(marks.sorted().joined(separator: " ")))])
        }
    }
}

extension Conflict {
    /// The edit that settles it with a value; of `deleted`, true deletes again and null restores.
    package func settling(with value: JSON) -> Edit {
        guard field == "deleted" else {
            return Edit(
                .write, log: log, kind: kind, id: recordID, set: [(field, value)], resolve: true)
        }
        return Edit(
            value.bool == true ? .delete : .restore, log: log, kind: kind, id: recordID,
            resolve: true)
    }
}
