internal import CairnModel
internal import CairnStore

extension Sight {
    /// A record as the viewer gets it: the shape of the command line's `--json`. Where only the
    /// own things are shown, it holds nothing of other people but the given name and initial of
    /// who shares a task.
    func json(_ record: StoredRecord) throws -> JSON {
        let object = try snapshot.json(record)
        return isOwnView(record.log) ? try ownView(object, record) : object
    }

    private func ownView(_ object: JSON, _ record: StoredRecord) throws -> JSON {
        var object = object
        for name in ["created_by", "modified_by"] {
            if let by = object[name]?.string, try !names(by, in: record.log) {
                object = object.setting(name, .null)
            }
        }
        switch record.kind {
        case "volunteer": return object.removing("not_same_as").removing("merged_into")
        case "task":
            let others = try sharers(of: record)
            let own = try record.elements(of: "assignee").filter {
                try names($0.name, in: record.log)
            }
            let mine = own.map { (key: $0.name, value: $0.value) }
            object =
                mine.isEmpty
                ? object.removing("assignee") : object.setting("assignee", .object(mine))
            return object.setting("shared_with", .array(others.map { .string($0) }))
        default: return object
        }
    }

    /// The given names and initials of the others who hold a task.
    private func sharers(of task: StoredRecord) throws -> [String] {
        try snapshot.holders(of: task).filter { try !names($0, in: task.log) }.map { name in
            guard let person = try snapshot.record("volunteer", named: name, from: task.log),
                !person.isHidden
            else { return "somebody else" }
            // Of grown-ups too no more than a minor's name would say.
            return DisplayName.of { $0 == "age_band" ? "unknown" : person[$0] }
        }
    }
}
