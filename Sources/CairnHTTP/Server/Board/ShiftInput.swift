internal import CairnModel
internal import CairnStore
internal import Hummingbird

/// Shifts and signups of an event.
enum ShiftInput {
    static func form(
        of event: StoredRecord, _ path: String, id: RecordID, sent: Form?, faults: [FormFault]
    ) -> BoardForm {
        var form = BoardForm("shift", "\(path)/shifts", "Add the shift", sent: sent, faults: faults)
        form.hide("id", id.description)
        form.line("label", "What do people do in it?", hint: "Such as: greeter, clean up")
        form.line("from", "From", type: "time")
        form.line("until", "Until", type: "time")
        form.line("need", "How many are needed?", inputMode: "numeric")
        form.line("places", "How many have a place?", inputMode: "numeric")
        return form
    }

    /// A draft of the shift that a form describes.
    static func draft(
        _ form: Form, for event: StoredRecord, _ look: BoardLook
    ) throws -> RecordDraft {
        var draft = RecordDraft("shift", in: event.log)
        try draft.put("event", .string(event.id.description))
        try draft.put("status", "open")
        guard let label = form["label"]?.asTyped.nonEmpty else {
            throw FormFault("label", "Say in a word what people do in it.")
        }
        try FormFault.of("label") { try draft.put("label", .string(label)) }
        for (name, field) in [("need", "min_needed"), ("places", "max_needed")] {
            guard let text = form[name]?.asTyped.nonEmpty else { continue }
            guard let number = Int64(text), number >= 0 else {
                throw FormFault(name, "Write a number, such as 3.")
            }
            try FormFault.of(name) { try draft.put(field, .integer(number)) }
        }
        if let from = form["from"]?.asTyped.nonEmpty {
            let until = form["until"]?.asTyped.nonEmpty
            let day = event["when"]?.startText ?? ""
            guard day.utf8.count >= 10 else {
                throw FormFault("from", "The event has no day yet. Give it one first.")
            }
            let input = WhenInput(
                around: event["when"], zone: try look.snapshot.zone(of: event.log), now: look.now)
            try FormFault.of("from") {
                try draft.put("when", input.value(start: from, end: until))
            }
        } else if form["until"]?.asTyped.nonEmpty != nil {
            throw FormFault("from", "Say when it begins as well.")
        }
        return draft
    }
}

enum SignupInput {
    /// The form that signs somebody up; nil where nobody's name may be seen.
    static func form(
        _ event: StoredRecord, _ shifts: [StoredRecord], _ people: [StoredRecord],
        _ path: String, _ look: BoardLook, sent: Form?, faults: [FormFault]
    ) -> BoardForm? {
        guard !people.isEmpty else { return nil }
        var form = BoardForm("signup", "\(path)/signups", "Sign up", sent: sent, faults: faults)
        form.choice(
            "volunteer", "Who?",
            of: [("", "choose one")]
                + people.map { ($0.id.description, look.snapshot.title(of: $0)) })
        if !shifts.isEmpty {
            form.choice(
                "shift", "For which shift?",
                of: shifts.map { shift in
                    let hours = BoardTime.hours(of: shift["when"]).map { ", \($0)" } ?? ""
                    return (shift.id.description, look.snapshot.title(of: shift) + hours)
                })
        }
        return form
    }
}

extension Board {
    func addShift(_ visit: BoardVisit) async throws -> Response {
        let (form, log, event) = (visit.form, visit.part("log"), visit.part("id"))
        let id = try form.newRecordID()
        do {
            let written = try await visit.write { look in
                let event = try look.record("event", log: log, id: event)
                let draft = try ShiftInput.draft(form, for: event, look)
                try FormFault.of("need") { try look.snapshot.checkFit(of: draft.edit(id: id)) }
                return BoardWrite(
                    edits: keeping(event, [draft.edit(id: id)]),
                    result: "/events/\(event.log)/\(event.id)")
            }
            return .seeOther("\(written.result)?done=shift#shifts")
        } catch let fault as FormFault {
            return try await showEvent(visit, EventFaults(shift: [fault], sent: form))
        }
    }

    func addSignup(_ visit: BoardVisit) async throws -> Response {
        let (form, log, event) = (visit.form, visit.part("log"), visit.part("id"))
        do {
            let written = try await visit.write { look in
                let event = try look.record("event", log: log, id: event)
                let target = try target(form["shift"], of: event, look)
                let person = try volunteer(form["volunteer"], for: event, look)
                let codes = try look.snapshot.signupCodes(
                    of: person, for: target, isOwn: false, now: look.now)
                var (id, draft) = try look.snapshot.signupDraft(of: person, for: target)
                try draft.put("rsvp", "registered")
                return BoardWrite(
                    edits: keeping(event, [draft.edit(id: id)]),
                    result: (
                        path: "/events/\(event.log)/\(event.id)", codes: codes.filter { $0 != .ok }
                    ))
            }
            let (path, codes) = written.result
            let note = codes.map(\.rawValue).joined(separator: ",")
            return .seeOther("\(path)?done=signup\(note.isEmpty ? "" : "&note=\(note)")#shifts")
        } catch let fault as FormFault {
            return try await showEvent(visit, EventFaults(signup: [fault], sent: form))
        }
    }

    private func target(
        _ id: String?, of event: StoredRecord, _ look: BoardLook
    ) throws -> StoredRecord {
        let shifts = try look.snapshot.shifts(of: event)
        if shifts.isEmpty { return event }
        guard let shift = shifts.first(where: { $0.id.description == id }) else {
            throw FormFault("shift", "Choose a shift.")
        }
        return shift
    }

    func volunteer(
        _ id: String?, for record: StoredRecord, _ look: BoardLook, field: String = "volunteer"
    ) throws -> StoredRecord {
        guard
            let found = try look.volunteers(of: record.log).first(where: { $0.id.description == id }
            )
        else { throw FormFault(field, "Choose somebody.") }
        return found
    }

    /// Edits of what belongs to an event; a date of a series gets its record with them.
    func keeping(_ event: StoredRecord, _ edits: [Edit]) -> [Edit] {
        event.isComputed ? [RecordDraft(of: event).edit] + edits : edits
    }
}
