internal import CairnModel
internal import CairnStore

extension MeView {
    /// Steps of one task.
    static let stepsMax = 20
    static let notesMax = 500

    /// What the volunteer does or was asked to do, the most urgent first.
    ///
    /// - Returns: the first ones, and how many more there are.
    func tasks() throws -> (shown: [MePage.TaskCard], rest: Int) {
        let mine = try me.records("task", naming: "assignee").filter { task in
            let state = try me.part(in: task).state
            return TaskGraph.isOpen(task) && ["offered", "claimed", "accepted"].contains(state)
        }
        let graph = try snapshot.taskGraph(around: mine)
        let shown = try Urgency.sorted(mine, in: graph).prefix(itemsMax).map(task)
        return (shown, mine.count - shown.count)
    }

    /// Open tasks that anybody may take and that have a place left: the first of those that are due
    /// first, in the order of their urgency.
    func offers() throws -> [MePage.TaskCard] {
        var found: [StoredRecord] = []
        for id in open.tasks(of: me.chapter.log) where found.count < itemsMax * 2 {
            guard let task = try snapshot.record("task", id, in: me.chapter.log),
                try isFree(task)
            else { continue }
            found.append(task)
        }
        let graph = try snapshot.taskGraph(around: found)
        return try Urgency.sorted(found, in: graph).prefix(itemsMax / 2).map(task)
    }

    private func isFree(_ task: StoredRecord) throws -> Bool {
        guard !task.isHidden, try isOffer(task), TaskGraph.isOpen(task) else { return false }
        let holders = TaskClaims.holders(of: task).count
        if let places = TaskClaims.places(of: task), holders >= places { return false }
        let state = try me.part(in: task).state
        return !["offered", "claimed", "accepted"].contains(state)
    }

    /// Whether anybody of the chapter may take a task.
    func isOffer(_ task: StoredRecord) throws -> Bool {
        try task["claim_policy"] == "claimable" && !me.snapshot.isPrivate(task)
    }

    private func task(_ task: StoredRecord) throws -> MePage.TaskCard {
        let (_, state) = try me.part(in: task)
        let due = PageMoment(task["due"], today: me.localNow, zone: me.zone)
        let sharing = try self.sharing(of: task, isMine: state == "claimed" || state == "accepted")
        return MePage.TaskCard(
            id: try snapshot.ref(task), actionPath: "\(path)/tasks/\(task.id)",
            title: snapshot.title(of: task),
            due: due.map { [$0.day, $0.time].compactMap { $0 }.joined(separator: ", ") },
            isLate: isLate(task), event: try eventText(task),
            waits: try snapshot.openDependencies(of: task).filter { $0.log == task.log }
                .map(snapshot.title),
            sharing: sharing, isContested: snapshot.isContested(task),
            notes: Self.notes(task["notes"]),
            steps: TaskSteps.of(task).prefix(Self.stepsMax).map {
                MePage.Step(
                    key: String($0.field.dropFirst("check/".count)), what: $0.text,
                    isTicked: $0.isDone)
            },
            isMine: ["offered", "claimed", "accepted"].contains(state),
            isAsked: state == "offered", isClaimed: state == "claimed")
    }

    /// A text for a page, cut where it is very long; nil where there is none.
    static func notes(_ value: JSON?) -> String? {
        guard let text = value?.string, !text.isEmpty else { return nil }
        return text.count <= notesMax ? text : "\(text.prefix(notesMax)) …"
    }

    private func isLate(_ task: StoredRecord) -> Bool {
        guard let due = task["due"]?.startText else {
            return false
        }
        return due.utf8.lexicographicallyPrecedes(me.localNow.utf8.prefix(due.utf8.count))
    }

    private func eventText(_ task: StoredRecord) throws -> String? {
        guard let event = try snapshot.event(of: task), event.log == task.log, !event.isHidden,
            event["visibility"] != "private"
        else { return nil }
        let day = PageMoment(event["when"], today: me.localNow, zone: me.zone)?.day
        return [snapshot.title(of: event), day].compactMap { $0 }.joined(separator: ", ")
    }

    /// Who else has a task, in words; nil where nobody does.
    private func sharing(of task: StoredRecord, isMine: Bool) throws -> String? {
        guard isMine else { return nil }
        let others = try snapshot.holders(of: task).filter { !me.isMe($0) }.map(me.otherName)
        guard !others.isEmpty else { return nil }
        guard snapshot.isContested(task) else { return "Together with \(Words.list(others))." }
        let all = others.count == 1 ? "both" : "all"
        return "\(Words.list(others)) took this too. You \(all) have it until your adviser decides."
    }
}
