internal import CairnModel

extension Snapshot {
    /// The conflicts of fields, ordered by id; with `all` those too that an entry ended, after the
    /// open ones. What a record's deletion hides is not listed.
    package func conflicts(all: Bool) throws -> [Conflict] {
        let open = try openConflicts()
        return all ? open + (try endedConflicts()) : open
    }

    /// How many conflicts of fields are open.
    package func openConflictCount() throws -> Int {
        var count = 0
        try forEachInConflict { n, _ in
            let record = try engine.load(n)
            count += record.fieldsInConflict(engine).count
            if record.flags.contains(.editedWhileDeleted) { count += 1 }
        }
        return count
    }

    /// The open conflicts of one record, ordered by id.
    package func conflicts(of record: StoredRecord) throws -> [Conflict] {
        record.isHidden
            ? []
            : try openConflicts(of: record.number, Place(record.log, record.kind, record.id))
                .sorted { $0.id < $1.id }
    }

    /// Of a record that was edited while it was deleted: the live writes that no deletion saw and
    /// that keep the record from being hidden, by field, the one shown first.
    package func unseenWrites(
        _ conflict: Conflict
    ) throws -> [(field: String, write: Conflict.Write)] {
        let place = Place(conflict.log, conflict.kind, conflict.recordID)
        guard conflict.field == "deleted", conflict.state == .open,
            let record = try engine.loaded(place)
        else { return [] }
        let seen = Set(record.live("deleted").flatMap(\.saw))
        var unseen: [(field: String, write: Conflict.Write)] = []
        for (field, live) in record.allLive where field != "deleted" {
            for one in try engine.ranked(live, field: field) {
                let write = try write(one.entry, engine.json(one.value))
                if !seen.contains(write.dot) { unseen.append((field, write)) }
            }
        }
        return unseen
    }

    private func openConflicts() throws -> [Conflict] {
        var conflicts: [Conflict] = []
        try forEachInConflict { conflicts += try openConflicts(of: $0, $1) }
        return conflicts.sorted { $0.id < $1.id }
    }

    private func forEachInConflict(_ body: (Int64, Place) throws -> Void) throws {
        let select = try Statement(
            engine.connection,
            """
            SELECT r.n, l.id, k.name, r.id FROM record r
            JOIN log l ON l.n = r.log JOIN kind k ON k.n = r.kind
            WHERE r.flags > 1 AND r.flags & 1 = 0
            """)
        while try select.next() { try body(select.int(0), place(select)) }
    }

    private func place(_ row: Statement) -> Place {
        Place(RecordID(bytes: row.buffer(1)), row.text(2), RecordID(bytes: row.buffer(3)))
    }

    private func openConflicts(of n: Int64, _ place: Place) throws -> [Conflict] {
        let record = try engine.load(n)
        var conflicts: [Conflict] = []
        for field in record.fieldsInConflict(engine) {
            conflicts.append(try open("field", field, record.live(field), place))
        }
        if record.flags.contains(.editedWhileDeleted) {
            conflicts.append(
                try open("edited_while_deleted", "deleted", record.live("deleted"), place))
        }
        return conflicts
    }

    private func open(
        _ code: String, _ field: String, _ live: [LiveWrite], _ place: Place
    ) throws -> Conflict {
        let values = try engine.ranked(live, field: field).map {
            try write($0.entry, engine.json($0.value))
        }
        return conflict(code, field, .open, values, nil, place)
    }

    private func conflict(
        _ code: String, _ field: String, _ state: Conflict.State, _ values: [Conflict.Write],
        _ ending: Conflict.Write?, _ place: Place
    ) -> Conflict {
        Conflict(
            id: Merge.conflictID(log: place.log, kind: place.kind, id: place.id, field: field),
            code: code, log: place.log, kind: place.kind, recordID: place.id, field: field,
            state: state, values: values, ending: ending)
    }

    private func write(_ entry: Int64, _ value: JSON) throws -> Conflict.Write {
        let mark = try engine.mark(of: entry)
        return Conflict.Write(
            value: value, dot: mark.dot, at: mark.rank.at, by: try engine.author(of: entry))
    }

    private func endedConflicts() throws -> [Conflict] {
        let select = try Statement(
            engine.connection,
            """
            SELECT r.n, l.id, k.name, r.id, s.field, s.entry, s.state FROM settled s
            JOIN record r ON r.n = s.record
            JOIN log l ON l.n = r.log JOIN kind k ON k.n = r.kind
            """)
        var conflicts: [(rank: Merge.Rank, conflict: Conflict)] = []
        while try select.next() {
            let place = place(select)
            let (field, entry) = (select.text(4), select.int(5))
            let state = Conflict.State(rawValue: select.text(6)) ?? .overwritten
            guard let ending = try value(of: entry, field, place) else { continue }
            var replaced: [LiveWrite] = []
            for n in try engine.replaced(by: entry, field, place) {
                guard let value = try value(of: n, field, place) else { continue }
                replaced.append(LiveWrite(entry: n, value: value.canonical, saw: []))
            }
            let values = try engine.ranked(replaced, field: field).map {
                try write($0.entry, engine.json($0.value))
            }
            let code = field == "deleted" ? "edited_while_deleted" : "field"
            conflicts.append(
                (
                    try engine.mark(of: entry).rank,
                    conflict(code, field, state, values, try write(entry, ending), place)
                ))
        }
        return conflicts.sorted { ($0.conflict.id, $0.rank) < ($1.conflict.id, $1.rank) }
            .map(\.conflict)
    }

    private func value(of entry: Int64, _ field: String, _ place: Place) throws -> JSON? {
        try engine.operation(of: entry, on: place)?.set.first { $0.field == field }?.value
    }
}

extension FoldedRecord {
    /// The fields whose live writes contradict each other, in no particular order.
    func fieldsInConflict(_ engine: Engine) -> [String] {
        cells.filter { field, live in
            live.count > 1 && Merge.conflicts(live.map(\.value), field: field)
        }.map(\.key)
    }
}

extension Engine {
    /// What an entry does to a record; nil where it does not touch it.
    func operation(of n: Int64, on place: Place) throws -> Entry.Operation? {
        try entry(n).operations.first { $0.id == place.id && $0.kind == place.kind }
    }

    /// The entries whose writes of a field an entry replaces.
    func replaced(by n: Int64, _ field: String, _ place: Place) throws -> [Int64] {
        let dots = try operation(of: n, on: place)?.over[field] ?? []
        return try Set(dots.flatMap { try entries($0, in: place.log) }).sorted().filter { $0 != n }
    }

    /// Who wrote an entry, as its `by` says.
    func author(of n: Int64) throws -> String? {
        let select = prepared(
            "SELECT p.id FROM entry e JOIN person p ON p.n = e.person WHERE e.n = ?1"
        ).bind(1, n)
        defer { select.reset() }
        return try select.next() ? select.text(0) : nil
    }
}
