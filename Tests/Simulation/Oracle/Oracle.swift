internal import CairnModel

/// What a set of entry lines means, read from Schema/Protocol.md sections 5 and 7 a second time:
/// slow, short, and with nothing of the store's own merge in it.
package struct Oracle {
    /// A conflict, open or ended.
    package struct Conflict {
        package let id: String
        package let code: String
        package let record: OracleRecord
        package let field: String
        package let state: String
        package let values: [OracleWrite]
        /// The dot of the write that ended it.
        package let ending: String
    }

    /// Every write ever, by record and field.
    private(set) var writes: [OracleRecord: [String: [OracleWrite]]] = [:]
    /// Live writes, the one shown first.
    package private(set) var live: [OracleRecord: [String: [OracleWrite]]] = [:]
    package private(set) var hidden: Set<OracleRecord> = []
    package private(set) var conflicts: [Conflict] = []
    private(set) var logs: Set<String> = []
    /// The entries that wrote to a record, lowest rank first.
    private(set) var entries: [OracleRecord: [OracleLine]] = [:]

    /// - Parameter lines: in any order, none of them twice.
    package init(_ lines: [OracleLine]) {
        var replaced: [OracleRecord: [String: Set<String>]] = [:]
        for line in lines {
            logs.insert(line.log)
            for operation in line.operations where !operation.set.isEmpty {
                entries[operation.record, default: []].append(line)
                for (field, value) in operation.set {
                    writes[operation.record, default: [:]][field, default: []].append(
                        OracleWrite(value, of: operation, in: line))
                }
                for (field, dots) in operation.over {
                    replaced[operation.record, default: [:]][field, default: []].formUnion(dots)
                }
            }
        }
        for (record, fields) in writes {
            for (field, all) in fields {
                let over = replaced[record]?[field] ?? []
                let left = all.filter { !over.contains($0.dot) }.ranked(field)
                if !left.isEmpty { live[record, default: [:]][field] = left }
            }
            if isHidden(record) { hidden.insert(record) }
            noteOpenConflicts(record)
        }
        for line in lines {
            for operation in line.operations { noteEnded(by: operation, in: line) }
        }
        for (record, found) in entries {
            entries[record] = found.sorted {
                ($0.at, $0.node, $0.seq, $0.head) < ($1.at, $1.node, $1.seq, $1.head)
            }
        }
    }

    private func isHidden(_ record: OracleRecord) -> Bool {
        let fields = live[record] ?? [:]
        let deletions = fields["deleted"] ?? []
        let seen = Set(deletions.flatMap(\.saw))
        return !deletions.isEmpty && deletions.allSatisfy { $0.value == true }
            && fields.allSatisfy { field, writes in
                field == "deleted" || writes.allSatisfy { seen.contains($0.dot) }
            }
    }

    private mutating func noteOpenConflicts(_ record: OracleRecord) {
        if hidden.contains(record) { return }
        for (field, writes) in live[record] ?? [:] {
            if field == "deleted" {
                guard writes.contains(where: { $0.value == true }) else { continue }
                note("edited_while_deleted", record, field, "open", writes, ending: "")
            } else if writes.differ(field) {
                note("field", record, field, "open", writes, ending: "")
            }
        }
    }

    private mutating func noteEnded(by operation: OracleLine.Operation, in line: OracleLine) {
        for (field, dots) in operation.over {
            let all = writes[operation.record]?[field] ?? []
            let lost = all.filter { dots.contains($0.dot) }.ranked(field)
            let state = operation.resolve ? "resolved" : "overwritten"
            let code = field == "deleted" ? "edited_while_deleted" : "field"
            let hasEnded = operation.resolve || endsUnreviewed(operation, field, lost)
            guard hasEnded, !lost.isEmpty else { continue }
            note(code, operation.record, field, state, lost, ending: line.dot)
        }
    }

    private func endsUnreviewed(
        _ operation: OracleLine.Operation, _ field: String, _ lost: [OracleWrite]
    ) -> Bool {
        guard field == "deleted" else { return lost.differ(field) }
        let hasTrue = lost.contains { $0.value == true }
        let seen = Set(lost.flatMap(\.saw))
        let sawMore = !operation.saw.allSatisfy { seen.contains($0) }
        return hasTrue && (lost.differ(field) || sawMore)
    }

    private mutating func note(
        _ code: String, _ record: OracleRecord, _ field: String, _ state: String,
        _ values: [OracleWrite], ending: String
    ) {
        let name = [record.log, record.kind, record.id, field].joined(separator: "\t")
        let id = Hex.text(Hash.bytes(of: name).prefix(6))
        conflicts.append(
            Conflict(
                id: id, code: code, record: record, field: field, state: state, values: values,
                ending: ending))
    }
}
