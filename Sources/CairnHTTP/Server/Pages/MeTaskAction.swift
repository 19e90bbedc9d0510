internal import CairnModel
internal import CairnStore

/// What a volunteer does with a task. Each says how things are to be, not what to turn around, so
/// that a form that is sent twice does it once.
enum MeTaskAction {
    case claim
    case release
    case done
    /// Ticks a step, named by its key, or takes the tick back.
    case check(key: String, isTicked: Bool)
    /// Takes an entry of the volunteer's own back.
    case undo(Dot)

    /// The action of a path's last part, with what its form sent; nil for none.
    init?(_ name: String, _ form: Form) {
        switch name {
        case "claim": self = .claim
        case "release", "cant": self = .release
        case "done": self = .done
        case "check":
            if let key = form["tick"] {
                self = .check(key: key, isTicked: true)
            } else if let key = form["untick"] {
                self = .check(key: key, isTicked: false)
            } else {
                return nil
            }
        case "undo":
            guard let dot = form["entry"].flatMap({ Dot($0) }) else { return nil }
            self = .undo(dot)
        default: return nil
        }
    }

    /// What is to be written.
    ///
    /// - Throws: `MeFault`.
    func intent(on id: RecordID, by view: MeView) throws -> Intent {
        let me = view.me
        guard let task = try me.snapshot.record("task", id, in: me.chapter.log), !task.isHidden
        else { throw MeFault.notThere }
        let (name, state) = try me.part(in: task)
        if state == nil, try !view.isOffer(task) { throw MeFault.notThere }
        let isMine = ["offered", "claimed", "accepted"].contains(state)
        var draft = RecordDraft(of: task)
        switch self {
        case .claim:
            do {
                try me.snapshot.claim(&draft, by: name, now: me.now)
            } catch ActionFault.notClaimable {
                throw MeFault.notClaimable
            }
        case .release:
            if state != nil { try me.snapshot.release(&draft, by: name, now: me.now) }
        case .done:
            guard isMine else { throw MeFault.notMine }
            try draft.put("status", "done")
        case .check(let key, let isTicked):
            guard isMine else { throw MeFault.notMine }
            guard let step = TaskSteps.of(task).first(where: { $0.field == "check/\(key)" })
            else { throw MeFault.notThere }
            try draft.put(step.field, step.value.setting("done", .bool(isTicked)))
        case .undo(let dot): return try undoing(dot, of: task, me)
        }
        return Intent([draft.edit], by: me.actor)
    }

    /// Nothing of anybody else's, and nothing but what was done to this task.
    private func undoing(_ dot: Dot, of task: StoredRecord, _ me: MeSelf) throws -> Intent {
        let name = EntryName(log: task.log, dot: dot)
        guard let entry = try me.snapshot.entry(name), me.isMe(entry.by),
            entry.operations.allSatisfy({
                $0.kind == "node" || ($0.kind == "task" && $0.id == task.id)
            })
        else { throw MeFault.notThere }
        let plan = try me.snapshot.undoing([name])
        let edits = plan.edits.filter { edit in
            if case .write = edit.action { edit.id == task.id } else { false }
        }
        return Intent(edits, by: me.actor, undoes: [name])
    }
}
