import CairnModel
import CairnStore

/// How lists show the records of a kind: the columns, and the cells of a record.
struct Listing: Sendable {
    let columns: [Table.Column]
    let cells: @Sendable (Lookup, StoredRecord) throws -> [String]

    /// The listing of a kind.
    static func of(_ kind: String) -> Listing {
        switch kind {
        case "event": .event
        case "shift": .shift
        case "volunteer": .volunteer
        case "task": .task
        case "chapter": .chapter
        case "signup": .signup
        default: .other
        }
    }

    /// Any record by its title.
    static let other = Listing(columns: Table.columns("ref", "title")) { lookup, record in
        [try lookup.snapshot.ref(record), lookup.snapshot.title(of: record)]
    }
}

extension Lookup {
    /// A table of records of one kind.
    func table(_ records: [StoredRecord], kind: String, withChapter: Bool = false) throws -> Table {
        let listing = Listing.of(kind)
        var table = Table(listing.columns + (withChapter ? Table.columns("chapter") : []))
        for record in records {
            var cells = try listing.cells(self, record)
            if withChapter {
                cells.append(try snapshot.chapter(of: record.log).map(snapshot.title) ?? "")
            }
            table.add(cells)
        }
        return table
    }
}
