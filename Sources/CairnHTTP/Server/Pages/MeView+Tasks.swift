internal import CairnModel
internal import CairnStore

extension MeView {
    static let tasksMax = 30
    static let offersMax = 8
    /// How far around today tasks that anybody may take are looked for, in days.
    static let offersDaysBack = 30
    static let offersDaysAhead = 60

    /// What the volunteer does or was asked to do, the most urgent first.
    func tasks() throws -> [MePage.TaskCard] {
        let mine = try me.records("task", naming: "assignee").filter { task in
            let state = try me.part(in: task).state
            return TaskGraph.isOpen(task) && ["offered", "claimed", "accepted"].contains(state)
        }
        let graph = try snapshot.taskGraph(around: mine)
        return try Urgency.sorted(mine, in: graph).prefix(Self.tasksMax).map(task)
    }

    /// Open tasks that anybody may take and that have a place left.
    func offers() throws -> [MePage.TaskCard] {
        let today = CivilDate(me.localNow.prefix(10))
        var filter = RecordFilter(kind: "task", logs: [me.chapter.log])
        filter.having = "claim_policy"
        filter.from = today?.adding(days: -Self.offersDaysBack).description
        filter.before = today?.adding(days: Self.offersDaysAhead).description
        let found = try snapshot.records(filter).filter { task in
            guard isOffer(task), TaskGraph.isOpen(task) else { return false }
            if let places = TaskClaims.places(of: task),
                TaskClaims.holders(of: task).count >= places
            {
                return false
            }
            let state = try me.part(in: task).state
            return !["offered", "claimed", "accepted"].contains(state)
        }
        let graph = try snapshot.taskGraph(around: found)
        return try Urgency.sorted(found, in: graph).prefix(Self.offersMax).map(task)
    }

    /// Whether anybody of the chapter may take a task.
    func isOffer(_ task: StoredRecord) -> Bool { task["claim_policy"] == "claimable" }

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
            notes: task["notes"]?.string.flatMap { $0.isEmpty ? nil : $0 },
            steps: TaskSteps.of(task).map {
                MePage.Step(
                    key: String($0.field.dropFirst("check/".count)), what: $0.text,
                    isTicked: $0.isDone)
            },
            isMine: ["offered", "claimed", "accepted"].contains(state),
            isAsked: state == "offered", isClaimed: state == "claimed")
    }

    private func isLate(_ task: StoredRecord) -> Bool {
        guard let due = (task["due"]?["start"] ?? task["due"]?["date"])?.string else {
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
