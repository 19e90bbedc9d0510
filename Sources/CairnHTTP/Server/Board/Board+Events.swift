internal import CairnModel
internal import CairnStore
internal import Hummingbird

/// The list of events, making one and changing one.
extension Board {
    struct EventsContent {
        let coming: [EventLine]
        let past: [EventLine]
        let undated: [EventLine]
        let eventForm: BoardForm
        let isOpen: Bool

        init(_ look: BoardLook, _ form: BoardForm) throws {
            eventForm = form
            isOpen = form.hasFaults
            coming = try look.events(from: look.today, days: 366, limit: 200)
                .map { try EventLine($0, look) }
            let today = look.today.description
            past = try look.events(from: look.today.adding(days: -366), days: 366, limit: 2_000)
                .filter { !ListBound.reaches($0["when"], from: today) }.suffix(100).reversed().map {
                    try EventLine($0, look)
                }
            undated = try look.undatedEvents(limit: 50).map { try EventLine($0, look) }
        }
    }

    func events(_ visit: BoardVisit) async throws -> Response {
        let id = visit.newID()
        return try await visit.show(.boardEvents, "Events", in: .events) { look in
            try EventsContent(look, EventInput.form(look, id: id))
        }
    }

    /// POST /events: makes the event whose id the form brings along. The same form again makes
    /// nothing; with other words in it, it is asked about.
    func addEvent(_ visit: BoardVisit) async throws -> Response {
        let form = visit.form
        let id = try form.newRecordID()
        do {
            let written = try await visit.write { look in
                let log = try look.chapter(form).id
                var draft = RecordDraft("event", in: log)
                try EventInput(form: form).fill(&draft, look)
                try draft.put("status", "tentative")
                try FormFault.of("title") { try draft.checkComplete() }
                let there = try look.snapshot.record("event", id, in: log)
                let isOther = there.map { old in
                    draft.set.contains {
                        $0.field != "status" && old[$0.field] ?? .null != $0.value
                    }
                }
                if there?.isHidden == false, isOther == true {
                    throw FormFault(
                        "title",
                        "An event was made from this form before. Send it again to make another.")
                }
                return BoardWrite(edits: [draft.edit(id: id)], result: "/events/\(log)/\(id)")
            }
            let isNew = written.performed.results != [.unchanged]
            return .seeOther(written.result + (isNew ? "?done=made" : "?done=again"))
        } catch let fault as FormFault {
            let next = visit.newID()
            return try await visit.show(
                .boardEvents, "Events", in: .events, status: .unprocessableContent
            ) { look in
                // Only a form that was taken before needs another id.
                let isTaken = try look.isEvent(id)
                return try EventsContent(
                    look,
                    EventInput.form(look, id: isTaken ? next : id, sent: form, faults: [fault]))
            }
        }
    }

    /// POST /events/{log}/{id}: changes one.
    func changeEvent(_ visit: BoardVisit) async throws -> Response {
        let form = visit.form
        let (log, id) = (visit.part("log"), visit.part("id"))
        do {
            let written = try await visit.write { look in
                let event = try look.record("event", log: log, id: id)
                var draft = RecordDraft(of: event)
                try EventInput(form: form).fill(&draft, look)
                let changed = draft.set.contains { event[$0.field] ?? .null != $0.value }
                let edits = try FormFault.of("day") { try look.snapshot.edits(of: draft).edits }
                return BoardWrite(
                    edits: changed ? edits : [],
                    result: "/events/\(event.log)/\(event.id)")
            }
            return .seeOther(
                written.performed.entries.isEmpty
                    ? "/events/\(log)/\(id)" : written.result + "?done=saved")
        } catch let fault as FormFault {
            return try await showEvent(visit, .init(change: [fault], sent: form))
        }
    }
}

extension BoardLook {
    /// Whether there is an event of that id in a chapter that this one writes to.
    func isEvent(_ id: RecordID) throws -> Bool {
        try writableChapters.contains { try snapshot.record("event", id, in: $0.id) != nil }
    }

    /// Events without a date that are not over, those of this store's order.
    func undatedEvents(limit: Int) throws -> [StoredRecord] {
        var found: [StoredRecord] = []
        try snapshot.visit(RecordFilter(kind: "event", logs: logs)) { event in
            let isOver = ["held", "reported", "cancelled"].contains(event.status)
            if event["when"] == nil, !isOver, event["series"] == nil { found.append(event) }
            return found.count < limit
        }
        return found
    }
}
