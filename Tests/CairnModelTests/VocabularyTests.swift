import CairnModel
import Testing

@Suite struct VocabularyTests {
    static func words(_ path: String) -> [String]? {
        let parts = path.split(separator: " ").map(String.init)
        guard
            let field = Vocabulary.current.kind(parts[0])?.fields.first(where: {
                $0.name == parts[1]
            })
        else { return nil }
        var type = field.type
        if parts.count > 2, case .object(let members) = type {
            guard let member = members.first(where: { $0.name == parts[2] }) else { return nil }
            type = member.type
        } else if case .word(let words)? = field.element {
            return words
        }
        if case .word(let words) = type { return words }
        return nil
    }

    static let closed: [(String, String)] = [
        (
            "chapter type",
            "school_club campus_group community_group state_campaign national_campaign "
                + "international_campaign"
        ),
        ("chapter status", "forming active paused closed"),
        (
            "event type",
            "awareness_event presentation display exhibit art_making letter_writing "
                + "postcard_drive petition_drive meeting_official press fundraiser "
                + "service_project rally vigil march film training club_meeting conference "
                + "virtual_exchange social_media_day research award other"
        ),
        ("event status", "draft tentative confirmed postponed cancelled held reported"),
        ("event mode", "in_person virtual hybrid"),
        ("event visibility", "public unlisted chapter private"),
        ("event accessibility", "accessible not_accessible not_sure"),
        ("event reach basis", "counted estimated reported"),
        ("event count basis", "counted estimated reported"),
        (
            "event ask",
            "sign ratify accede stop_use stop_production stop_transfer destroy_stockpiles "
                + "disinvest fund_clearance assist_victims report_progress thank"
        ),
        ("shift status", "open closed cancelled"),
        ("volunteer age_band", "under_13 13_15 16_17 adult unknown"),
        ("volunteer grade value", "K 1 2 3 4 5 6 7 8 9 10 11 12 college adult"),
        ("volunteer contact_policy", "direct via_guardian adviser_only"),
        ("volunteer status", "active inactive moved blocked"),
        ("volunteer role", "member student_leader adviser coordinator guardian guest"),
        ("volunteer consent state", "granted denied withdrawn"),
        ("volunteer consent method", "paper online phone"),
        (
            "volunteer consent",
            "participation photo publish_name publish_art contact transport"
        ),
        ("task status", "open in_progress done cancelled"),
        ("task priority", "high medium low"),
        ("task claim_policy", "assign_only claimable"),
        ("task assignee state", "offered claimed accepted declined released"),
        ("signup rsvp", "invited requested registered tentative declined cancelled"),
        ("signup attendance", "present late left_early excused no_show"),
    ]

    @Test("an enumeration has its words", arguments: closed)
    func enumeration(path: String, words: String) {
        #expect(Self.words(path) == words.split(separator: " ").map(String.init))
    }

    static let fieldsCases: [(String, String)] = [
        (
            "chapter",
            "name slug type parent status tz place school_year_start site_url founded adviser "
                + "merged_into affiliation/ link/"
        ),
        (
            "event",
            "title summary description type status mode online_url when place visibility "
                + "capacity min_needed accessibility accessibility_notes cancelled_reason "
                + "postponed_to instructions reach count/ outcome_notes tag/ partner/ campaign/ "
                + "target/ ask/ same_as/ recurrence_rule skip/ series recurrence_id"
        ),
        (
            "shift",
            "event label role when min_needed max_needed minimum_age adult_required "
                + "self_signup instructions status skill/"
        ),
        (
            "volunteer",
            "given_name family_name preferred_name age_band grade email phone guardian "
                + "contact_policy status merged_into role/ skill/ language/ tag/ consent/ "
                + "not_same_as/"
        ),
        (
            "task",
            "title notes status priority due start_on event campaign effort_minutes "
                + "claim_policy max_assignees assignee/ depends/ check/ tag/ skill/"
        ),
        (
            "signup",
            "shift event volunteer shown_name rsvp attendance arrived_at left_at minutes guests "
                + "note"
        ),
        ("node", "name software"),
    ]

    @Test("a kind has its fields", arguments: fieldsCases)
    func fields(kind: String, names: String) throws {
        let spec = try #require(Vocabulary.current.kind(kind))
        let found = spec.fields.map { $0.isSet ? $0.name + "/" : $0.name }
        #expect(found.sorted() == names.split(separator: " ").map(String.init).sorted())
        for common in ["deleted", "identifier/mobilize:7", "accepted/overlap"] {
            #expect(spec.field(common) != nil)
        }
    }

    /// Reads as the command line does, with a record for every ref.
    private func reader(_ kind: KindSpec) -> FieldReader {
        let id = RecordID.derived(kind: "event", parents: ["x"])
        return FieldReader(
            kind: kind, moments: MomentReader(zone: "America/New_York", now: 0),
            resolve: { _, ref in ref == "3f2a" ? "\(id)/\(id)" : ref })
    }

    @Test("the example of every field and member is a value that it takes")
    func examples() throws {
        for kind in Vocabulary.current.kinds {
            let reader = reader(kind)
            for field in kind.allFields where field.name != "deleted" {
                let typed = field.exampleAssignment
                let quoted = typed.hasPrefix("\"") ? String(typed.dropFirst().dropLast()) : typed
                #expect(throws: Never.self, "\(kind.name): \(typed)") { try reader.read(quoted) }
                guard case .object(let members) = field.type else { continue }
                for member in members {
                    // By itself: what members must keep together is another matter.
                    let alone = KindSpec(
                        "alone", "One.",
                        fields: [FieldSpec(member.name, member.type, member.summary)])
                    #expect(throws: Never.self, "\(kind.name): \(field.name).\(member.name)") {
                        try self.reader(alone).read("\(member.name)=\(member.example)")
                    }
                }
            }
        }
    }

    @Test("a person reads no mark-up in what a value has to be")
    func phrases() {
        for field in Vocabulary.current.kinds.flatMap(\.allFields) {
            #expect(!field.type.phrase.contains("`"))
            #expect(field.element?.phrase.contains("`") != true)
        }
    }

    @Test("every field says in a sentence what it is")
    func sentences() throws {
        for kind in Vocabulary.current.kinds {
            #expect(kind.summary.hasSuffix("."))
            for field in kind.allFields {
                #expect(field.summary.hasSuffix("."), "\(kind.name).\(field.name)")
                if let short = field.short { #expect(field.member(named: short)) }
            }
        }
    }

    @Test("a field that is declared is checked, read and written about")
    func oneField() throws {
        let kind = KindSpec(
            "badge", "A badge.",
            fields: [
                FieldSpec("colour", .word(["red", "blue"]), "The colour of the badge."),
                FieldSpec("won_by", .presence, element: .text, "Who won it."),
            ])
        #expect(kind.fault(field: "colour", value: "red") == nil)
        #expect(kind.fault(field: "colour", value: "green")?.reason.contains("red, blue") == true)
        #expect(kind.fault(field: "won_by/ana", value: true) == nil)
        let reader = FieldReader(
            kind: kind, readMoment: { ($0, nil) }, resolve: { _, ref in ref })
        #expect(try reader.read("colour=Blue").value == "blue")
        let page = VocabularyDocument.text(Vocabulary(kinds: [kind]))
        #expect(page.contains("| `colour` | one of red, blue | The colour of the badge. |"))
        #expect(page.contains("| `won_by/...` |"))
        #expect(!page.contains("## event"))
    }

    @Test("what a record must have is named when it is missing")
    func missing() throws {
        let signup = try #require(Vocabulary.current.kind("signup"))
        #expect(signup.missingFields { _ in nil }.map(\.field) == ["volunteer", "shift"])
        #expect(signup.missingFields { $0 == "volunteer" ? "x" : nil }.map(\.field) == ["shift"])
        #expect(
            signup.missingFields { ["volunteer", "event"].contains($0) ? "x" : nil }.isEmpty)
        let chapter = try #require(Vocabulary.current.kind("chapter"))
        #expect(chapter.missingFields { $0 == "tz" ? nil : "x" }.map(\.code) == ["missing_value"])
        #expect(chapter.missingFields { $0 == "tz" ? .null : "x" }.map(\.field) == ["tz"])
    }
}

extension FieldSpec {
    fileprivate func member(named name: String) -> Bool {
        guard case .object(let members) = type else { return false }
        return members.contains { $0.name == name }
    }
}
