import CairnModel
import CairnStore

/// Changes a date of a series and all after it: the series ends before that date, and a new one
/// goes on from there with what was changed.
struct SeriesSplit {
    let workspace: Workspace

    func split(_ ref: String, _ fill: (inout FieldInput) throws -> Void) throws {
        guard let mark = ref.firstIndex(of: "@") else {
            throw CommandFault.usage(
                "--this-and-following needs the date from which on",
                hint: "name it as \(ref)@2027-01-07; cairn event list shows the dates")
        }
        let id = workspace.newID()
        var changed: (id: RecordID, log: RecordID)?
        try workspace.write { lookup in
            let (event, series) = try lookup.series(String(ref[..<mark]))
            let name = String(ref[ref.index(after: mark)...])
            let date = try lookup.instance(name, of: series, event)
            guard let first = date["recurrence_id"]?.string.flatMap({ series.instance(at: $0) })
            else {
                throw CommandFault.usage(
                    "\(name) was added to the event by itself, no dates follow from it",
                    hint: "change it alone, without --this-and-following")
            }
            var input = FieldInput("event", in: event.log, of: date, lookup)
            try fill(&input)
            let by = try lookup.actor()
            guard let halves = series.split(at: first.recurrenceID) else {
                // It is the first date: the series itself is changed.
                changed = (event.id, event.log)
                var draft = RecordDraft(of: event)
                for (field, value) in input.draft.set { try draft.put(field, value) }
                return Intent(try lookup.snapshot.edits(of: draft).edits, by: by)
            }
            changed = (id, event.log)
            let old = Edit(
                .write, log: event.log, kind: "event", id: event.id,
                set: [("recurrence_rule", .string(halves.before.description))])
            let (moves, staying) = try moves(event, from: first.recurrenceID, to: id, input, lookup)
            let rest = EventSeries(
                id: event.id, zone: series.zone,
                fields: [
                    ("recurrence_rule", .string(halves.after.description)), ("when", first.when),
                ])
            let new = Edit(
                .create, log: event.log, kind: "event", id: id,
                set: try newFields(event, first, rest, input, leaving: staying))
            return Intent([old, new] + moves, by: by)
        }
        guard let changed else { return }
        try workspace.report(
            "event", changed.id, in: changed.log, said: "Changed from that date on:")
    }

    /// The fields of the event that goes on.
    ///
    /// - Parameter staying: dates of the old one that stay with it.
    private func newFields(
        _ event: StoredRecord, _ first: SeriesInstance, _ rest: EventSeries?,
        _ input: FieldInput, leaving staying: [String]
    ) throws -> [(field: String, value: JSON)] {
        let shown = first.fields(series: event.fields, changed: [])
        var fields = Dictionary(shown.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        fields["series"] = nil
        fields["recurrence_id"] = nil
        if let rest { fields["recurrence_rule"] = .string(rest.rule.description) }
        for (field, value) in input.draft.set { fields[field] = value.isNull ? nil : value }
        if let rest, let when = fields["when"], let rule = fields["recurrence_rule"]?.string {
            let isAsked = input.draft.set.contains { $0.field == "recurrence_rule" }
            do {
                let asked = isAsked ? try RecurrenceRule(rule) : nil
                let move = try SeriesMove(rest, when: when, rule: asked)
                fields["when"] = move.new.when
                fields["recurrence_rule"] = .string(move.new.rule.description)
                let skips = event.elements(of: "skip").map(\.name).filter { name in
                    let start = first.recurrenceID.prefix(name.utf8.count)
                    return !name.utf8.lexicographicallyPrecedes(start.utf8)
                }
                for name in skips + staying {
                    if let place = move.place(of: name) { fields["skip/\(place)"] = true }
                }
                let new = EventSeries(
                    id: event.id, zone: rest.zone, fields: fields.map { ($0.key, $0.value) })
                if !input.lookup.options.json { new?.tellDates() }
            } catch { throw error.ofField }
        }
        return fields.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { ($0.key, $0.value) }
    }

    /// What was changed of the later dates goes with them, unless other records name it: then it
    /// stays, and the new event leaves that date out.
    private func moves(
        _ event: StoredRecord, from date: String, to id: RecordID, _ input: FieldInput,
        _ lookup: Lookup
    ) throws -> (edits: [Edit], staying: [String]) {
        var edits: [Edit] = []
        var staying: [String] = []
        let keepsTime = !input.draft.set.contains { $0.field == "when" }
        for record in try lookup.snapshot.records("event", naming: event, in: "series") {
            guard let own = record["recurrence_id"]?.string,
                !own.utf8.lexicographicallyPrecedes(date.utf8)
            else { continue }
            let isNamed = try ["shift", "signup", "task"].contains { kind in
                try !lookup.snapshot.records(kind, naming: record, in: "event").isEmpty
            }
            if isNamed || !keepsTime {
                staying.append(own)
                Console.note(
                    "The date \(own.prefix(10)) was changed by itself and stays as it is.")
                continue
            }
            let set =
                record.fields.map { (field: $0.name, value: $0.value) }
                .filter { $0.field != "series" } + [("series", .string(id.description))]
            edits.append(Edit(.delete, log: record.log, kind: "event", id: record.id))
            edits.append(
                Edit(
                    .create, log: record.log, kind: "event",
                    id: EventSeries.instanceID(series: id.description, recurrenceID: own),
                    set: set))
        }
        return (edits, staying)
    }
}
