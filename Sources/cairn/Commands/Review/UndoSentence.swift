import CairnModel
import CairnStore

/// What a command did, in one line without values of people's fields.
enum UndoSentence {
    static func of(
        _ names: [EntryName], _ lookup: Lookup, _ teller: Teller
    ) throws -> String {
        var records: [RecordKey] = []
        var fields: [String] = []
        var at: Timestamp?
        for name in names {
            guard let entry = try lookup.snapshot.entry(name) else { continue }
            at = at ?? entry.at
            for operation in entry.operations where operation.kind != "node" {
                let key = RecordKey(log: name.log, kind: operation.kind, id: operation.id)
                if records.last != key { records.append(key) }
                if records.count == 1 {
                    fields += operation.set.map {
                        teller.field($0.field, of: key.kind, in: key.log)
                    }
                }
            }
        }
        let time = at.map { ", written \(teller.time($0))" } ?? ""
        guard records.count != 1 else {
            let key = records[0]
            let record = try teller.record(key.kind, key.id, in: key.log)
            return "\(record) (\(fields.joined(separator: ", ")))\(time)"
        }
        return "\(counts(Set(records).map(\.kind)))\(time)"
    }

    /// `2 events and 1 task`, of records by their kinds.
    static func counts(_ kinds: [String]) -> String {
        let counts = Dictionary(grouping: kinds) { $0 }.sorted { $0.key < $1.key }
        return Words.list(counts.map { Words.count($0.value.count, $0.key) })
    }

    static func verb(_ action: Edit.Action) -> String {
        switch action {
        case .create: "made again"
        case .write: "changed back"
        case .delete: "deleted"
        case .restore: "restored"
        }
    }
}
