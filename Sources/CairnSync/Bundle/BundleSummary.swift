package import CairnModel
package import CairnStore

/// What is in a bundle, for whoever is about to hand it on or to read it.
package struct BundleSummary: Sendable {
    /// One log of it.
    package struct Part: Sendable {
        package let log: RecordID
        /// The name of the chapter whose log this is; nil of a people log, and where it is not said.
        package var chapterName: String?
        /// Its slug, where the bundle says one.
        package var chapterSlug: String?
        /// Of a people log: the name of the chapter that it belongs to, where a store knows it.
        package var peopleOf: String?
        /// Records that are not deleted, by kind.
        package var counts: [String: Int] = [:]
        /// Volunteers with a guardian's e-mail address or phone number.
        package var guardianContacts = 0
    }

    /// A chapter with the counts of its two logs together.
    package struct Chapter: Sendable {
        package let id: RecordID
        package let name: String?
        package let slug: String?
        package let counts: [String: Int]
        package let guardianContacts: Int
        package let hasPeople: Bool
        /// Whether it is a people log alone, whose chapter is not inside.
        let isPeopleAlone: Bool
        /// The chapter that such a people log belongs to.
        let peopleOf: String?

        /// Whether a person may mean it by that: its slug, its name, or the end of its id.
        package func isCalled(_ text: String) -> Bool {
            let text = text.lowercased()
            return slug == text || name?.lowercased() == text
                || text.utf8.count >= 4 && id.digits.hasSuffix(text)
        }
    }

    package var parts: [Part]
    package let entries: Int
    /// Whether it holds changes since some state alone.
    package let isPartial: Bool

    init(parts: [Part], entries: Int, isPartial: Bool) {
        (self.parts, self.entries, self.isPartial) = (parts, entries, isPartial)
    }

    /// Of logs alone, with nothing counted.
    package init(logs: Set<RecordID>) {
        self.init(parts: logs.sorted().map { Part(log: $0) }, entries: 0, isPartial: false)
    }

    /// The chapters, each with its people log. A people log whose chapter is not known stands for
    /// itself.
    package var chapters: [Chapter] {
        var rest = Dictionary(uniqueKeysWithValues: parts.map { ($0.log, $0) })
        var chapters: [Chapter] = []
        for part in parts {
            let peopleLog = part.log.peopleLog
            guard let people = rest[peopleLog] else { continue }
            rest[part.log] = nil
            rest[peopleLog] = nil
            chapters.append(Self.chapter(part, people))
        }
        chapters += rest.values.map { Self.chapter($0, nil) }
        return chapters.sorted { $0.id < $1.id }
    }

    private static func chapter(_ part: Part, _ people: Part?) -> Chapter {
        Chapter(
            id: part.log, name: part.chapterName, slug: part.chapterSlug,
            counts: part.counts.merging(people?.counts ?? [:], uniquingKeysWith: +),
            guardianContacts: part.guardianContacts + (people?.guardianContacts ?? 0),
            hasPeople: people != nil || part.counts["volunteer"] != nil,
            isPeopleAlone: people == nil
                && (part.peopleOf != nil || part.counts["volunteer"] != nil),
            peopleOf: part.peopleOf)
    }

    /// This summary with names that the bundle does not say taken from a store.
    package func naming(from snapshot: Snapshot) throws -> BundleSummary {
        var named = self
        let chapters = try snapshot.chapters().map { (id: $0.id, name: $0["name"]?.string) }
        let people = Dictionary(
            chapters.map { ($0.id.peopleLog, $0.name) }, uniquingKeysWith: { first, _ in first })
        for index in named.parts.indices where named.parts[index].chapterName == nil {
            let log = named.parts[index].log
            named.parts[index].chapterName =
                try snapshot.record("chapter", log, in: log)?["name"]?.string
            named.parts[index].peopleOf = people[log] ?? nil
        }
        return named
    }
}

// MARK: - In words

extension BundleSummary {
    /// How many chapters are named one by one.
    private static let namedMax = 3

    /// `Lincoln High: 14 events, 30 volunteers with guardian contacts.` and that anyone can read it.
    package var sentence: String { "\(contents) Anyone who finds this file can read it." }

    /// The first part of the sentence.
    package var contents: String {
        let chapters = chapters
        if chapters.isEmpty { return "Nothing is inside." }
        let changes = isPartial ? " (changes only)" : ""
        if chapters.count <= Self.namedMax {
            let texts = chapters.map { chapter in
                "\(Self.title(chapter)): \(Self.text(chapter.counts, chapter.guardianContacts))"
            }
            return texts.joined(separator: "; ") + "\(changes)."
        }
        var counts: [String: Int] = [:]
        for chapter in chapters { counts.merge(chapter.counts, uniquingKeysWith: +) }
        let contacts = chapters.reduce(0) { $0 + $1.guardianContacts }
        return "\(chapters.count) chapters: \(Self.text(counts, contacts))\(changes)."
    }

    /// The chapter's name, or what stands for it.
    package static func title(_ chapter: Chapter) -> String {
        if let name = chapter.name { return name }
        let tail = chapter.id.digits.suffix(4)
        guard chapter.isPeopleAlone else { return "chapter \(tail)" }
        return chapter.peopleOf.map { "people of \($0)" } ?? "people of a chapter (log \(tail))"
    }

    private static func text(_ counts: [String: Int], _ contacts: Int) -> String {
        var rest = counts.filter { !["chapter", "node"].contains($0.key) && $0.value > 0 }
        var texts: [String] = []
        for kind in ["event", "shift", "signup", "volunteer", "task"] {
            guard let count = rest.removeValue(forKey: kind) else { continue }
            var text = Words.count(count, kind)
            if kind == "volunteer", contacts > 0 {
                text +=
                    contacts == count
                    ? " with guardian contacts" : " (\(contacts) with guardian contacts)"
            }
            texts.append(text)
        }
        let others = rest.values.reduce(0, +)
        if others > 0 { texts.append(Words.count(others, "other record")) }
        return texts.isEmpty ? "no records yet" : texts.joined(separator: ", ")
    }
}
