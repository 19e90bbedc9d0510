import CairnModel
import CairnStore

extension Workspace {
    /// Prints the records of a kind that the options take.
    ///
    /// - Parameters:
    ///   - narrow: adds to the filter what the store can look up.
    ///   - isWanted: leaves out what a command's own options do not take.
    func list(
        _ kind: String, _ list: ListOptions, ifEmpty: String,
        narrow: (Lookup, inout RecordFilter) throws -> Void = { _, _ in },
        order: (Lookup, [StoredRecord]) throws -> [StoredRecord] = { $1 },
        isWanted: (Lookup, StoredRecord) throws -> Bool = { _, _ in true }
    ) throws {
        try read { lookup in
            let logs = try lookup.logs(kind, under: list.under)
            var filter = try list.filter(kind, logs: logs, lookup)
            try narrow(lookup, &filter)
            var records = try lookup.snapshot.recordsWithInstances(filter).filter {
                try list.takes($0) && isWanted(lookup, $0)
            }
            records = try order(lookup, records)
            if options.json {
                options.printJSON(.array(try records.map { try lookup.json($0) }))
            } else {
                let isOneChapter = logs?.count == 1
                try lookup.table(records, kind: kind, withChapter: !isOneChapter)
                    .print(ifEmpty: ifEmpty)
            }
        }
    }
}
