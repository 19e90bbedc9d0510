import CairnModel
import Testing

@testable import CairnStore

/// Makes records as a store shows them, for functions that need no store.
struct DerivedRecords {
    static let log = RecordID("0193a5c1-b2f4-7a3c-9d2e-1b2c3d4e5f60")!
    static let people = log.peopleLog
    static let node = NodeID("k3x9q2m7v5t1h8d4")!

    static func id(_ number: Int) -> RecordID {
        RecordID(high: 0x0193_A5C2_7D10_7C3E, low: 0x8F4A_0000_0000_0000 | UInt64(number))
    }

    static func key(_ kind: String, _ number: Int) -> RecordKey {
        let id = id(number)
        switch kind {
        case "chapter": return RecordKey(log: id, kind: kind, id: id)
        case "volunteer": return RecordKey(log: people, kind: kind, id: id)
        default: return RecordKey(log: log, kind: kind, id: id)
        }
    }

    static func record(
        _ kind: String, _ number: Int, _ fields: [String: JSON], id: RecordID? = nil,
        isHidden: Bool = false, made: Int64 = 0
    ) -> StoredRecord {
        let key = key(kind, number)
        return StoredRecord(
            kind: kind, id: id ?? key.id, log: key.log,
            fields: fields.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
                .map { (name: $0.key, value: $0.value) },
            isHidden: isHidden, hasConflict: false, isEditedWhileDeleted: false,
            createdAt: Timestamp(milliseconds: made), createdBy: nil,
            modifiedAt: Timestamp(milliseconds: made), modifiedBy: nil, number: Int64(number))
    }

    /// A rank that grows with the number.
    static func rank(_ number: Int) -> Merge.Rank {
        Merge.Rank(
            at: Timestamp(milliseconds: Int64(number)), node: node, seq: Int64(number),
            head: Head(high: 0, low: 0, tail: 0))
    }

    /// The issues of records whose ranks follow their numbers.
    static func issues(
        _ records: [StoredRecord], logs: Set<RecordID> = [log, people],
        ranks: [RecordID: Int] = [:]
    ) throws -> [CairnStore.Issue] {
        var scan = IssueScan(logs: logs)
        for record in records { scan.add(record) }
        scan.graph.finish()
        return try scan.issues { key, _ in
            rank(ranks[key.id] ?? Int(key.id.low & 0xFFFF))
        }
    }

    static func when(_ start: String, _ end: String, _ zone: String = "America/New_York") -> JSON {
        ["end": .string(end), "start": .string(start), "tz": .string(zone)]
    }
}
