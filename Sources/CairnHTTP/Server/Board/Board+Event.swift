internal import CairnModel
internal import CairnStore
internal import HTTPTypes
internal import Hummingbird

/// One event's page: its shifts and who is signed up, who came, how it went.
extension Board {
    /// What was wrong with a form of the page, to be shown on it.
    struct EventFaults {
        var change: [FormFault] = []
        var shift: [FormFault] = []
        var signup: [FormFault] = []
        var outcome: [FormFault] = []
        var sent: Form?

        /// What was typed into the form that has these faults; nil for one without.
        func sent(_ faults: [FormFault]) -> Form? { faults.isEmpty ? nil : sent }
    }

    /// What an event is.
    struct EventFacts {
        let heading: String
        let when: String
        let place: String?
        let kindOfEvent: String?
        let stage: String?
        let chapterName: String?
        let instructions: String?
        let conflicts: String?

        init(_ event: StoredRecord, _ look: BoardLook) throws {
            let snapshot = look.snapshot
            heading = snapshot.title(of: event)
            when = event["when"].map(MomentText.long) ?? "No date yet"
            let said = event["place"]
            place =
                ["name", "address", "locality", "region"].compactMap { said?[$0]?.string }
                .joined(separator: ", ").nonEmpty
            kindOfEvent = event["type"]?.string.map(Words.plain)
            stage = event.status.map { word in
                EventInput.statuses.first { $0.0 == word }?.1 ?? Words.plain(word)
            }
            chapterName =
                look.isNetwork ? try snapshot.chapter(of: event.log).map(snapshot.title) : nil
            instructions = event["instructions"]?.string
            let open = try snapshot.openConflicts(of: event).count
            conflicts =
                open == 0 ? nil : "\(Words.count(open, "value")) written differently by two people"
        }
    }

    struct EventContent {
        let facts: EventFacts
        let path: String
        let blocks: [SignupBlock]
        let others: [BoardField.Choice]
        let takesAttendance: Bool
        let tasks: [TaskLine]
        let outcome: [String]
        let mayWrite: Bool
        let changeForm: BoardForm
        let isChanging: Bool
        let shiftForm: BoardForm
        let isAddingShift: Bool
        let signupForm: BoardForm?
        let outcomeForm: BoardForm
        let isReporting: Bool

        init(_ event: StoredRecord, _ look: BoardLook, shiftID: RecordID, _ faults: EventFaults)
            throws
        {
            let snapshot = look.snapshot
            facts = try EventFacts(event, look)
            path = look.path(of: event)
            mayWrite = look.viewer.mayWrite(event.log)
            let shifts = try snapshot.shifts(of: event)
            blocks = try SignupBlock.all(event, shifts, look)
            let people = try look.volunteers(of: event.log)
            others = people.map {
                BoardField.Choice(
                    value: $0.id.description, label: snapshot.title(of: $0), isChosen: false)
            }
            takesAttendance = mayWrite && Self.hasBegun(event, look)
            tasks = try snapshot.records("task", naming: event, in: "event")
                .map { try TaskLine($0, look, people: []) }
            outcome = OutcomeInput.sentences(of: event)
            isChanging = !faults.change.isEmpty
            isAddingShift = !faults.shift.isEmpty
            isReporting = !faults.outcome.isEmpty
            changeForm = EventInput.form(
                of: event, look, sent: faults.sent(faults.change), faults: faults.change)
            shiftForm = ShiftInput.form(
                of: event, path, id: shiftID, sent: faults.sent(faults.shift),
                faults: faults.shift)
            signupForm = SignupInput.form(
                event, shifts, people, path, look, sent: faults.sent(faults.signup),
                faults: faults.signup)
            outcomeForm = OutcomeInput.form(
                of: event, path, sent: faults.sent(faults.outcome), faults: faults.outcome)
        }

        /// Whether its day has come; what has no day may have been at any time.
        private static func hasBegun(_ event: StoredRecord, _ look: BoardLook) -> Bool {
            guard let start = event["when"]?.startText else {
                return true
            }
            let zone = event["when"]?["tz"]?.string ?? look.zone
            let day = start.utf8.prefix(10)
            return !Zone.local(zone, look.now).utf8.prefix(day.count).lexicographicallyPrecedes(day)
        }
    }

    func event(_ visit: BoardVisit) async throws -> Response {
        try await showEvent(visit, EventFaults())
    }

    func showEvent(_ visit: BoardVisit, _ faults: EventFaults) async throws -> Response {
        let (log, id, shiftID) = (visit.part("log"), visit.part("id"), visit.newID())
        let hasFaults = faults.sent != nil
        let notice = try await notice(visit)
        return try await visit.show(
            .boardEvent, "Event", in: .events, status: hasFaults ? .unprocessableContent : .ok,
            notice: notice
        ) { look in
            try EventContent(
                look.record("event", log: log, id: id), look, shiftID: shiftID, faults)
        }
    }

    /// What was done: of a signup what should be known of it, of an event how its time was read.
    private func notice(_ visit: BoardVisit) async throws -> String? {
        let codes = (visit.query("note") ?? "").split(separator: ",").compactMap {
            SignupCode(rawValue: String($0))?.text
        }
        if !codes.isEmpty { return "Signed up. Good to know: \(codes.joined(separator: "; "))." }
        let done = visit.query("done")
        guard done == "made" || done == "saved" else { return nil }
        let (log, id) = (visit.part("log"), visit.part("id"))
        let when = try await visit.read { look in
            try look.record("event", log: log, id: id)["when"]
        }
        let said = done == "made" ? "The event is there." : "Saved."
        guard let when else { return said }
        let remarks = MomentText.clockRemarks(when).map {
            " \($0.prefix(1).uppercased() + $0.dropFirst())."
        }
        return "\(said) Its time is read as \(MomentText.long(when)).\(remarks.joined())"
    }

    // MARK: The sheet for the door

    struct SheetContent {
        let heading: String
        let when: String
        let path: String
        let blocks: [SignupBlock]
        /// Lines for whoever comes without a signup.
        let empty: [Int]
    }

    /// GET /events/{log}/{id}/sheet: to be printed and ticked at the door. Names as everywhere
    /// else, and no way to reach anybody.
    func sheet(_ visit: BoardVisit) async throws -> Response {
        let (log, id) = (visit.part("log"), visit.part("id"))
        return try await visit.show(.boardSheet, "Sign-in sheet", in: .events) { look in
            let event = try look.record("event", log: log, id: id)
            return SheetContent(
                heading: look.snapshot.title(of: event),
                when: event["when"].map(MomentText.long) ?? "No date yet",
                path: look.path(of: event),
                blocks: try SignupBlock.all(event, look.snapshot.shifts(of: event), look)
                    .filter { !$0.people.isEmpty || $0.isShift },
                empty: Array(1...8))
        }
    }
}
