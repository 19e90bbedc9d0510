import CairnModel

/// W(n): n records of one chapter and two people's concurrent edits, the same on every run.
///
/// The shape is that of the comparison's workload: 30 % events of 14 fields, 30 % volunteers and
/// 40 % tasks of 9, about 460 bytes of JSON a record; sides A and B each edit 20 % of the records,
/// one to three fields each, and half of those are edited by both. Fields and values are those of
/// the vocabulary, so that times, references and assignees cost what they cost in use.
struct Workload {
    let chapter: RecordID
    let people: RecordID
    /// In the order in which a chapter might have made them.
    let creates: [Edit]
    /// Of side A and of side B.
    let edits: [[Edit]]
    let editedFields: Int
    /// Who is asked for in lists.
    let assignee: RecordID
    let event: RecordID

    init(_ count: Int) {
        var values = WorkloadValues(seed: 20_240_607 + UInt64(count))
        let chapter = values.newID()
        let people = chapter.peopleLog
        var events: [RecordID] = []
        var volunteers: [RecordID] = []
        var creates: [Edit] = []
        for index in 0..<count {
            let id = values.newID()
            switch Self.kinds[index % 10] {
            case "event": events.append(id)
            case "volunteer": volunteers.append(id)
            default: break
            }
            let kind = Self.kinds[index % 10]
            let names = Self.fields[kind]!
            creates.append(
                Edit(
                    .create, log: kind == "volunteer" ? people : chapter, kind: kind, id: id,
                    set: names.map { values.field($0, events, volunteers) }))
        }
        (self.chapter, self.people, self.creates) = (chapter, people, creates)
        (assignee, event) = (volunteers[0], events[0])
        edits = Self.edits(of: creates, &values)
        editedFields = edits.joined().reduce(0) { $0 + $1.set.count }
    }

    /// Ten records in a row; the first task comes after the first event and volunteer.
    private static let kinds =
        ["event", "volunteer", "task", "event", "volunteer", "task", "event", "volunteer", "task"]
        + ["task"]

    private static let fields = [
        "event": [
            "title", "summary", "type", "status", "mode", "online_url", "when", "place",
            "visibility", "capacity", "min_needed", "accessibility", "instructions", "tag/",
        ],
        "volunteer": [
            "given_name", "family_name", "age_band", "grade", "email", "phone", "contact_policy",
            "status", "preferred_name",
        ],
        "task": [
            "title", "notes", "status", "priority", "due", "event", "effort_minutes",
            "claim_policy", "assignee/",
        ],
    ]

    private static func edits(of creates: [Edit], _ values: inout WorkloadValues) -> [[Edit]] {
        let each = creates.count / 5
        var places = Array(creates.indices)
        for index in 0..<(each + each / 2) {
            places.swapAt(index, values.number(index...(places.count - 1)))
        }
        return [places[..<each], places[(each / 2)..<(each + each / 2)]].map { picked in
            picked.shuffled(using: &values.random).map { place in
                let made = creates[place]
                // References stay, so that an edit changes what a person would change.
                let names = fields[made.kind]!.filter { $0 != "event" && !$0.hasSuffix("/") }
                let chosen = names.shuffled(using: &values.random)
                    .prefix(values.number(1...3))
                return Edit(
                    .write, log: made.log, kind: made.kind, id: made.id,
                    set: chosen.map { values.field($0, [], []) })
            }
        }
    }
}
