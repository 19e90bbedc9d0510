package import CairnModel

/// Collects the edits that write attendance down.
package struct AttendanceEdits {
    private let snapshot: Snapshot
    /// The event or shift.
    private let target: StoredRecord
    /// The signups of the target and, of an event, of its shifts.
    private let signups: [Signup]
    package private(set) var edits: [Edit] = []

    /// - Parameter target: an event or a shift.
    package init(_ snapshot: Snapshot, target: StoredRecord) throws {
        (self.snapshot, self.target) = (snapshot, target)
        let targets =
            target.kind == "event" ? try snapshot.shifts(of: target) + [target] : [target]
        signups = try targets.flatMap { try snapshot.signups(of: $0) }
    }

    /// Marks one volunteer: in every signup to the target or its shifts that was not called off
    /// (where all were, in each of them), else in a new one.
    ///
    /// - Parameter attendance: a word of the vocabulary, or null for not recorded.
    /// - Throws: `FieldFault` for another word.
    package mutating func mark(_ volunteer: StoredRecord, _ attendance: JSON) throws {
        let name = try snapshot.name(of: volunteer, from: target.log)
        let own = signups.filter { $0.record["volunteer"]?.string == name }
        let expected = own.filter(\.isExpected)
        if own.isEmpty {
            var (id, draft) = try snapshot.signupDraft(of: volunteer, for: target)
            try draft.put("attendance", attendance)
            edits.append(draft.edit(id: id))
        }
        for signup in expected.isEmpty ? own : expected { try write(attendance, to: signup.record) }
    }

    /// Marks everybody who is registered and has nothing written down yet.
    ///
    /// - Throws: `FieldFault` for another word, also where nobody is left.
    package mutating func markRest(_ attendance: JSON) throws {
        var draft = RecordDraft("signup", in: target.log)
        try draft.put("attendance", attendance)
        let marked = Set(edits.map(\.id))
        for signup in signups
        where signup.standing == .registered && signup.record["attendance"] == nil
            && !marked.contains(signup.record.id)
        {
            try write(attendance, to: signup.record)
        }
    }

    private mutating func write(_ attendance: JSON, to signup: StoredRecord) throws {
        var draft = RecordDraft(of: signup)
        try draft.put("attendance", attendance)
        edits.append(draft.edit)
    }
}
