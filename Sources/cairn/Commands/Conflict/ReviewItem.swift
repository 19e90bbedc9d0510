import CairnModel
import CairnStore

/// Something for a person to look at: a conflict of a field, or an issue among records.
enum ReviewItem {
    case conflict(Conflict)
    case issue(Issue)

    var id: String {
        switch self {
        case .conflict(let conflict): conflict.id
        case .issue(let issue): issue.id
        }
    }

    var code: String {
        switch self {
        case .conflict(let conflict): conflict.code
        case .issue(let issue): issue.code.rawValue
        }
    }

    var record: RecordKey {
        switch self {
        case .conflict(let conflict):
            RecordKey(log: conflict.log, kind: conflict.kind, id: conflict.recordID)
        case .issue(let issue): issue.record
        }
    }

    var field: String? {
        switch self {
        case .conflict(let conflict): conflict.field
        case .issue(let issue): issue.field
        }
    }

    /// `open`, `resolved`, `overwritten` or, of an issue, `accepted`.
    var state: String {
        switch self {
        case .conflict(let conflict): conflict.state.rawValue
        case .issue(let issue): issue.isAccepted ? "accepted" : "open"
        }
    }

    var isOpen: Bool { state == "open" }

    /// The values of a conflict with their letters: of an open one the first is shown.
    var values: [(letter: String, write: Conflict.Write)] {
        guard case .conflict(let conflict) = self else { return [] }
        return conflict.values.enumerated().map { (Self.letter($0), $1) }
    }

    /// a to z, then aa, ab ...
    static func letter(_ index: Int) -> String {
        let last = String(Character(Unicode.Scalar(UInt8(0x61 + index % 26))))
        return index < 26 ? last : letter(index / 26 - 1) + last
    }

    /// The row of `conflict list`. A value that may not be told is null.
    func json(_ teller: Teller) -> JSON {
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

extension Lookup {
    /// What is open, conflicts first; with `all` also what was settled or accepted.
    func reviewItems(all: Bool) throws -> [ReviewItem] {
        let conflicts = try snapshot.conflicts(all: all).map { ReviewItem.conflict($0) }
        let issues = try snapshot.issues().filter { all || !$0.isAccepted }
        return conflicts + issues.map { ReviewItem.issue($0) }
    }

    /// The item that a person names by its id or the beginning of it: an open one before one
    /// that was settled.
    func reviewItem(_ id: String) throws -> ReviewItem {
        let wanted = id.lowercased()
        guard wanted.count >= 4, wanted.allSatisfy(\.isHexDigit) else {
            throw CommandFault.usage(
                "\"\(id)\" is not the id of a conflict",
                hint: "cairn conflict list shows the ids; four characters of one are enough")
        }
        let found = try reviewItems(all: true).filter { $0.id.hasPrefix(wanted) }
        let ids = Set(found.map(\.id)).sorted()
        if ids.count > 1 {
            throw CommandFault.ambiguous(
                "\"\(id)\" may be \(Words.list(ids, last: "or"))", hint: "type more of the id")
        }
        guard let item = found.first(where: \.isOpen) ?? found.first else {
            throw CommandFault.notFound(
                "there is no conflict \"\(id)\"",
                hint: "cairn conflict list --all shows all of them, settled ones too")
        }
        return item
    }
}
