internal import CairnModel
internal import CairnStore

extension MeView {
    /// For how long the last thing is offered to be taken back, milliseconds.
    static let undoMilliseconds: Int64 = 24 * 3_600_000

    /// The last thing that the volunteer did with a task and that still stands, to be taken back.
    func said() throws -> MePage.Said? {
        let mine = try me.records("task", naming: "assignee").filter {
            me.isMe($0.modifiedBy)
                && me.now - $0.modifiedAt.milliseconds < Self.undoMilliseconds
        }
        guard let task = mine.max(by: { $0.modifiedAt < $1.modifiedAt }),
            let last = try snapshot.history(of: task).last(where: { me.isMe($0.by) }),
            let text = Self.text(last, of: snapshot.title(of: task), me)
        else { return nil }
        return MePage.Said(
            text: text, undoPath: "\(path)/tasks/\(task.id)/undo",
            entry: last.entry.dot.description)
    }

    private static func text(_ item: HistoryItem, of title: String, _ me: MeSelf) -> String? {
        let live = item.changes.filter(\.isLive)
        if live.contains(where: { $0.field == "status" && $0.after == "done" }) {
            return "You did it: \(title)."
        }
        let part = live.first { change in
            change.field.hasPrefix("assignee/")
                && me.isMe(String(change.field.dropFirst("assignee/".count)))
        }
        return switch part?.after["state"]?.string {
        case "claimed", "accepted": "You took on: \(title)."
        case "released": "You gave back: \(title)."
        case "declined": "You said that you can't: \(title)."
        default: nil
        }
    }
}
