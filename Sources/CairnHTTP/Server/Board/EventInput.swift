internal import CairnModel
internal import CairnStore

/// What a form says of an event.
struct EventInput {
    let form: Form

    /// Words for a status, as far as the board sets them.
    static let statuses = [
        ("tentative", "planned"), ("confirmed", "confirmed"), ("postponed", "put off"),
        ("cancelled", "cancelled"), ("held", "has taken place"), ("reported", "reported"),
    ]

    static func types() -> [(value: String, label: String)] {
        guard case .word(let words)? = Vocabulary.current.kind("event")?.field("type")?.type else {
            return []
        }
        return [("", "choose one")]
            + words.map {
                ($0, Words.plain($0).prefix(1).uppercased() + Words.plain($0).dropFirst())
            }
    }

    /// The form for a new event.
    static func form(
        _ look: BoardLook, id: RecordID, sent: Form? = nil, faults: [FormFault] = []
    ) -> BoardForm {
        var form = BoardForm("event", "/events", "Add the event", sent: sent, faults: faults)
        form.hide("id", id.description)
        addMain(&form, nil)
        if look.writableChapters.count > 1 {
            form.choice(
                "chapter", "Chapter", look.mainChapter?.id.description ?? "",
                of: look.writableChapters.map {
                    ($0.id.description, look.snapshot.title(of: $0))
                })
        }
        return form
    }

    /// The form that changes one.
    static func form(
        of event: StoredRecord, _ look: BoardLook, sent: Form? = nil, faults: [FormFault] = []
    ) -> BoardForm {
        var form = BoardForm(
            "change", look.path(of: event), "Save the changes", sent: sent, faults: faults)
        addMain(&form, event)
        form.choice(
            "status", "How far it has come", event["status"]?.string ?? "",
            of: [("", "not said")] + statuses.map { ($0.0, $0.1) })
        return form
    }

    private static func addMain(_ form: inout BoardForm, _ event: StoredRecord?) {
        let when = event?["when"]
        let start = when?.startText ?? ""
        let isDay = start.utf8.count >= 10
        form.line("title", "What is it called?", event?["title"]?.string ?? "", isWide: true)
        form.choice("type", "What sort of event?", event?["type"]?.string ?? "", of: types())
        form.line("place", "Where?", event?["place"]?["name"]?.string ?? "")
        form.line("day", "Day", isDay ? String(start.prefix(10)) : "", type: "date")
        form.line("from", "From", hours(of: when).from ?? "", type: "time")
        form.line("until", "Until", hours(of: when).until ?? "", type: "time")
        form.line(
            "words", "Or the day in words", isDay ? "" : start,
            hint: "Such as: fri 19:00, 4 Apr 2026, March 2009. This goes before the day above.")
    }

    /// The times of day that the fields show; of whole days none.
    private static func hours(of when: JSON?) -> (from: String?, until: String?) {
        guard WholeDays.range(when) == nil, let start = when?["start"]?.string else {
            return (nil, nil)
        }
        return (String(start.suffix(5)), when?["end"]?.string.map { String($0.suffix(5)) })
    }

    // MARK: Reading

    /// Fills a draft with what the form says.
    func fill(_ draft: inout RecordDraft, _ look: BoardLook) throws {
        try FormFault.of("title") {
            try draft.put("title", .string((form["title"] ?? "").asTyped))
        }
        try FormFault.of("type") { try draft.put("type", text("type")) }
        let place = text("place")
        let known = draft.current("place")
        if place != known?["name"] ?? .null {
            try FormFault.of("place") {
                let next =
                    place.isNull
                    ? known.map { $0.removing("name") }
                    : (known ?? .object([])).setting("name", place)
                try draft.put("place", next?.object?.isEmpty == false ? next! : .null)
            }
        }
        if let status = form["status"] {
            try FormFault.of("status") {
                try draft.put("status", status.isEmpty ? .null : .string(status))
            }
        }
        let when = try when(draft, look)
        if when != draft.current("when") ?? .null {
            try FormFault.of("day") { try draft.put("when", when) }
        }
    }

    private func text(_ name: String) -> JSON {
        (form[name] ?? "").asTyped.nonEmpty.map { .string($0) } ?? .null
    }

    /// The value of `when`; null where nothing is said.
    private func when(_ draft: RecordDraft, _ look: BoardLook) throws -> JSON {
        let typed = { (name: String) in (form[name] ?? "").asTyped.nonEmpty }
        let old = draft.current("when")
        let zone = try old?["tz"]?.string ?? look.snapshot.zone(of: draft.log)
        let input = WhenInput(reader: MomentReader(zone: zone, now: look.now), day: typed("day"))
        let (from, until) = (typed("from"), typed("until"))
        if let words = typed("words") {
            return try FormFault.of("words") { try input.value(start: words, end: until) }
        }
        guard let day = typed("day") else {
            guard from == nil, until == nil else {
                throw FormFault("day", "Say the day as well.")
            }
            // A month or a year, for which there is no field, stays.
            return .null
        }
        // What the fields show of a longer event is not all of it.
        if let old, isSame(old, day, from, until) { return old }
        // Days that are moved to another one stay as many.
        if let old, WholeDays.range(old) != nil, from == nil, until == nil {
            return try FormFault.of("day") { try input.moved(old, to: day) }
        }
        if until != nil, from == nil { throw FormFault("from", "Say when it begins as well.") }
        return try FormFault.of("day") {
            try input.value(start: from.map { "\(day) \($0)" } ?? day, end: until)
        }
    }

    private func isSame(_ when: JSON, _ day: String, _ from: String?, _ until: String?) -> Bool {
        let start = when.startText ?? ""
        return start.prefix(10) == day && Self.hours(of: when) == (from, until)
    }
}
