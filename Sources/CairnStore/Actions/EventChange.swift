package import CairnModel

/// What goes along where an event moves or repeats otherwise, for the person who did that.
package struct EventChange: Sendable {
    /// When the first dates of an event that repeats are now, four at most; empty where neither
    /// its start nor its rule changed.
    package var dates: [JSON] = []
    /// Dates that somebody had given another time of their own, which stay there.
    package var kept: [String] = []
    /// How many shifts move.
    package var shifts = 0
}

extension Snapshot {
    /// The edits of a draft; of an event that gets another start or rule also those of what goes
    /// along with it: its shifts, and where it repeats the days of its rule, the dates that are
    /// left out, and those that were changed by themselves.
    ///
    /// A changed date keeps its record, so that whoever signed up for it stays so: it gets the
    /// time that the series would give it, and the series leaves that out.
    ///
    /// - Throws: `FieldFault` where the rule and the start do not go together.
    package func edits(of draft: RecordDraft) throws -> (edits: [Edit], change: EventChange) {
        guard draft.kind.name == "event", draft.record != nil else {
            return ([draft.edit], EventChange())
        }
        var (drafts, change) = try seriesDrafts(of: draft)
        let shifts = try drafts.flatMap { try shiftDrafts(movedBy: $0) }
        change.shifts = shifts.count
        return ((drafts + shifts).map(\.edit), change)
    }

    /// The shifts on the days of an event that a draft gives another start.
    private func shiftDrafts(movedBy draft: RecordDraft) throws -> [RecordDraft] {
        guard let event = draft.record,
            let move = WhenMove(from: try shown(event)["when"], to: draft.current("when"))
        else { return [] }
        let zone = try zone(of: event.log)
        return try shifts(of: event).compactMap { shift in
            guard let when = shift["when"].flatMap({ move.moved($0, zone: zone) }) else {
                return nil
            }
            var draft = RecordDraft(of: shift)
            try draft.put("when", when)
            return draft
        }
    }

    private func seriesDrafts(
        of draft: RecordDraft
    ) throws -> (drafts: [RecordDraft], change: EventChange) {
        let touches = draft.set.contains { $0.field == "when" || $0.field == "recurrence_rule" }
        guard touches, let record = draft.record, !record.isComputed,
            let when = draft.current("when"), !when.isNull,
            let text = draft.current("recurrence_rule")?.string,
            let rule = try? RecurrenceRule(text)
        else { return ([draft], EventChange()) }
        // A body that says all again asks for nothing with what it leaves as it is.
        let asked = record["recurrence_rule"]?.string == text ? nil : rule
        var draft = draft
        do {
            guard let old = try series(of: record) else {
                let zone = try zone(of: record.log)
                let new = try SeriesMove.settled(id: record.id, zone: zone, rule: rule, when: when)
                try draft.put("when", new.when)
                return ([draft], EventChange(dates: try firstDates([draft])))
            }
            if asked == nil, when == record["when"] { return ([draft], EventChange()) }
            return try seriesDrafts(of: draft, record, SeriesMove(old, when: when, rule: asked))
        } catch let fault as RecurrenceFault {
            throw fault.ofField
        }
    }

    private func seriesDrafts(
        of draft: RecordDraft, _ series: StoredRecord, _ move: SeriesMove
    ) throws -> (drafts: [RecordDraft], change: EventChange) {
        var draft = draft
        try draft.put("when", move.new.when)
        try draft.put("recurrence_rule", .string(move.new.rule.description))
        let dates = try records("event", naming: series, in: "series").compactMap { record in
            move.standing(of: record.fields).map { (record: record, standing: $0) }
        }
        let standing = dates.map(\.standing)
        let going = standing.filter { !$0.hasOwnTime }
        try moveSkips(
            of: series, &draft, move, freed: Set(going.filter { $0.name != $0.id }.map(\.name)))
        var (drafts, change) = ([RecordDraft](), EventChange())
        change.kept = standing.filter(\.hasOwnTime).map(\.name)
            .filter { name in move.place(of: name).map { $0 != name } ?? false }
        for name in change.kept {
            if let place = move.place(of: name) { try draft.put("skip/\(place)", true) }
        }
        let places = move.places(of: going.map { ($0.id, $0.name) })
        for (record, standing) in dates where !standing.hasOwnTime {
            guard let place = places[standing.id], let new = move.instance(at: place),
                place != standing.id || record["when"] != nil
            else { continue }
            if place != standing.id { try draft.put("skip/\(place)", true) }
            var own = RecordDraft(of: record)
            try own.put("when", new.when)
            drafts.append(own)
        }
        drafts.insert(draft, at: 0)
        change.dates = try firstDates(drafts)
        return (drafts, change)
    }

    /// Moves what a series leaves out.
    ///
    /// - Parameter freed: dates that it left out for others that stood in their place.
    private func moveSkips(
        of series: StoredRecord, _ draft: inout RecordDraft, _ move: SeriesMove, freed: Set<String>
    ) throws {
        for (name, value) in series.elements(of: "skip") where draft.isUnsaid("skip/\(name)") {
            let place = freed.contains(name) ? nil : move.place(of: name) ?? name
            if place == name { continue }
            try draft.put("skip/\(name)", .null)
            // A date that there was before does not go because another one was left out.
            if let place, !move.had(place) { try draft.put("skip/\(place)", value) }
        }
    }

    /// When the first dates of a series are with what drafts of it and of its dates say, the
    /// draft of the series being the first.
    private func firstDates(_ drafts: [RecordDraft]) throws -> [JSON] {
        guard let draft = drafts.first, let event = draft.record else { return [] }
        var fields = Dictionary(
            event.fields.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        for (field, value) in draft.set { fields[field] = value }
        let all = fields.map { (name: $0.key, value: $0.value) }
        guard let series = EventSeries(id: event.id, zone: try zone(of: event.log), fields: all)
        else { return [] }
        let changed = try records("event", naming: event, in: "series")
        let ids = Set(changed.map(\.id))
        let own = changed.compactMap { date in
            drafts.first { $0.record?.id == date.id }?.current("when") ?? date["when"]
                ?? date["recurrence_id"]?.string.flatMap { series.instance(at: $0)?.when }
        }
        let plain = series.instances(from: nil, before: "9999", limit: 4 + changed.count)
            .filter { !ids.contains($0.id) }.map(\.when)
        func start(_ when: JSON) -> String { when.startText ?? "~" }
        let sorted = (plain + own).sorted {
            start($0).utf8.lexicographicallyPrecedes(start($1).utf8)
        }
        return Array(sorted.prefix(4))
    }
}
