internal import CairnModel
internal import CairnStore

/// What a form says of a new task.
enum TaskInput {
    static func form(
        _ look: BoardLook, id: RecordID, sent: Form?, faults: [FormFault]
    ) throws -> BoardForm {
        var form = BoardForm("task", "/tasks", "Add the task", sent: sent, faults: faults)
        form.hide("id", id.description)
        form.line("title", "What is to be done?", isWide: true)
        form.line("due", "By when?", hint: "Such as: fri, +2d, 2026-04-02. May stay empty.")
        let main = look.mainChapter?.id
        let people = try main.map { try look.volunteers(of: $0) } ?? []
        if !people.isEmpty {
            form.choice(
                "volunteer", "Who does it?",
                of: [("", "nobody yet")]
                    + people.map { ($0.id.description, look.snapshot.title(of: $0)) },
                hint: "They are asked, and say yes or no on their own page.")
        }
        let events = try look.events(from: look.today, days: 120, limit: 50)
            .filter { $0.log == main && !$0.isComputed }
        if !events.isEmpty {
            form.choice(
                "event", "For an event?",
                of: [("", "none")]
                    + events.map { event in
                        let day = BoardTime.day(of: event["when"], today: look.today) ?? ""
                        return (event.id.description, "\(look.snapshot.title(of: event)), \(day)")
                    })
        }
        form.tick("claimable", "Anybody may take it")
        if look.writableChapters.count > 1 {
            form.choice(
                "chapter", "Chapter", main?.description ?? "",
                of: look.writableChapters.map {
                    ($0.id.description, look.snapshot.title(of: $0))
                })
        }
        return form
    }

    static func draft(
        _ form: Form, in log: RecordID, _ look: BoardLook
    ) throws -> RecordDraft {
        var draft = RecordDraft("task", in: log)
        guard let title = form["title"]?.asTyped.nonEmpty else {
            throw FormFault("title", "Say in a few words what is to be done.")
        }
        try FormFault.of("title") { try draft.put("title", .string(title)) }
        try draft.put("status", "open")
        if let due = form["due"]?.asTyped.nonEmpty {
            let reader = MomentReader(zone: try look.snapshot.zone(of: log), now: look.now)
            try FormFault.of("due") {
                try draft.put("due", WhenInput(reader: reader).value(start: due))
            }
        }
        if form["claimable"] != nil { try draft.put("claim_policy", "claimable") }
        if let event = form["event"]?.nonEmpty {
            guard let found = RecordID(event),
                try look.snapshot.record("event", found, in: log)?.isHidden == false
            else { throw FormFault("event", "This event belongs to another chapter.") }
            try draft.put("event", .string(event))
        }
        if let id = form["volunteer"]?.nonEmpty {
            guard
                let person = try look.volunteers(of: log).first(where: { $0.id.description == id })
            else { throw FormFault("volunteer", "This volunteer belongs to another chapter.") }
            try look.snapshot.offer(&draft, to: person, now: look.now)
        }
        return draft
    }
}
