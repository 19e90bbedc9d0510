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
            let date = String(ref[ref.index(after: mark)...])
            let first = try lookup.instance(date, of: series, event)
            var input = FieldInput("event", in: event.log, of: try lookup.instance(ref), lookup)
            try fill(&input)
            let by = try lookup.actor()
            guard let halves = series.split(at: first.recurrenceID) else {
                // It is the first date: the series itself is changed.
                changed = (event.id, event.log)
                let edit = Edit(
                    .write, log: event.log, kind: "event", id: event.id, set: input.draft.set)
                return Intent([edit], by: by)
            }
            changed = (id, event.log)
            let old = Edit(
                .write, log: event.log, kind: "event", id: event.id,
                set: [("recurrence_rule", .string(halves.before.description))])
            let new = Edit(
                .create, log: event.log, kind: "event", id: id,
                set: newFields(event, first, halves.after, input))
            let moves = try moves(event, from: first.recurrenceID, to: id, input, lookup)
            return Intent([old, new] + moves, by: by)
        }
        guard let changed else { return }
        try workspace.report(
            "event", changed.id, in: changed.log, said: "Changed from that date on:")
    }

    /// The fields of the event that goes on.
    private func newFields(
        _ event: StoredRecord, _ first: SeriesInstance, _ rule: RecurrenceRule,
        _ input: FieldInput
    ) -> [(field: String, value: JSON)] {
        let shown = first.fields(series: event.fields, changed: [])
        var fields = Dictionary(shown.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        fields["series"] = nil
        fields["recurrence_id"] = nil
        fields["recurrence_rule"] = .string(rule.description)
        for (field, value) in input.draft.set { fields[field] = value.isNull ? nil : value }
        let shift = Self.shift(first, fields["when"])
        for (name, value) in event.elements(of: "skip") {
            if let moved = shift(name),
                !name.utf8.lexicographicallyPrecedes(
                    first.recurrenceID.prefix(name.utf8.count).utf8)
            {
                fields["skip/\(moved)"] = value
            }
        }
        return fields.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { ($0.key, $0.value) }
    }

    /// A date of the old series as the new one has it, whose time of day may be another.
    private static func shift(
        _ first: SeriesInstance, _ when: JSON?
    ) -> (String) -> String? {
        let start = (when?["start"] ?? when?["date"])?.string ?? first.recurrenceID
        let time = start.utf8.count > 10 ? String(start.suffix(6)) : "T00:00"
        // Where the day changes as well, dates that were left out mean nothing any more.
        guard start.prefix(10) == first.recurrenceID.prefix(10) else { return { _ in nil } }
        return { name in name.utf8.count > 10 ? String(name.prefix(10)) + time : name }
    }

    /// What was changed of the later dates goes with them, unless other records name it.
    private func moves(
        _ event: StoredRecord, from date: String, to id: RecordID, _ input: FieldInput,
        _ lookup: Lookup
    ) throws -> [Edit] {
        var edits: [Edit] = []
        let keepsTime = !input.draft.set.contains { $0.field == "when" }
        for record in try lookup.snapshot.records("event", naming: event, in: "series") {
            guard let own = record["recurrence_id"]?.string,
                !own.utf8.lexicographicallyPrecedes(date.utf8)
            else { continue }
            let isNamed = try ["shift", "signup", "task"].contains { kind in
                try !lookup.snapshot.records(kind, naming: record, in: "event").isEmpty
            }
            if isNamed || !keepsTime {
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
        return edits
    }
}
