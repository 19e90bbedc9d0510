import ArgumentParser
import CairnModel
import CairnStore

/// What every export takes.
struct ExportOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("Which kind of records: event, task, volunteer ...", valueName: "kind"))
    var kind: String?

    @Flag(name: .customLong("private"), help: "Also events whose visibility is private.")
    var withPrivate = false

    /// The kind that was asked for, if any.
    var kindSpec: KindSpec? {
        get throws {
            guard let kind else { return nil }
            if let spec = Vocabulary.current.kind(kind) { return spec }
            let names = Vocabulary.current.kinds.map(\.name)
            throw CommandFault.usage(
                "there is no kind \(kind)", hint: "it is one of \(Words.list(names, last: "or"))")
        }
    }

    /// The records of a kind that the options take. What is private stays here unless asked for.
    ///
    /// - Parameter read: where it is not all that a filter takes.
    func records(
        _ kind: String, _ list: ListOptions, _ lookup: Lookup,
        read: (Snapshot, RecordFilter) throws -> [StoredRecord] = { try $0.records($1) }
    ) throws -> [StoredRecord] {
        let logs = try lookup.logs(kind, under: list.under)
        let filter = try list.filter(kind, logs: logs, lookup)
        let records = try read(lookup.snapshot, filter).filter { list.takes($0) }
        guard !withPrivate else { return records }
        let open = try records.filter { try !lookup.snapshot.isPrivate($0) }
        if open.count < records.count {
            let count = Words.count(records.count - open.count, "private \(kind)")
            Console.note("\(count) left out; --private takes them along")
        }
        return open
    }
}
