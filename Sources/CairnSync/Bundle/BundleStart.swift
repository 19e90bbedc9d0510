package import CairnModel
package import CairnStore

/// Makes a second store of a chapter from a bundle, for `cairn init --from`.
package enum BundleStart {
    package struct Started {
        package let store: Store
        package let chapter: RecordID
        package let chapterName: String?
        package let result: BundleReader.Result
    }

    /// Makes a store at `path`, reads the bundle into it and says that this laptop belongs to its
    /// chapter. The store writes under a node id of its own.
    ///
    /// - Parameters:
    ///   - file: the bundle's file; it is read twice, so it is no stream.
    ///   - chapter: which, where several are inside; nil for the only one.
    /// - Throws: `ambiguous`, `not-found` and what reading and the store throw. There is no store
    ///   then, unless reading itself failed half way.
    package static func initialise(
        _ path: String, from file: String, chapter: RecordID?, surroundings: Surroundings,
        progress: (Int, Int?) -> Void
    ) throws -> Started {
        let look = try BundleReader.look(BundleSource(file), progress: { _, _ in })
        let home = try choose(chapter, look, file)
        let source = try BundleSource(file)
        let store = try Store.create(path, surroundings: surroundings)
        let result = try BundleReader.read(
            source, into: store, takes: { _ in true }, progress: progress)
        try store.setHome(home.id)
        return Started(
            store: store, chapter: home.id, chapterName: home.name, result: result)
    }

    private static func choose(
        _ wanted: RecordID?, _ look: BundleReader.Look, _ file: String
    ) throws -> BundleSummary.Chapter {
        let summary = look.summary
        let chapters = summary.chapters.filter { $0.counts["chapter"] != nil }
        if let wanted {
            guard let chapter = chapters.first(where: { $0.id == wanted }) else {
                if look.isIncomplete { throw broken(file, look) }
                throw SyncFault(
                    .notFound, "\(file) does not hold that chapter",
                    hint: "see what is inside with cairn bundle show \(file)")
            }
            return chapter
        }
        let whole = chapters.filter(\.hasPeople)
        let candidates = whole.isEmpty ? chapters : whole
        if candidates.count == 1 { return candidates[0] }
        if candidates.isEmpty, look.isIncomplete { throw broken(file, look) }
        if summary.isPartial || candidates.isEmpty {
            throw SyncFault(
                .notFound, "\(file) holds no whole chapter",
                hint: "write a bundle on the other laptop without --since, and use that")
        }
        let names = candidates.map(BundleSummary.title).joined(separator: ", ")
        throw SyncFault(
            .ambiguous, "\(file) holds several chapters: \(names)",
            hint: "say which with --chapter")
    }
    /// The file lost what makes a chapter on the way.
    private static func broken(_ file: String, _ look: BundleReader.Look) -> SyncFault {
        SyncFault(
            .unreadable,
            look.isCut
                ? "\(file) ends too early, before any chapter in it is whole"
                : "\(file) is damaged, and no chapter in it is whole",
            hint: "copy the file again from where it was written, and use that copy")
    }
}
