internal import CairnModel

/// Records that were folded in a transaction, so that the next entry finds them and the tables get
/// them once, in their order.
struct HeldRecords {
    /// A record by the numbers of its log and kind.
    struct Key: Hashable {
        let log: Int64
        let kind: Int64
        let id: RecordID
    }

    struct Held {
        var record: FoldedRecord
        let kind: KindState
        /// Of the fields that were written since the tables got the record: the cells that they
        /// have there.
        var before: [String: [LiveWrite]] = [:]
    }

    /// Their memory: a record with one edited field takes about half a kilobyte.
    static let countMax = 20_000

    private var records: [Key: Held] = [:]

    var count: Int { records.count }

    /// Hands a record over, so that its lists grow in place.
    mutating func take(_ key: Key) -> Held? { records.removeValue(forKey: key) }

    mutating func put(_ held: Held, _ key: Key) { records[key] = held }

    mutating func removeAll() { records.removeAll(keepingCapacity: true) }

    /// Takes out those that the tables do not have as they are, in the order of the tables.
    mutating func takeWritten() -> [Held] {
        let written = records.values.filter { !$0.before.isEmpty }
            .sorted { $0.record.n < $1.record.n }
        records.removeAll(keepingCapacity: true)
        return written
    }
}
