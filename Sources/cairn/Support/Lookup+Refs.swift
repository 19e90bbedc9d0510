import CairnModel
import CairnStore

extension Lookup {
    /// The one record that a person means: by its id, `<log>/<id>`, a tail of the id, for a
    /// chapter its slug, or `me` for the volunteer who acts. What was deleted is found only where
    /// `hidden` says so.
    func find(_ ref: String, _ kinds: String..., hidden: Bool = false) throws -> StoredRecord {
        try find(ref, kinds: kinds, hidden: hidden)
    }

    func find(_ ref: String, kinds: [String], hidden: Bool = false) throws -> StoredRecord {
        if ref == "me", kinds == ["volunteer"] { return try requiredActor(for: "me") }
        if kinds.contains("event"), let instance = try instance(ref, hidden: hidden) {
            return instance
        }
        let all = try candidates(ref, kinds: kinds).map { try snapshot.shown($0) }
        let visible = all.filter { !$0.isHidden }
        if visible.count == 1 { return visible[0] }
        if visible.count > 1 { throw try ambiguous(ref, visible) }
        guard let deleted = all.first else { throw missing(ref, kinds: kinds) }
        if hidden {
            if all.count > 1 { throw try ambiguous(ref, all) }
            return deleted
        }
        throw CommandFault.notFound(
            "\(deleted.kind) \(ref) was deleted",
            hint: "cairn \(deleted.kind) restore \(ref) brings it back")
    }

    private func candidates(_ ref: String, kinds: [String]) throws -> [StoredRecord] {
        if kinds.isEmpty || kinds.contains("chapter") {
            let bySlug = try snapshot.chapters().filter { $0["slug"]?.string == ref }
            if !bySlug.isEmpty { return bySlug }
        }
        let digits = ref.lowercased()
        guard digits.allSatisfy({ $0.isHexDigit || $0 == "-" || $0 == "/" }),
            digits.count(where: \.isHexDigit) >= 4
        else { return [] }
        return try snapshot.find(digits, kinds: kinds.isEmpty ? nil : Set(kinds))
    }

    private func missing(_ ref: String, kinds: [String]) -> CommandFault {
        let what = kinds.isEmpty ? "record" : Words.list(kinds, last: "or")
        let names = kinds == ["chapter"] ? "slugs and refs" : "refs"
        let listing = kinds.first.map { "cairn \($0) list shows the \(names)" }
        return .notFound(
            "there is no \(what) \"\(ref)\"",
            hint: "\(listing ?? "the lists show the refs"); a ref has at least four characters")
    }

    private func ambiguous(_ ref: String, _ records: [StoredRecord]) throws -> CommandFault {
        let shown = try records.prefix(10).map { record in
            let title = mayName(record) ? " " + snapshot.title(of: record) : ""
            return "\(record.kind) \(try snapshot.ref(record))\(title)"
        }
        return .ambiguous(
            "\"\(ref)\" may be \(records.count) records: \(shown.joined(separator: "; "))",
            hint: "use one of these longer refs")
    }

    /// Whether an error may say what a record is called: personal values only reach the terminal
    /// of whoever runs the command.
    private func mayName(_ record: StoredRecord) -> Bool {
        record.kind != "volunteer" || Console.errors.isTerminal
    }
}
