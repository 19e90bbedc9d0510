internal import CairnModel
internal import CairnStore
internal import Hummingbird

/// The people of the chapters whose people logs this session reads.
extension Board {
    struct PersonLine {
        let person: String
        let stateWord: String?
        /// Grade, age, role, how to reach the person.
        let facts: String
        let hasConsent: Bool

        init(_ volunteer: StoredRecord, _ look: BoardLook) throws {
            person = look.snapshot.title(of: volunteer)
            let status = volunteer.status
            stateWord = status == "active" ? nil : status.map(Words.plain)
            let isAdult = volunteer["age_band"]?.string == "adult"
            var facts: [String] = []
            if look.isNetwork, let chapter = try look.snapshot.chapter(of: volunteer.log) {
                facts.append(look.snapshot.title(of: chapter))
            }
            if let grade = volunteer["grade"]?["value"]?.string { facts.append("grade \(grade)") }
            if let age = volunteer["age_band"]?.string.flatMap(Self.ages) { facts.append(age) }
            facts += volunteer.elements(of: "role").map { Words.plain($0.name) }
            switch volunteer.contactPolicy {
            case "direct": facts.append("reached directly")
            case "adviser_only": facts.append("reached through the adviser")
            default: facts.append("reached through a guardian")
            }
            self.facts = facts.joined(separator: " · ")
            hasConsent =
                isAdult || volunteer["consent/participation"]?["state"]?.string == "granted"
        }

        private static func ages(_ band: String) -> String? {
            switch band {
            case "under_13": "under 13"
            case "13_15": "13 to 15"
            case "16_17": "16 or 17"
            case "adult": "adult"
            default: nil
            }
        }
    }

    struct VolunteersContent {
        let people: [PersonLine]
        let count: String
        let left: String?
        let search: String
        let importForm: BoardForm
        let isImporting: Bool
        let mayDuplicate: Bool

        private static let shownMax = 300

        init(_ look: BoardLook, search: String, _ form: BoardForm) throws {
            let all = try look.snapshot.records(
                RecordFilter(kind: "volunteer", logs: look.peopleLogs)
            ).filter { $0["merged_into"] == nil }
            let wanted = search.lowercased()
            let found = all.filter {
                wanted.isEmpty || look.snapshot.title(of: $0).lowercased().contains(wanted)
            }.sorted {
                look.snapshot.title(of: $0).lowercased() < look.snapshot.title(of: $1).lowercased()
            }
            people = try found.prefix(Self.shownMax).map { try PersonLine($0, look) }
            count = Words.count(all.count, "person", "people")
            let rest = found.count - people.count
            left = rest > 0 ? "\(rest) more: look for a name to find them." : nil
            self.search = search
            (importForm, isImporting) = (form, form.hasFaults || all.isEmpty)
            mayDuplicate = all.count > 1
        }
    }

    func volunteers(_ visit: BoardVisit) async throws -> Response {
        try await showVolunteers(visit, [])
    }

    func showVolunteers(_ visit: BoardVisit, _ faults: [FormFault]) async throws -> Response {
        let (form, search) = (visit.form, visit.query("q") ?? "")
        let imported = visit.query("imported").flatMap { ImportFigures(query: $0)?.sentence }
        return try await visit.show(
            .boardVolunteers, "People", in: .volunteers,
            status: faults.isEmpty ? .ok : .unprocessableContent, notice: imported
        ) { look in
            guard !look.peopleLogs.isEmpty else { throw Problem.notShown }
            return try VolunteersContent(
                look, search: search,
                ImportInput.form(look, sent: faults.isEmpty ? nil : form, faults: faults))
        }
    }
}
