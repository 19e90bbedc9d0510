import CairnModel
import CairnStore

extension Listing {
    /// Chapters by their names.
    static let chapter = Listing(
        columns: Table.columns("ref", "slug", "name", "type", "status", "where")
    ) { lookup, chapter in
        let place = chapter["place"]
        let parts = [place?["locality"], place?["region"]].compactMap { $0?.string }
        return [
            try lookup.snapshot.ref(chapter), chapter["slug"]?.string ?? "",
            lookup.snapshot.title(of: chapter),
            chapter["type"]?.string ?? "", chapter.status ?? "",
            parts.joined(separator: ", "),
        ]
    }
}
