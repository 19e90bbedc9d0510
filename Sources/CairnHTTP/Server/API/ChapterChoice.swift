internal import CairnModel
internal import CairnStore

/// The chapters that a list is narrowed to by `chapter` and `under`.
struct ChapterChoice {
    /// Nil where the query says nothing about it. A chapter that the viewer may not see is as one
    /// that never was.
    let chapters: Set<RecordID>?

    init(_ query: ListQuery, _ sight: Sight) throws {
        guard query[.chapter] != nil || query[.under] != nil else {
            chapters = nil
            return
        }
        let seen = try sight.snapshot.chapters().filter(sight.sees)
        var chosen: Set<RecordID>?
        if let name = query[.chapter] { chosen = try Self.named(name, .chapter, seen) }
        if let name = query[.under] {
            let branch = Snapshot.branch(
                from: try Self.named(name, .under, seen), among: seen)
            chosen = chosen?.intersection(branch) ?? branch
        }
        chapters = chosen
    }

    private static func named(
        _ name: String, _ parameter: ListParameter, _ seen: [StoredRecord]
    ) throws -> Set<RecordID> {
        if let id = RecordID(name) { return [id] }
        guard (2...40).contains(name.unicodeScalars.count) else {
            throw Problem.invalid(
                "\(parameter.rawValue) is the id or the slug of a chapter",
                field: parameter.rawValue)
        }
        return Set(seen.filter { $0["slug"] == .string(name) }.map(\.id))
    }
}
