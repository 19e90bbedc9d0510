package import CairnModel

extension Snapshot {
    /// A plan in which the changed dates of series are those that are here, also where the file
    /// has the series at another time and so calls them otherwise.
    package func recognizing(_ plan: ImportPlan) throws -> ImportPlan {
        var plan = plan
        var known: [RecordID: [String: String]] = [:]
        for (index, (_, edit)) in plan.edits.enumerated() {
            guard let (series, name) = Self.date(edit),
                try record("event", edit.id, in: edit.log) == nil
            else { continue }
            let dates = try known[series] ?? places(in: series, plan, log: edit.log)
            known[series] = dates
            guard let own = dates[name] else { continue }
            let id = EventSeries.instanceID(series: series.description, recurrenceID: own)
            let set = edit.set.map { field, value in
                (field: field, value: field == "recurrence_id" ? .string(own) : value)
            }
            plan.edits[index].edit = Edit(
                .create, log: edit.log, kind: edit.kind, id: id, set: set)
        }
        return plan
    }

    /// The series of which an edit makes a date, and how it calls that.
    private static func date(_ edit: Edit) -> (series: RecordID, name: String)? {
        func text(_ field: String) -> String? {
            edit.set.first { $0.field == field }?.value.string
        }
        guard edit.kind == "event", let series = text("series").flatMap({ RecordID($0) }),
            let name = text("recurrence_id")
        else { return nil }
        return (series, name)
    }

    /// The `recurrence_id` of each date with a record, by the place that it has in the series as a
    /// plan has it.
    private func places(
        in series: RecordID, _ plan: ImportPlan, log: RecordID
    ) throws -> [String: String] {
        guard let event = try record("event", series, in: log), let old = try self.series(of: event)
        else { return [:] }
        let set = plan.edits.first { $0.edit.id == series }?.edit.set ?? []
        func value(_ field: String) -> JSON? {
            set.first { $0.field == field }?.value ?? event[field]
        }
        let text = value("recurrence_rule")?.string
        let rule = text == event["recurrence_rule"]?.string ? nil : text
        guard let when = value("when"),
            let move = try? SeriesMove(
                old, when: when, rule: rule.flatMap { try? RecurrenceRule($0) })
        else { return [:] }
        let dates = try records("event", naming: event, in: "series")
            .compactMap { move.standing(of: $0.fields) }
        let going = move.places(of: dates.filter { !$0.hasOwnTime }.map { ($0.id, $0.name) })
        let staying = dates.filter(\.hasOwnTime).compactMap { date in
            move.place(of: date.name).map { ($0, date.id) }
        }
        return Dictionary(
            staying + going.map { ($0.value, $0.key) }, uniquingKeysWith: { $1 })
    }
}
