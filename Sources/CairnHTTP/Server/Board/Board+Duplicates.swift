internal import CairnModel
internal import CairnStore
internal import Hummingbird

/// Records that may be of one person. Nothing is merged by itself.
extension Board {
    struct DuplicatePair {
        struct Side {
            let person: String
            let facts: [String]
            let name: String
        }

        let left: Side
        let right: Side
        let evidence: [String]

        init(_ left: StoredRecord, _ right: StoredRecord, _ evidence: [String], _ look: BoardLook)
            throws
        {
            (self.left, self.right) = (try Self.side(left, look), try Self.side(right, look))
            self.evidence = evidence.map { $0.prefix(1).uppercased() + $0.dropFirst() }
        }

        private static func side(_ volunteer: StoredRecord, _ look: BoardLook) throws -> Side {
            let full = ["given_name", "family_name"].compactMap { volunteer[$0]?.string }
                .joined(separator: " ")
            var facts = [full].filter { $0 != look.snapshot.title(of: volunteer) }
            if look.isNetwork, let chapter = try look.snapshot.chapter(of: volunteer.log) {
                facts.append(look.snapshot.title(of: chapter))
            }
            if let grade = volunteer["grade"]?["value"]?.string { facts.append("grade \(grade)") }
            facts += ["email", "phone"].compactMap { volunteer[$0]?.string }
            if let guardian = volunteer["guardian"]?["name"]?.string {
                facts.append("guardian \(guardian)")
            }
            return Side(
                person: look.snapshot.title(of: volunteer), facts: facts,
                name: "\(volunteer.log)/\(volunteer.id)")
        }
    }

    struct DuplicatesContent {
        let pairs: [DuplicatePair]
        let rest: String?

        init(_ look: BoardLook) throws {
            let shownMax = 50
            let people = try look.snapshot.records(
                RecordFilter(kind: "volunteer", logs: look.peopleLogs)
            ).filter { $0["merged_into"] == nil }
            let cards = try people.map { try look.snapshot.personCard($0) }
            let found = DuplicateFinder.suggestions(cards)
            pairs = try found.prefix(shownMax).map {
                try DuplicatePair(people[$0.first], people[$0.second], $0.evidence, look)
            }
            rest = found.count > shownMax ? "\(found.count - shownMax) more come after these." : nil
        }
    }

    func duplicates(_ visit: BoardVisit) async throws -> Response {
        try await visit.show(.boardDuplicates, "Possible duplicates", in: .volunteers) { look in
            guard !look.peopleLogs.isEmpty else { throw Problem.notShown }
            return try DuplicatesContent(look)
        }
    }

    /// POST /duplicates/merge: the one becomes another name of the other.
    func mergeDuplicates(_ visit: BoardVisit) async throws -> Response {
        let form = visit.form
        try await visit.write { look in
            let alias = try person(form["alias"], look)
            let other = try person(form["into"], look)
            let end = try look.snapshot.person(behind: other)
            guard end.id != alias.id else { throw Problem.invalid("these two are one already") }
            var draft = RecordDraft(of: alias)
            let name = try look.snapshot.name(of: other, from: alias.log)
            try draft.put("merged_into", .string(name))
            return BoardWrite(edits: [draft.edit], result: ())
        }
        return .seeOther("/duplicates?done=merged")
    }

    /// POST /duplicates/not-same: each says it, so that it is known wherever one of the two is.
    func separateDuplicates(_ visit: BoardVisit) async throws -> Response {
        let form = visit.form
        try await visit.write { look in
            let both = try [person(form["alias"], look), person(form["into"], look)]
            let edits = try zip(both, both.reversed()).map { one, other in
                var draft = RecordDraft(of: one)
                let name = try look.snapshot.name(of: other, from: one.log)
                try draft.put("not_same_as/\(name)", true)
                return draft.edit
            }
            return BoardWrite(edits: edits, result: ())
        }
        return .seeOther("/duplicates?done=apart")
    }

    private func person(_ name: String?, _ look: BoardLook) throws -> StoredRecord {
        guard let name = name.flatMap({ RecordName($0) }), let log = name.log else {
            throw Problem.notShown
        }
        return try look.record("volunteer", log: log.description, id: name.id.description)
    }
}
