internal import CairnModel
internal import CairnStore
internal import Hummingbird

/// How an event went: whom it reached, what was counted.
enum OutcomeInput {
    static let counts = [
        "students", "teachers", "parents", "public", "officials", "letters", "postcards",
        "signatures", "artworks", "media_mentions",
    ]

    static func form(
        of event: StoredRecord, _ path: String, sent: Form?, faults: [FormFault]
    ) -> BoardForm {
        var form = BoardForm(
            "outcome", "\(path)/outcome", "Save how it went", sent: sent, faults: faults)
        let reach = event["reach"]
        form.line(
            "low", "People reached, at least", reach?["low"]?.integer.map(String.init) ?? "",
            inputMode: "numeric")
        form.line(
            "high", "and at most", reach?["high"]?.integer.map(String.init) ?? "",
            hint: "Leave it empty if you know the number exactly.", inputMode: "numeric")
        form.choice(
            "basis", "How do you know?", reach?["basis"]?.string ?? "estimated",
            of: [
                ("counted", "counted"), ("estimated", "estimated"),
                ("reported", "somebody told us"),
            ])
        for what in counts {
            form.line(
                "count-\(what)",
                Words.plain(what).prefix(1).uppercased() + Words.plain(what).dropFirst(),
                text(of: event["count/\(what)"]), inputMode: "numeric")
        }
        form.area(
            "notes", "What else is there to say?", event["outcome_notes"]?.string ?? "", rows: 3)
        return form
    }

    /// `40`, or `38..42`.
    private static func text(of count: JSON?) -> String {
        guard let low = count?["low"]?.integer else { return "" }
        let high = count?["high"]?.integer ?? low
        return low == high ? "\(low)" : "\(low)..\(high)"
    }

    /// What is known of how an event went.
    static func sentences(of event: StoredRecord) -> [String] {
        var sentences: [String] = []
        if let reach = event["reach"], let low = reach["low"]?.integer {
            let high = reach["high"]?.integer ?? low
            let range = high == low ? "\(low)" : "\(low) to \(high)"
            let basis = reach["basis"]?.string.map { ", \($0)" } ?? ""
            sentences.append("Reached \(range) people\(basis)")
        }
        let counted = event.elements(of: "count").map { name, value in
            let number = text(of: value).replacing("..", with: " to ")
            return number.isEmpty ? Words.plain(name) : "\(number) \(Words.plain(name))"
        }
        if !counted.isEmpty { sentences.append(counted.joined(separator: ", ")) }
        if let notes = event["outcome_notes"]?.string { sentences.append(notes) }
        return sentences
    }

    /// Fills a draft with what differs from what the event has.
    static func fill(_ draft: inout RecordDraft, _ form: Form) throws {
        try fillReach(&draft, form)
        for what in counts {
            let (name, field) = ("count-\(what)", "count/\(what)")
            let typed = (form[name] ?? "").asTyped
            if typed == text(of: draft.current(field)) { continue }
            guard let range = range(typed) else {
                if typed.isEmpty {
                    try FormFault.of(name) { try draft.put(field, .null) }
                    continue
                }
                throw FormFault(name, "Write a number such as 40, or 38..42.")
            }
            try FormFault.of(name) {
                try draft.put(
                    field, ["high": .integer(range.upperBound), "low": .integer(range.lowerBound)])
            }
        }
        let notes = (form["notes"] ?? "").asTyped.replacing("\r\n", with: "\n")
        if notes != draft.current("outcome_notes")?.string ?? "" {
            try FormFault.of("notes") {
                try draft.put("outcome_notes", notes.isEmpty ? .null : .string(notes))
            }
        }
    }

    private static func fillReach(_ draft: inout RecordDraft, _ form: Form) throws {
        let (low, high) = ((form["low"] ?? "").asTyped, (form["high"] ?? "").asTyped)
        guard !low.isEmpty || !high.isEmpty else { return }
        guard let least = Int64(low.isEmpty ? high : low), least >= 0 else {
            throw FormFault("low", "Write a number, such as 120.")
        }
        guard let most = Int64(high.isEmpty ? low : high), most >= 0 else {
            throw FormFault("high", "Write a number, such as 150.")
        }
        guard least <= most else {
            throw FormFault("high", "This is less than the number before it.")
        }
        let old = draft.current("reach")
        let basis = form["basis"] ?? "estimated"
        if old?["low"]?.integer == least, old?["high"]?.integer ?? least == most,
            old?["basis"]?.string == basis
        {
            return
        }
        try FormFault.of("basis") {
            try draft.put(
                "reach",
                (old ?? .object([])).setting("low", .integer(least)).setting("high", .integer(most))
                    .setting("basis", .string(basis)))
        }
    }

    private static func range(_ text: String) -> ClosedRange<Int64>? {
        let parts = text.replacing("..", with: "-").split(separator: "-")
            .map { Int64($0.trimmingPrefix { $0 == " " }.split(separator: " ").first ?? "") }
        guard (1...2).contains(parts.count), let low = parts[0], let high = parts[parts.count - 1],
            low >= 0, low <= high
        else { return nil }
        return low...high
    }
}

extension Board {
    func reportOutcome(_ visit: BoardVisit) async throws -> Response {
        let (form, log, id) = (visit.form, visit.part("log"), visit.part("id"))
        do {
            let written = try await visit.write { look in
                let event = try look.record("event", log: log, id: id)
                var draft = RecordDraft(of: event)
                try OutcomeInput.fill(&draft, form)
                if !draft.isEmpty, event["status"] != "reported" {
                    try draft.put("status", "reported")
                }
                return BoardWrite(
                    edits: draft.isEmpty ? [] : [draft.edit],
                    result: draft.isEmpty
                        ? look.path(of: event) : "/events/\(event.log)/\(event.id)")
            }
            let isNew = !written.performed.entries.isEmpty
            return .seeOther(written.result + (isNew ? "?done=outcome" : "") + "#outcome")
        } catch let fault as FormFault {
            return try await showEvent(visit, EventFaults(outcome: [fault], sent: form))
        }
    }

    /// POST /events/{log}/{id}/attendance: what was changed on the page, and nothing else: a page
    /// may have been open while somebody else noted the same.
    func noteAttendance(_ visit: BoardVisit) async throws -> Response {
        let (form, log, id) = (visit.form, visit.part("log"), visit.part("id"))
        let written = try await visit.write { look in
            let event = try look.record("event", log: log, id: id)
            let path = "/events/\(event.log)/\(event.id)"
            let edits = try attendanceEdits(form, event, look)
            return BoardWrite(
                edits: edits.isEmpty ? [] : keeping(event, edits),
                result: edits.isEmpty ? look.path(of: event) : path)
        }
        let isNew = !written.performed.entries.isEmpty
        return .seeOther(written.result + (isNew ? "?done=attendance" : "") + "#shifts")
    }

    private func attendanceEdits(
        _ form: Form, _ event: StoredRecord, _ look: BoardLook
    ) throws -> [Edit] {
        let targets = try look.snapshot.shifts(of: event) + [event]
        var edits: [Edit] = []
        for signup in try targets.flatMap({ try look.snapshot.signups(of: $0) }) {
            let (chosen, was) = (form["a-\(signup.record.id)"], form["was-\(signup.record.id)"])
            guard let chosen, let was, chosen != was else { continue }
            var draft = RecordDraft(of: signup.record)
            try FormFault.of("attendance") {
                try draft.put("attendance", chosen.isEmpty ? .null : .string(chosen))
            }
            edits.append(draft.edit)
        }
        var rest = try AttendanceEdits(look.snapshot, target: event)
        if let other = form["other"]?.nonEmpty {
            try rest.mark(volunteer(other, for: event, look, field: "other"), "present")
        }
        if form["rest"] != nil { try rest.markRest("present") }
        let named = Set(edits.map(\.id))
        return edits + rest.edits.filter { !named.contains($0.id) }
    }
}
