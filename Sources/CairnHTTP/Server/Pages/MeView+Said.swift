internal import CairnModel
internal import CairnStore

extension MeView {
    /// For how long the last thing is offered to be taken back, milliseconds.
    static let undoMilliseconds: Int64 = 24 * 3_600_000

    /// The last thing that the volunteer did and that still stands, to be taken back.
    ///
    /// It is read from the records themselves, so that it is the same for a form that was sent
    /// twice, and for a page that is opened anew.
    func said() throws -> MePage.Said? {
        let tasks = try me.records("task", naming: "assignee")
        let signups = try me.records("signup", naming: "volunteer")
        let last = (tasks + signups).filter {
            me.isMe($0.modifiedBy)
                && me.now - $0.modifiedAt.milliseconds < Self.undoMilliseconds
        }.max { $0.modifiedAt < $1.modifiedAt }
        guard let last else { return nil }
        return last.kind == "task" ? try said(ofTask: last) : try said(ofSignup: last)
    }

    private func said(ofTask task: StoredRecord) throws -> MePage.Said? {
        guard let last = try snapshot.history(of: task).last(where: { me.isMe($0.by) }),
            let verb = verb(last)
        else { return nil }
        return MePage.Said(
            text: "\(verb): \(snapshot.title(of: task)).",
            undoPath: "\(path)/tasks/\(task.id)/undo", entry: last.entry.dot.description)
    }

    private func verb(_ item: HistoryItem) -> String? {
        let live = item.changes.filter(\.isLive)
        if live.contains(where: { $0.field == "status" && $0.after == "done" }) {
            return "You did it"
        }
        let part = live.first { change in
            change.field.hasPrefix("assignee/")
                && me.isMe(String(change.field.dropFirst("assignee/".count)))
        }
        return switch part?.after["state"]?.string {
        case "claimed", "accepted": "You took on"
        case "released": "You gave back"
        case "declined": "You said that you can't"
        default: nil
        }
    }

    /// A signup is taken back by leaving, and the other way round.
    private func said(ofSignup signup: StoredRecord) throws -> MePage.Said? {
        guard let target = try snapshot.target(of: signup), !target.isHidden,
            let event = try event(of: target), !event.isHidden, !Self.isOff(event),
            try isComing(target, event)
        else { return nil }
        let role = target.kind == "shift" ? [Words.plain(snapshot.title(of: target))] : []
        let what = ([snapshot.title(of: event)] + role).joined(separator: ", ")
        func said(_ text: String, _ action: MeShiftAction) -> MePage.Said {
            MePage.Said(
                text: text, undoPath: "\(path)/shifts/\(target.id)/\(action.rawValue)", entry: "")
        }
        return switch signup["rsvp"]?.string {
        case "registered": said("You signed up: \(what).", .leave)
        case "cancelled": said("You said that you can't come: \(what).", .signup)
        default: nil
        }
    }
}
