package import CairnModel

/// How the fields of a record fit one another and the records around it, each being right in
/// itself.
///
/// This stops a person who is about to write what cannot be meant. Two people who write at the
/// same time may bring it about all the same: after a merge nothing is refused, and `IssueScan`
/// lists it.
extension Snapshot {
    /// Checks an edit that a person made up.
    ///
    /// - Throws: `FieldFault` that names a field.
    package func checkFit(of edit: Edit) throws {
        let record = try record(edit.kind, edit.id, in: edit.log)
        let fit = Fit(edit: edit, record: record)
        switch edit.kind {
        case "chapter": try checkParent(fit)
        case "event":
            try fit.checkInstance()
            try fit.checkPlaces("capacity")
        case "shift": try fit.checkPlaces("max_needed")
        case "volunteer": try fit.checkName()
        default: break
        }
    }

    /// A chapter is not below itself.
    private func checkParent(_ fit: Fit) throws {
        guard fit.writes("parent"), let name = fit["parent"]?.string else { return }
        var seen: Set<RecordID> = []
        var next = RecordName(name)?.id
        while let above = next, seen.insert(above).inserted {
            if above == fit.edit.id {
                throw FieldFault(
                    field: "parent", reason: "that chapter is this one or is below it",
                    hint: "name a chapter that is not below it; cairn chapter tree shows the tree")
            }
            next = try self.record("chapter", above, in: above)?["parent"]?.string
                .flatMap { RecordName($0)?.id }
        }
    }
}

/// A record as it would be after an edit.
private struct Fit {
    let edit: Edit
    /// As it is; nil where it is being made.
    let record: StoredRecord?

    func writes(_ field: String) -> Bool { edit.set.contains { $0.field == field } }

    subscript(field: String) -> JSON? {
        let written = edit.set.last { $0.field == field }?.value
        let value = written ?? record?[field]
        return value?.isNull == true ? nil : value
    }

    /// What says which date of which series a record is, is where its id comes from.
    func checkInstance() throws {
        let fields = ["series", "recurrence_id"]
        guard let field = fields.first(where: writes) else { return }
        if fields.allSatisfy({ self[$0] == nil && record?[$0] == nil }) { return }
        if let series = self["series"]?.string, let start = self["recurrence_id"]?.string,
            EventSeries.instanceID(series: series, recurrenceID: start) == edit.id
        {
            return
        }
        throw FieldFault(
            field: field,
            reason: "\(field) says which date of a series a record is, and cannot be changed",
            hint: "cairn event edit SERIES@2026-04-04 changes one date of a series")
    }

    /// No more people are needed than there are places.
    func checkPlaces(_ places: String) throws {
        guard writes("min_needed") || writes(places), let least = self["min_needed"]?.integer,
            let most = self[places]?.integer, least > most
        else { return }
        throw FieldFault(
            field: "min_needed",
            reason: "min_needed is \(least), but \(places) has places for \(most)",
            hint: "raise \(places), or clear it where there is no limit")
    }

    func checkName() throws {
        let names = ["given_name", "family_name", "preferred_name"]
        let isTouched = record == nil || names.contains(where: writes)
        guard isTouched, names.allSatisfy({ self[$0] == nil }) else { return }
        throw FieldFault(
            code: "missing_value", field: names[0],
            reason: "a volunteer needs a name: given_name, family_name or preferred_name",
            hint: "give one, for example given_name=Ana")
    }
}
