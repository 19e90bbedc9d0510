import CairnModel
import CairnStore

/// Collects the edits that write attendance down.
struct AttendanceWork {
    let workspace: Workspace
    private(set) var edits: [Edit] = []

    init(workspace: Workspace) { self.workspace = workspace }

    /// Marks one volunteer: in every signup to the target or its shifts that was not called off
    /// (where all were, in each of them), else in a new one.
    mutating func mark(
        _ volunteer: StoredRecord, at target: StoredRecord, _ attendance: String,
        _ lookup: Lookup
    ) throws {
        let name = try lookup.name(of: volunteer, from: target.log)
        let signups = try targets(of: target, lookup).flatMap { try lookup.signups(of: $0) }
            .filter { $0.record["volunteer"]?.string == name }
        let expected = signups.filter(\.isExpected)
        if signups.isEmpty {
            edits.append(
                try SignupWork(workspace: workspace).edit(volunteer, target, lookup) {
                    try $0.read("attendance", attendance)
                })
        }
        for signup in expected.isEmpty ? signups : expected {
            try mark(signup.record, attendance, lookup)
        }
    }

    /// Marks everybody who is registered and has nothing written down yet.
    mutating func markRest(
        of target: StoredRecord, _ attendance: String, _ lookup: Lookup
    ) throws {
        let marked = Set(edits.map(\.id))
        for target in try targets(of: target, lookup) {
            for signup in try lookup.signups(of: target)
            where signup.standing == .registered && signup.record["attendance"] == nil
                && !marked.contains(signup.record.id)
            {
                try mark(signup.record, attendance, lookup)
            }
        }
    }

    /// Prints the signups that were written.
    func report() throws {
        try workspace.read { lookup in
            let records = try edits.compactMap {
                try lookup.snapshot.record("signup", $0.id, in: $0.log)
            }
            if workspace.options.json {
                return JSONOutput.print(.array(try records.map { try lookup.json($0) }))
            }
            try lookup.table(records, kind: "signup")
                .print(ifEmpty: "Nobody was left to write down.")
        }
    }

    private mutating func mark(
        _ signup: StoredRecord, _ attendance: String, _ lookup: Lookup
    ) throws {
        var input = FieldInput("signup", in: signup.log, of: signup, lookup)
        try input.read("attendance", attendance)
        edits.append(
            Edit(.write, log: signup.log, kind: "signup", id: signup.id, set: input.set))
    }

    private func targets(of target: StoredRecord, _ lookup: Lookup) throws -> [StoredRecord] {
        target.kind == "event" ? try lookup.shifts(of: target) + [target] : [target]
    }
}
