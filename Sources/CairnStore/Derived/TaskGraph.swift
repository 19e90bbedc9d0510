internal import CairnModel

/// Which tasks wait for which: the `depends` of all tasks that are not hidden, across logs.
package struct TaskGraph: Sendable {
    /// A task as the graph needs it.
    struct Node: Sendable {
        let isOpen: Bool
        let depends: [RecordKey]
    }

    private var nodes: [RecordKey: Node] = [:]
    private var blocking: Set<RecordKey> = []

    package init(_ tasks: some Sequence<StoredRecord>) {
        var reader = ReferenceReader()
        for task in tasks { add(task, &reader) }
        finish()
    }

    init() {}

    /// Adds a task that is not hidden; `finish` must follow the last one.
    mutating func add(_ task: StoredRecord, _ reader: inout ReferenceReader) {
        let key = RecordKey(task)
        let depends = task.elements(of: "depends").compactMap {
            reader.key($0.name, kind: "task", from: key)
        }
        nodes[key] = Node(isOpen: Self.isOpen(task), depends: depends)
    }

    mutating func finish() {
        blocking = []
        for node in nodes.values where node.isOpen {
            for target in node.depends where nodes[target]?.isOpen == true {
                blocking.insert(target)
            }
        }
    }

    /// Whether there is still something to do: neither done nor cancelled.
    package static func isOpen(_ task: StoredRecord) -> Bool {
        let status = task.status
        return status != "done" && status != "cancelled"
    }

    /// The open tasks that this one waits for; one that is done, cancelled, deleted or not in the
    /// store holds nothing up.
    package func blockers(of task: RecordKey) -> [RecordKey] {
        nodes[task]?.depends.filter { nodes[$0]?.isOpen == true } ?? []
    }

    /// Whether an open task waits for another open one.
    package func isBlocked(_ task: RecordKey) -> Bool {
        nodes[task]?.isOpen == true && !blockers(of: task).isEmpty
    }

    /// Whether an open task waits for this open one.
    package func isBlocking(_ task: RecordKey) -> Bool { blocking.contains(task) }

    /// The groups of open tasks that wait for one another in a circle, each ascending.
    package var cycles: [[RecordKey]] {
        CycleSearch.cycles(among: nodes.keys.sorted().filter { nodes[$0]!.isOpen }) {
            blockers(of: $0)
        }
    }
}

/// Tarjan's strongly connected components.
struct CycleSearch {
    private var cycles: [[RecordKey]] = []
    private var order: [RecordKey: Int] = [:]
    private var low: [RecordKey: Int] = [:]
    private var path: [RecordKey] = []
    private var onPath: Set<RecordKey> = []

    private struct Frame {
        let key: RecordKey
        let next: [RecordKey]
        var index = 0
    }

    /// The groups of records that lead to one another in a circle, each ascending.
    ///
    /// Source: Tarjan, "Depth-first search and linear graph algorithms", 1972; with a stack of
    /// its own, so that a long chain does not exhaust the program's.
    ///
    /// - Parameter next: where a record leads.
    static func cycles(
        among keys: [RecordKey], next: (RecordKey) -> [RecordKey]
    ) -> [[RecordKey]] {
        var search = CycleSearch()
        for key in keys { search.visit(key, next: next) }
        return search.cycles.sorted { $0[0] < $1[0] }
    }

    private mutating func visit(_ root: RecordKey, next: (RecordKey) -> [RecordKey]) {
        guard order[root] == nil else { return }
        var frames = [enter(root, next(root))]
        while var frame = frames.popLast() {
            guard frame.index < frame.next.count else {
                leave(frame)
                if let parent = frames.last {
                    low[parent.key] = min(low[parent.key]!, low[frame.key]!)
                }
                continue
            }
            let target = frame.next[frame.index]
            frame.index += 1
            frames.append(frame)
            if order[target] == nil {
                frames.append(enter(target, next(target)))
            } else if onPath.contains(target) {
                low[frame.key] = min(low[frame.key]!, order[target]!)
            }
        }
    }

    private mutating func enter(_ key: RecordKey, _ next: [RecordKey]) -> Frame {
        order[key] = order.count
        low[key] = order[key]
        path.append(key)
        onPath.insert(key)
        return Frame(key: key, next: next)
    }

    private mutating func leave(_ frame: Frame) {
        guard low[frame.key] == order[frame.key] else { return }
        let start = path.lastIndex(of: frame.key)!
        let members = Array(path[start...])
        path.removeSubrange(start...)
        onPath.subtract(members)
        if members.count > 1 || frame.next.contains(frame.key) { cycles.append(members.sorted()) }
    }
}
