internal import CairnModel
internal import CairnStore
internal import Hummingbird

/// What two people wrote differently, side by side, and what does not fit together.
extension Board {
    struct ConflictCard {
        struct Value {
            let letter: String
            let dot: String
            let text: String
            let who: String
            let isShown: Bool
            let button: String
        }

        let id: String
        let what: String
        let recordPath: String?
        let recordTitle: String
        let values: [Value]
        /// The writes that the page shows: a settlement holds for these alone.
        let seen: String
        let mayWrite: Bool
        let isDeletion: Bool

        init(_ conflict: Conflict, _ look: BoardLook, _ teller: Teller) throws {
            id = conflict.id
            let record = try look.snapshot.record(
                conflict.kind, conflict.recordID, in: conflict.log)
            recordTitle = record.map { look.snapshot.title(of: $0) } ?? conflict.kind
            recordPath = record.flatMap { $0.kind == "event" ? look.path(of: $0) : nil }
            isDeletion = conflict.field == "deleted"
            what =
                isDeletion
                ? "\(conflict.kind): one person deleted it, another changed it"
                : "\(conflict.kind): \(Self.field(conflict.field))"
            values = try (isDeletion ? Self.deletionValues(conflict) : conflict.values).enumerated()
                .map { [isDeletion] index, write in
                    let text = Self.text(write.value, conflict.field)
                    let who = try look.person(write.by, in: conflict.log)
                    return Value(
                        letter: ReviewItem.letter(index), dot: write.dot.description, text: text,
                        who: "\(who), \(teller.laptop(write.node)), \(teller.time(write.at))",
                        isShown: index == 0 && !isDeletion,
                        button: isDeletion ? "Delete it" : "Keep this")
                }
            seen = conflict.seen
            mayWrite = look.viewer.mayWrite(conflict.log)
        }

        private static func deletionValues(_ conflict: Conflict) -> [Conflict.Write] {
            conflict.values.filter { $0.value.bool == true }.prefix(1).map { $0 }
        }

        private static func field(_ name: String) -> String {
            Words.plain(name.replacing("/", with: ": "))
        }

        private static func text(_ value: JSON, _ field: String) -> String {
            if field == "deleted" { return "deleted" }
            let isMoment = value["start"] != nil || value["date"] != nil
            return isMoment ? MomentText.long(value) : Teller.text(value)
        }
    }

    struct IssueCard {
        let id: String
        let what: String
        let detail: String
        let involved: [String]
        let fingerprint: String
        let mayWrite: Bool

        init(_ issue: Issue, _ look: BoardLook) throws {
            (id, fingerprint) = (issue.id, issue.fingerprint)
            let key = issue.record
            let record = try look.snapshot.record(key.kind, key.id, in: key.log)
            let title = try record.map { try Self.title($0, look) } ?? key.kind
            what = "\(Self.words(issue)): \(title)"
            detail = issue.detail
            involved = try issue.involved.filter { $0 != key }.compactMap { other in
                guard look.viewer.mayRead(other.log),
                    let record = try look.snapshot.record(other.kind, other.id, in: other.log)
                else { return nil }
                return try Self.title(record, look)
            }
            mayWrite = look.viewer.mayWrite(key.log)
        }

        /// A record; a signup by whose it is.
        private static func title(_ record: StoredRecord, _ look: BoardLook) throws -> String {
            guard record.kind == "signup", let name = record["volunteer"]?.string else {
                return look.snapshot.title(of: record)
            }
            return try look.name(name, from: record.log, shown: record["shown_name"]?.string)
        }

        private static func words(_ issue: Issue) -> String {
            switch issue.code {
            case .overCapacity: "More people than places"
            case .contestedClaim: "More people took it than it needs"
            case .overlap: "Two things at the same time"
            case .dependencyCycle:
                issue.record.kind == "chapter"
                    ? "Chapters above one another" : "Tasks that wait for one another"
            case .danglingReference: "Names something that is not here"
            case .invalidValue: "A value that does not fit"
            }
        }
    }

    struct ConflictsContent {
        let cards: [ConflictCard]
        let issues: [IssueCard]
        let left: String?
        let isEmpty: Bool

        init(_ look: BoardLook, _ reviews: ReviewCache) throws {
            let shownMax = 50
            let teller = try Teller(look.snapshot, showsPeople: false, home: look.mainChapter?.id)
            let items = try reviews.items(look.snapshot).filter {
                $0.isOpen && look.viewer.mayRead($0.record.log)
            }
            var cards: [ConflictCard] = []
            var issues: [IssueCard] = []
            for item in items.prefix(shownMax) {
                switch item {
                case .conflict(let conflict): cards.append(try ConflictCard(conflict, look, teller))
                case .issue(let issue): issues.append(try IssueCard(issue, look))
                }
            }
            (self.cards, self.issues, isEmpty) = (cards, issues, items.isEmpty)
            left = items.count > shownMax ? "\(items.count - shownMax) more come after these." : nil
        }
    }

    func conflicts(_ visit: BoardVisit) async throws -> Response {
        try await visit.show(.boardConflicts, "To decide", in: .conflicts) {
            try ConflictsContent($0, desk.reviews)
        }
    }

    /// POST /conflicts/{id}/keep: settles a conflict with one of its values; of a deletion, `keep`
    /// brings the record back.
    func keep(_ visit: BoardVisit) async throws -> Response {
        let (form, id) = (visit.form, visit.part("id"))
        let written = try await visit.write { look in
            let found = try look.snapshot.conflicts(all: false).first {
                $0.id == id && look.viewer.mayRead($0.log)
            }
            guard let conflict = found, conflict.seen == form["seen"] else {
                return BoardWrite(edits: [], result: false)
            }
            if form["dot"] == "restore", conflict.field == "deleted" {
                return BoardWrite(edits: [conflict.settling(with: .null)], result: true)
            }
            guard let kept = conflict.values.first(where: { $0.dot.description == form["dot"] })
            else { throw Problem.invalid("the form does not say which value to keep") }
            return BoardWrite(edits: [conflict.settling(with: kept.value)], result: true)
        }
        return .seeOther("/conflicts?done=\(written.result ? "kept" : "stale")")
    }

    /// POST /conflicts/{id}/accept: leaves an issue as it is.
    func accept(_ visit: BoardVisit) async throws -> Response {
        let (form, id) = (visit.form, visit.part("id"))
        let written = try await visit.write { look in
            let found = try look.snapshot.issues().first {
                $0.id == id && look.viewer.mayRead($0.record.log)
            }
            guard let issue = found, issue.fingerprint == form["seen"] else {
                return BoardWrite(edits: [], result: false)
            }
            return BoardWrite(
                edits: [try look.snapshot.accepting(.issue(issue))], result: true)
        }
        return .seeOther("/conflicts?done=\(written.result ? "accepted" : "stale")")
    }
}

extension Conflict {
    /// The dots of its writes.
    fileprivate var seen: String {
        values.map(\.dot.description).sorted().joined(separator: " ")
    }
}
