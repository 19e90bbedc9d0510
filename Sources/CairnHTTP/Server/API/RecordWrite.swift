internal import CairnModel
internal import CairnStore

/// Turns bodies into edits of one state of the store.
struct RecordWrite {
    let sight: Sight
    let kind: KindSpec

    init(_ sight: Sight, _ collection: Collection) {
        (self.sight, kind) = (sight, collection.kind)
    }

    private var snapshot: Snapshot { sight.snapshot }

    // MARK: Changing

    /// Fields of which the id of a record is derived: they stay as they are.
    private static let fixed: [String: [String]] = [
        "signup": ["shift", "event", "volunteer"], "event": ["series", "recurrence_id"],
    ]

    /// What a merge patch of a record comes to, with what goes along where a series gets another
    /// start.
    func patch(_ record: StoredRecord, _ body: JSON) throws -> [Edit] {
        for (name, value) in [("id", record.id), ("log", record.log)] {
            if let said = body[name], said != .string(value.description) {
                throw Problem.invalid("\(name) cannot be changed", field: name)
            }
        }
        var reader = try reader(record.log, current: record)
        try reader.read(body)
        for name in Self.fixed[kind.name] ?? [] where reader.set.contains(where: { $0.0 == name }) {
            throw Problem.invalid("\(name) cannot be changed", field: name)
        }
        // A date of a series gets its record with its first change.
        if record.isComputed, reader.set.isEmpty { return [] }
        var draft = RecordDraft(of: record)
        do {
            for (field, value) in reader.set { try draft.put(field, value) }
            let edits = try snapshot.edits(of: draft).edits
            for edit in edits { try snapshot.checkFit(of: edit) }
            return edits
        } catch let fault as FieldFault { throw Problem(fault, in: kind) }
    }

    private func reader(_ log: RecordID, current: StoredRecord?) throws -> RecordBody {
        let references = References(sight: sight, log: log, isPeopleLog: kind.isPersonal)
        return RecordBody(
            kind, zone: try snapshot.zone(of: log), current: current, resolve: references.name)
    }

    /// An edit, and before it what makes the dates of series that it names and that have no
    /// record yet.
    func withDates(_ edit: Edit) throws -> [Edit] {
        let dates = try edit.set.flatMap { field, value -> [Edit] in
            guard kind.field(field)?.type.isReference == "event",
                let name = value.string.flatMap({ RecordName($0) }), name.log == nil,
                let date = try sight.records("event", name.id).first(where: {
                    $0.log == edit.log
                })
            else { return [] }
            return RecordDraft.making(date)
        }
        return dates + [edit]
    }

    // MARK: Making

    /// What a new record of a kind has where its body says nothing of it.
    static func initial(_ kind: KindSpec) -> (field: String, value: JSON)? {
        if kind.name == "signup" { return ("rsvp", "registered") }
        guard let word = kind.field("status")?.absent else { return nil }
        return ("status", .string(word))
    }

    /// What a body for a new record comes to. Where the record is there already with what the
    /// body says, the edit changes nothing.
    func creation(_ body: JSON, newID: RecordID) throws -> Edit {
        let said = try saidID(body)
        let log: RecordID
        if kind.name == "chapter" {
            log = said ?? newID
            guard sight.viewer.mayWrite(log) else { throw Problem.forbidden }
        } else {
            log = try LogChoice(sight, kind).log(for: body)
        }
        var reader = try reader(log, current: nil)
        try reader.read(body)
        if let (field, value) = Self.initial(kind), body[field] == nil {
            try reader.put(field, value)
        }
        try reader.checkComplete()
        let set = reader.set
        let derived = try derivedID(set)
        if let derived, let said, said != derived {
            throw Problem.invalid("id is derived for such a record: leave it out", field: "id")
        }
        let edit = Edit(
            .create, log: log, kind: kind.name, id: derived ?? said ?? newID, set: set)
        try checkRepetition(edit, isDerived: derived != nil)
        return try fitting(edit)
    }

    /// The edit, where it leaves a record that goes together.
    private func fitting(_ edit: Edit) throws -> Edit {
        do {
            try snapshot.checkFit(of: edit)
            return edit
        } catch let fault as FieldFault {
            throw Problem(fault, in: kind)
        }
    }

    /// The id that the client gives, so that a request sent twice is one action.
    private func saidID(_ body: JSON) throws -> RecordID? {
        guard let value = body["id"], !value.isNull else { return nil }
        guard let id = value.string.flatMap({ RecordID($0) }),
            kind.name == "chapter" || id.description.utf8.dropFirst(14).first == 0x37
                || ["signup", "event"].contains(kind.name)
        else {
            throw Problem.invalid("id is a UUID of version 7 in small letters", field: "id")
        }
        return id
    }

    /// Of a record that must exist once for its parents.
    private func derivedID(_ set: [(field: String, value: JSON)]) throws -> RecordID? {
        func text(_ field: String) -> String? { set.last { $0.field == field }?.value.string }
        if kind.name == "signup", let target = text("shift") ?? text("event"),
            let volunteer = text("volunteer")
        {
            return RecordID(target.suffix(36)).map { Snapshot.signupID(of: volunteer, for: $0) }
        }
        guard kind.name == "event", let series = text("series"),
            let recurrenceID = text("recurrence_id")
        else { return nil }
        return EventSeries.instanceID(series: series, recurrenceID: recurrenceID)
    }

    /// Refuses an id that stands for something else already.
    private func checkRepetition(_ edit: Edit, isDerived: Bool) throws {
        guard let record = try snapshot.record(edit.kind, edit.id, in: edit.log) else { return }
        if record.isHidden {
            if isDerived { return }
            throw Problem.conflict("deleted", "the record with this id was deleted")
        }
        func holds(_ value: (String) -> JSON?) -> Bool {
            edit.set.allSatisfy { $0.value.isNull || value($0.field) == $0.value }
        }
        if holds({ record[$0] }) { return }
        // Somebody may have changed it since it was made by this very request.
        let first = try snapshot.history(of: record).first?.changes ?? []
        if holds({ field in first.first { $0.field == field }?.after }) { return }
        throw Problem.conflict("exists", "another record has this id already")
    }
}
