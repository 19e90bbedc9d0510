import CairnModel
import CairnStore

/// The fields that a command sets on one record, each checked as it is given.
struct FieldInput {
    let lookup: Lookup
    var draft: RecordDraft

    var log: RecordID { draft.log }
    /// The record as it is; nil where it is being made.
    var record: StoredRecord? { draft.record }

    init(_ kind: String, in log: RecordID, of record: StoredRecord? = nil, _ lookup: Lookup) {
        self.init(RecordDraft(kind, in: log, of: record), lookup)
    }

    init(_ draft: RecordDraft, _ lookup: Lookup) {
        (self.draft, self.lookup) = (draft, lookup)
    }

    /// The value that a field has, or is about to get.
    func current(_ field: String) -> JSON? { draft.current(field) }

    /// Sets a field to a value.
    mutating func put(_ field: String, _ value: JSON) throws { try draft.put(field, value) }

    /// Sets a field, or with `place.locality` a member, to what a text says; nil leaves it alone.
    mutating func read(_ field: String, _ text: String?) throws {
        guard let text else { return }
        try read(["\(field)=\(text)"])
    }

    /// Sets an element for each text.
    mutating func read(set name: String, _ elements: [String]) throws {
        try read(elements.map { "\(name)/\($0)=true" })
    }

    /// Takes `field=value` words as a person types them; what they say of one field goes together.
    mutating func read(_ assignments: [String]) throws {
        for assignment in assignments where !assignment.contains("=") {
            throw CommandFault.usage(
                "\"\(assignment)\" is not of the form field=value",
                hint: "for example \(draft.kind.exampleAssignment(near: assignment)); "
                    + "quote what has spaces")
        }
        let (lookup, log) = (lookup, log)
        let times = try times()
        let reader = FieldReader(
            kind: draft.kind,
            readMoment: {
                let moment = try times.moment($0)
                return (moment.localText, moment.zone)
            },
            resolve: { try lookup.snapshot.name(of: lookup.find($1, $0), from: log) })
        for (field, value) in try reader.read(assignments, current: { current($0) }) {
            if ["when", "due", "start_on"].contains(field) {
                try putMoment(field, value)
            } else {
                try put(field, value)
            }
        }
    }

    /// Reads times; of a shift that has none yet a time alone is on the day of its event.
    private func times() throws -> WhenInput {
        guard draft.kind.name == "shift", current("when") == nil,
            let id = current("event")?.string.flatMap({ RecordName($0)?.id }),
            let event = try lookup.handedOut.dates.first(where: { $0.id == id })
                ?? lookup.snapshot.record("event", id, in: log).map({
                    try lookup.snapshot.shown($0)
                })
        else { return WhenInput(reader: try lookup.moments(log)) }
        return try lookup.timing(around: event["when"], log)
    }

    /// Sets a time, and says how the words for it were read.
    mutating func putMoment(_ field: String, _ value: JSON) throws {
        try put(field, value)
        let reading = MomentText.long(value)
        if !reading.isEmpty, !lookup.options.json { Console.note("Read as \(reading)") }
        for remark in MomentText.clockRemarks(value) {
            ErrorReport.warn("clock_change", remark, asJSON: lookup.options.json)
        }
    }
}
