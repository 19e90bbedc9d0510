internal import CairnModel
internal import CairnStore
internal import Hummingbird

/// A task in a list, and who has it.
struct TaskLine {
    let taskTitle: String
    let action: String
    let due: String?
    let isLate: Bool
    let isUrgent: Bool
    let forEvent: Link?
    /// `Ana R., Ben K. (asked)`
    let who: String?
    let isContested: Bool
    let waitsFor: String?
    let isOpen: Bool
    let mayChange: Bool
    let people: [BoardField.Choice]
    let hasPeople: Bool
    let taskID: String

    struct Link {
        let path: String
        let text: String
    }

    /// - Parameter people: whom it can be given to.
    init(_ task: StoredRecord, _ look: BoardLook, people: [StoredRecord]) throws {
        let snapshot = look.snapshot
        taskTitle = snapshot.title(of: task)
        action = "/tasks/\(task.log)/\(task.id)"
        taskID = task.id.description
        due = BoardTime.day(of: task["due"], today: look.today)
        isOpen = TaskGraph.isOpen(task)
        let last = task["due"]?.startText ?? "~"
        isLate =
            isOpen && last.utf8.count >= 10
            && last.utf8.prefix(10).lexicographicallyPrecedes(look.today.description.utf8)
        isUrgent = task["priority"]?.string == "high"
        let event = try task["event"]?.string.flatMap {
            try snapshot.record("event", named: $0, from: task.log)
        }
        forEvent = event.map { Link(path: look.path(of: $0), text: snapshot.title(of: $0)) }
        who = try Self.names(task, look).joined(separator: ", ").nonEmpty
        isContested = snapshot.isContested(task)
        let open = try snapshot.openDependencies(of: task).map(snapshot.title)
        waitsFor = open.isEmpty ? nil : Words.list(open)
        mayChange = look.viewer.mayWrite(task.log)
        hasPeople = !people.isEmpty
        self.people = people.map {
            BoardField.Choice(
                value: $0.id.description, label: snapshot.title(of: $0), isChosen: false)
        }
    }

    private static func names(_ task: StoredRecord, _ look: BoardLook) throws -> [String] {
        try task.elements(of: "assignee").compactMap { name, value in
            switch value["state"]?.string {
            case "declined", "released": nil
            case "offered": "\(try look.name(name, from: task.log)) (asked)"
            default: try look.name(name, from: task.log)
            }
        }
    }
}

extension BoardLook {
    /// How many tasks a look for open ones takes in at most.
    private static let tasksLookedAtMax = 5_000

    /// Open tasks by their due day, at most so many; the rest of what a long list holds is left to
    /// the command line and the API.
    func openTasks(limit: Int) throws -> [StoredRecord] {
        var found: [StoredRecord] = []
        var count = 0
        try snapshot.visit(RecordFilter(kind: "task", logs: logs)) { task in
            count += 1
            if TaskGraph.isOpen(task) { found.append(task) }
            return found.count < limit * 2 && count < Self.tasksLookedAtMax
        }
        let graph = try snapshot.taskGraph(around: found)
        return Array(Urgency.sorted(found, in: graph).prefix(limit))
    }
}

extension Board {
    struct TasksContent {
        let tasks: [TaskLine]
        let hasMore: Bool
        let done: [TaskLine]
        let taskForm: BoardForm
        let isAdding: Bool

        init(_ look: BoardLook, _ form: BoardForm) throws {
            let limit = 100
            let open = try look.openTasks(limit: limit)
            hasMore = open.count == limit
            var people: [RecordID: [StoredRecord]] = [:]
            for log in Set(open.map(\.log)) { people[log] = try look.volunteers(of: log) }
            tasks = try open.map { try TaskLine($0, look, people: people[$0.log] ?? []) }
            done = try look.lastDone(limit: 10).map { try TaskLine($0, look, people: []) }
            (taskForm, isAdding) = (form, form.hasFaults)
        }
    }

    func tasks(_ visit: BoardVisit) async throws -> Response {
        let id = visit.newID()
        return try await visit.show(.boardTasks, "Tasks", in: .tasks) { look in
            try TasksContent(look, TaskInput.form(look, id: id, sent: nil, faults: []))
        }
    }

    /// POST /tasks: makes the task whose id the form brings along.
    func addTask(_ visit: BoardVisit) async throws -> Response {
        let form = visit.form
        let id = try form.newRecordID()
        do {
            let written = try await visit.write { look in
                let log = try look.chapter(form).id
                let draft = try TaskInput.draft(form, in: log, look)
                return BoardWrite(edits: [draft.edit(id: id)], result: ())
            }
            let isNew = written.performed.results != [.unchanged]
            return .seeOther("/tasks?done=\(isNew ? "task" : "again")")
        } catch let fault as FormFault {
            return try await visit.show(
                .boardTasks, "Tasks", in: .tasks, status: .unprocessableContent
            ) { look in
                try TasksContent(look, TaskInput.form(look, id: id, sent: form, faults: [fault]))
            }
        }
    }

    /// POST /tasks/{log}/{id}: gives it to somebody, or says that it is done or open again.
    func changeTask(_ visit: BoardVisit) async throws -> Response {
        let (form, log, id) = (visit.form, visit.part("log"), visit.part("id"))
        try await visit.write { look in
            let task = try look.record("task", log: log, id: id)
            var draft = RecordDraft(of: task)
            switch form["do"] {
            case "done": try draft.put("status", "done")
            case "open": try draft.put("status", "open")
            case "assign":
                let person = try volunteer(form["volunteer"], for: task, look)
                try look.snapshot.offer(&draft, to: person, now: look.now)
            default: throw Problem.invalid("the form does not say what to do")
            }
            return BoardWrite(edits: [draft.edit], result: ())
        }
        return .seeOther("/tasks?done=saved")
    }
}

extension BoardLook {
    /// Tasks that were done last, by what this store shows.
    func lastDone(limit: Int) throws -> [StoredRecord] {
        var done: [StoredRecord] = []
        var count = 0
        try snapshot.visit(RecordFilter(kind: "task", logs: logs)) { task in
            count += 1
            if task["status"]?.string == "done" { done.append(task) }
            return count < Self.tasksLookedAtMax
        }
        return Array(done.sorted { $0.modifiedAt > $1.modifiedAt }.prefix(limit))
    }
}
