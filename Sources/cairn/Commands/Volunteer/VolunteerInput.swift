import CairnModel
import CairnStore

/// Adds the volunteers of a JSON object, or of an array of them, all or none.
struct VolunteerInput {
    let workspace: Workspace

    func read(_ bytes: [UInt8]) throws {
        let json = try JSON(reading: bytes)
        let objects = json.array ?? [json]
        guard !objects.isEmpty else {
            throw CommandFault.invalid(
                "the list of volunteers is empty, so nobody was added",
                hint: "for example [{\"given_name\":\"Ana\"}]")
        }
        var added: [RecordID] = []
        var log: RecordID?
        try workspace.write { lookup in
            let people = try lookup.peopleLogToWrite()
            log = people
            let edits = try objects.map { object in
                var input = FieldInput("volunteer", in: people, lookup)
                try JSONInput.fill(&input, from: object)
                let id = workspace.newID()
                added.append(id)
                let edit = input.draft.edit(id: id)
                try lookup.snapshot.checkFit(of: edit)
                return edit
            }
            return Intent(edits, by: try lookup.actor())
        }
        guard let log else { return }
        if json.array == nil, let id = added.first {
            return try workspace.report("volunteer", id, in: log, said: "Added")
        }
        try workspace.read { lookup in
            let records = try added.compactMap {
                try lookup.snapshot.record("volunteer", $0, in: log)
            }
            if workspace.options.json {
                return workspace.options.printJSON(
                    .array(try records.map { try lookup.snapshot.json($0) }))
            }
            try lookup.table(records, kind: "volunteer").print(ifEmpty: "Nobody was added.")
        }
    }
}
