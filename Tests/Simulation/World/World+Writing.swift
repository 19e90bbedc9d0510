internal import CairnModel
internal import CairnStore
internal import TestSupport

/// What people do at a laptop.
extension World {
    /// One command: a write, and a look at what it left.
    @discardableResult
    func perform(
        _ site: Site, _ what: String, _ build: (Snapshot) throws -> Intent
    ) throws -> Performed {
        note("\(site.name) \(what)")
        setWall(site)
        let performed = try site.opened().perform(build)
        let own = try absorb(site, writes: true)
        let dots = performed.entries.map(\.dot.description)
        try require(
            own.map { book[$0].dot } == dots,
            "\(site.name) reports \(dots) and wrote \(own.map { book[$0].dot })")
        let isIdle = performed.results.allSatisfy { $0 == .unchanged || $0 == .missing }
        try require(own.isEmpty == isIdle, "\(site.name) wrote \(dots): \(performed.results)")
        return performed
    }

    func edit(_ site: Site) throws {
        let edits = (0..<random.number(in: 1...2)).map { _ in someEdit() }
        let performed = try perform(site, edits.map(text).joined(separator: "; ")) { _ in
            Intent(edits, by: someone())
        }
        if edits.count == 1 { try judge(edits[0], performed.results[0], at: site) }
    }

    /// What was written is what is shown; a record that was made anew has nothing of the old one.
    private func judge(_ edit: Edit, _ result: Performed.Result, at site: Site) throws {
        let record = try site.opened().read { try $0.record(edit.kind, edit.id, in: edit.log) }
        let isMade = edit.action == .create && (result == .created || result == .restored)
        try require(
            result == .missing || record?.isHidden == (edit.action == .delete),
            "\(text(edit)) left the record hidden or not")
        guard isMade || edit.action == .write && result == .changed, let record else { return }
        for (field, value) in edit.set {
            try require(
                record[field] ?? .null == value, "\(text(edit)) shows another value of \(field)")
        }
        let others = record.fields.map(\.name).filter { name in
            name != "deleted" && !edit.set.contains { $0.field == name }
        }
        try require(!isMade || others.isEmpty, "\(text(edit)) kept \(others) of the old record")
    }

    /// Two laptops write one field at the same moment by clocks that agree: only the node ids rank
    /// these writes.
    func editAtOnce(_ site: Site) throws {
        let others = sites.filter { $0 !== site }
        guard let other = others.randomElement(using: &random) else { return }
        other.skew = site.skew
        note("\(other.name)'s clock is set by that of \(site.name)")
        // Past what either clock was drawn ahead to by what it received.
        now += 600_000
        let record = random.pick(cast.records.filter { $0.log == cast.chapterLog.description })
        let field = random.pick(cast.fields(record.kind))
        var moments: [String] = []
        for site in [site, other] {
            let edit = Edit(
                .write, log: cast.chapterLog, kind: record.kind, id: RecordID(record.id)!,
                set: [(field, cast.value(field, &random))])
            try perform(site, text(edit)) { _ in Intent([edit], by: nil) }
            if let number = site.state.held.last { moments.append(book[number].at) }
        }
        if moments.count == 2, moments[0] == moments[1] { tally.note(.sameMoment) }
    }

    /// Another program has the same store open, and writes to it behind the first one's back.
    func editBeside(_ site: Site) throws {
        let first = try site.opened()
        site.store = try Store.open(site.files.path, surroundings: site.machine.surroundings)
        note("\(site.name) has another program that does this:")
        tally.note(.secondWriter)
        try edit(site)
        site.store = first
        try edit(site)
    }

    /// Several records at once, as an import does it.
    func importBatch(_ site: Site) throws {
        let log = random.pick(Array(cast.logs).sorted())
        let edits = (0..<random.number(in: 3...8)).map { _ in someEdit(in: log) }
        note("\(site.name) imports \(edits.map(text).joined(separator: "; "))")
        setWall(site)
        try site.opened().performMany(Intent(edits, by: someone())) { _ in }
        try absorb(site, writes: true)
    }

    func resolve(_ site: Site) throws {
        let open = try site.opened().read { try $0.conflicts(all: false) }
            .sorted { $0.id < $1.id }
        guard !open.isEmpty else { return }
        let conflict = random.pick(open)
        let value = random.pick(conflict.values).value
        var edit = Edit(
            .write, log: conflict.log, kind: conflict.kind, id: conflict.recordID,
            set: [(conflict.field, value)], resolve: true)
        if conflict.field == "deleted" {
            edit.action = random.chance(50) ? .restore : .delete
            edit.set = []
        }
        try perform(site, "resolves \(conflict.id) with \(value.canonicalText)") { _ in
            Intent([edit], by: nil)
        }
        let still = try site.opened().read { try $0.conflicts(all: false) }
        try require(
            !still.contains { $0.id == conflict.id }, "\(conflict.id) is open after its resolution")
    }

    func undo(_ site: Site) throws {
        let entries = try site.opened().read { snapshot -> [EntryName] in
            if random.chance(60) { return try snapshot.lastCommand(by: nil) }
            guard let number = site.state.held.randomElement(using: &random) else { return [] }
            let names = try snapshot.entries(named: book[number].dot)
            return try names.first.map { try snapshot.command(of: $0) } ?? []
        }
        guard !entries.isEmpty else { return }
        let dots = Set(entries.map(\.dot.description))
        let undone = site.state.held.map { book[$0] }.filter { dots.contains($0.dot) }
        let before = undone.map { line in
            line.operations.map { book.live($0.record, among: site.state.holds) }
        }
        let performed = try perform(site, "takes back \(dots.sorted())") { snapshot in
            Intent(try snapshot.undoing(entries).edits, by: nil, undoes: entries)
        }
        let operations = undone.flatMap(\.operations)
        for (operation, before) in zip(operations, before.joined()) {
            // All that the command wrote to the record, by whichever of its entries.
            let own = operations.filter { $0.record == operation.record }.flatMap(\.set)
            try judgeUndo(operation.record, before, dots, own, at: site)
        }
        site.undos.formUnion(dots.union(performed.entries.map(\.dot.description)))
    }

    /// What somebody wrote after an entry, its taking back leaves alone. What an earlier undo wrote,
    /// or found in place of what it took back, counts as the state that it restored.
    private func judgeUndo(
        _ record: OracleRecord, _ before: [String: [OracleWrite]], _ dots: Set<String>,
        _ own: [(field: String, value: JSON)], at site: Site
    ) throws {
        let after = book.live(record, among: site.state.holds)
        for (field, writes) in before where field != "deleted" {
            let values = own.filter { $0.field == field }.map(\.value.canonical)
            let isTheirs = writes.contains { write in
                dots.contains(write.dot)
                    || site.undos.contains(write.dot) && values.contains(write.value.canonical)
            }
            if isTheirs { continue }
            try require(
                after[field]?.map(\.dot) == writes.map(\.dot),
                "taking back \(dots.sorted()) changed \(field), which was not theirs any more")
        }
    }

    func someone() -> String? {
        random.chance(30) ? "\(cast.peopleLog)/\(cast.records[5].id)" : nil
    }

    func someEdit(in log: RecordID? = nil) -> Edit {
        // In a people log our own program writes volunteers alone.
        let all = cast.records.filter { record in
            (log == nil || record.log == log?.description)
                && (record.log == cast.chapterLog.description || record.kind == "volunteer")
        }
        let record = random.pick(all)
        var edit = Edit(
            .write, log: RecordID(record.log)!, kind: record.kind, id: RecordID(record.id)!)
        switch random.number(in: 0...99) {
        case ..<25: edit.action = .create
        case ..<35: edit.action = .delete
        case ..<42: edit.action = .restore
        default: break
        }
        if edit.action == .create || edit.action == .write {
            let fields = Set(
                (0..<random.number(in: 1...2)).map { _ in random.pick(cast.fields(record.kind)) })
            edit.set = fields.sorted().map { ($0, cast.value($0, &random)) }
        }
        return edit
    }

    func text(_ edit: Edit) -> String {
        let set = edit.set.map { "\($0.field)=\($0.value.canonicalText)" }.joined(separator: " ")
        return "\(edit.action) \(edit.kind) \(edit.id.digits.suffix(4)) \(set)"
    }
}
