package import CairnModel

/// What became of a series whose start or rule was changed, for the person who did.
package struct SeriesChange: Sendable {
    /// The series as it is now.
    package let series: EventSeries
    /// Dates that somebody had given another time of their own, which stay there.
    package let kept: [String]
}

extension Snapshot {
    /// The edits of a draft; of an event that repeats and gets another start or rule also those of
    /// what goes along with it: the days of its rule, the dates that are left out, and the dates
    /// that were changed by themselves.
    ///
    /// A changed date keeps its record, so that whoever signed up for it stays so: it gets the
    /// time that the series would give it, and the series leaves that out.
    ///
    /// - Throws: `FieldFault` where the rule and the start do not go together.
    package func edits(
        of draft: RecordDraft
    ) throws -> (edits: [Edit], change: SeriesChange?) {
        let touches = draft.set.contains { $0.field == "when" || $0.field == "recurrence_rule" }
        guard touches, draft.kind.name == "event", let record = draft.record, !record.isComputed,
            let when = draft.current("when"), !when.isNull,
            let text = draft.current("recurrence_rule")?.string,
            let rule = try? RecurrenceRule(text)
        else { return ([draft.edit], nil) }
        // A body that says all again asks for nothing with what it leaves as it is.
        let asked = record["recurrence_rule"]?.string == text ? nil : rule
        var draft = draft
        do {
            guard let old = try series(of: record) else {
                let zone = try zone(of: record.log)
                let new = try SeriesMove.settled(id: record.id, zone: zone, rule: rule, when: when)
                try draft.put("when", new.when)
                return ([draft.edit], SeriesChange(series: new, kept: []))
            }
            if asked == nil, when == record["when"] { return ([draft.edit], nil) }
            let move = try SeriesMove(old, when: when, rule: asked)
            return try edits(of: draft, record, move)
        } catch let fault as RecurrenceFault {
            throw fault.ofField
        }
    }

    private func edits(
        of draft: RecordDraft, _ series: StoredRecord, _ move: SeriesMove
    ) throws -> (edits: [Edit], change: SeriesChange?) {
        var draft = draft
        try draft.put("when", move.new.when)
        try draft.put("recurrence_rule", .string(move.new.rule.description))
        for (name, value) in series.elements(of: "skip") where draft.isUnsaid("skip/\(name)") {
            guard let place = move.place(of: name), place != name else { continue }
            try draft.put("skip/\(name)", .null)
            try draft.put("skip/\(place)", value)
        }
        var edits: [Edit] = []
        var kept: [String] = []
        for date in try records("event", naming: series, in: "series") {
            guard let (name, hasOwnTime) = place(of: date, move),
                let place = move.place(of: name), place != name
            else { continue }
            try draft.put("skip/\(place)", true)
            if hasOwnTime {
                kept.append(name)
            } else if let instance = move.instance(at: place) {
                var own = RecordDraft(of: date)
                try own.put("when", instance.when)
                edits.append(own.edit)
            }
        }
        return ([draft.edit] + edits, SeriesChange(series: move.new, kept: kept))
    }

    /// The date of a series that a record of its own stands for, and whether that has a time which
    /// the series did not give it; nil for a date that was added to the series.
    private func place(
        of date: StoredRecord, _ move: SeriesMove
    ) -> (name: String, hasOwnTime: Bool)? {
        guard let name = date["recurrence_id"]?.string else { return nil }
        if move.had(name) { return (name, date["when"] != nil) }
        // It went along with the series before.
        guard let start = (date["when"]?["start"] ?? date["when"]?["date"])?.string,
            let time = move.recurrenceID(of: start)
        else { return nil }
        return (time, false)
    }
}
