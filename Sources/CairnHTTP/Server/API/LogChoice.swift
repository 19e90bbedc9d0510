internal import CairnModel
internal import CairnStore

/// The log that a new record goes to.
struct LogChoice {
    private let sight: Sight
    private let kind: KindSpec

    init(_ sight: Sight, _ kind: KindSpec) { (self.sight, self.kind) = (sight, kind) }

    /// The chapter that the body names, that of the event or shift that it is for, or the only
    /// one that the viewer may write.
    ///
    /// - Throws: `forbidden`; `invalid_value` where it has to be said.
    func log(for body: JSON) throws -> RecordID {
        let open = try chapters()
        guard !open.isEmpty else { throw Problem.forbidden }
        if let named = try named(body) {
            guard let chapter = open.first(where: { named($0) }) else { throw Problem.forbidden }
            return log(of: chapter)
        }
        if let log = try logOfTarget(body) {
            guard open.contains(log) else { throw Problem.forbidden }
            return log
        }
        if open.count == 1 { return log(of: open[0]) }
        if sight.viewer.writes == nil, let home = try sight.snapshot.home(), open.contains(home) {
            return log(of: home)
        }
        throw Problem.invalid(
            "this could go to several chapters: say which one with chapter, its id or slug",
            field: "chapter")
    }

    private func log(of chapter: RecordID) -> RecordID {
        kind.isPersonal ? chapter.peopleLog : chapter
    }

    /// The chapters that a record of the kind may be made in.
    private func chapters() throws -> [RecordID] {
        guard let writes = sight.viewer.writes else {
            return try sight.snapshot.chapters().map(\.id)
        }
        let people = Set(writes.map(\.peopleLog))
        return writes.filter { log in
            !people.contains(log) && (!kind.isPersonal || writes.contains(log.peopleLog))
        }.sorted()
    }

    /// Whether a chapter is the one that `log` or `chapter` says; nil where neither is there.
    private func named(_ body: JSON) throws -> ((RecordID) -> Bool)? {
        func text(_ name: String) throws -> String? {
            guard let value = body[name], !value.isNull else { return nil }
            guard let text = value.string else {
                throw Problem.invalid("\(name) is a text", field: name)
            }
            return text
        }
        if let text = try text("log") {
            guard let id = RecordID(text) else {
                throw Problem.invalid("log is the id of a log", field: "log")
            }
            let isPersonal = kind.isPersonal
            return { $0 == id || (isPersonal && $0.peopleLog == id) }
        }
        guard let text = try text("chapter") else { return nil }
        if let id = RecordID(text) { return { $0 == id } }
        let seen = try sight.snapshot.chapters().filter(sight.sees)
        let ids = Set(seen.filter { $0["slug"] == .string(text) }.map(\.id))
        return { ids.contains($0) }
    }

    /// What is for an event lives where the event does, and so with a shift.
    private func logOfTarget(_ body: JSON) throws -> RecordID? {
        for name in ["shift", "event"] where ["shift", "task", "signup"].contains(kind.name) {
            guard let named = body[name]?.string.flatMap({ RecordName($0) }) else { continue }
            let seen = try sight.records(name, named.id).filter {
                named.log == nil || $0.log == named.log
            }
            if seen.count == 1 { return seen[0].log }
        }
        return nil
    }
}
