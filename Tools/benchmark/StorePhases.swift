import CairnModel
import CairnStore
import CairnSync

/// What two stores in one process need for creating, taking everything in, and being made level.
struct StorePhases {
    let workload: Workload
    let folder: String

    func run(_ plan: Plan, _ report: inout Report) throws {
        if plan.includes("create") || plan.includes("sync") { try createAndImport(plan, &report) }
        guard ["sync", "edits", "noop"].contains(where: plan.includes) else { return }
        var author = LineAuthor()
        let a = try Peer("a", in: folder)
        try a.receive(workload.creates.map { author.line($0) })
        let b = try Peer("b", in: folder)
        try sync(a, b, "1", &report, isReported: plan.includes("sync"))
        if plan.includes("noop") { try latency(a, b, &report) }
        if plan.includes("edits") { try edits(a, b, &report) }
    }

    /// Creating through the public face in batches of 500, kind by kind as an import would.
    private func createAndImport(_ plan: Plan, _ report: inout Report) throws {
        let ordered = ["event", "volunteer", "task"].flatMap { kind in
            workload.creates.filter { $0.kind == kind }
        }
        let a = try Peer("a", in: folder)
        let seconds = try Seconds.of { try a.perform(ordered) }
        if plan.includes("create") {
            report.add("create", "records", workload.creates.count, seconds)
        }
        if plan.includes("create") {
            let one = try Peer("b", in: folder)
            let seconds = try Seconds.of { try one.importAll(ordered) }
            report.add("create by one command", "records", workload.creates.count, seconds)
        }
        guard plan.includes("sync") else { return }
        try sync(a, try Peer("b", in: folder), "500", &report, isReported: true)
    }

    /// Everything from one store to an empty one.
    private func sync(
        _ a: Peer, _ b: Peer, _ operations: String, _ report: inout Report, isReported: Bool
    ) throws {
        let exchange = try Exchange(caller: b.store, server: a.store)
        guard isReported else { return }
        let count = workload.creates.count
        report.add(
            "full sync, entries of \(operations)", "records", count,
            exchange.calling + exchange.serving)
        report.add(
            "full sync, entries of \(operations), apply records/s",
            Double(count) / exchange.calling.cpu)
        report.add(
            "store, entries of \(operations), bytes/record", Double(b.bytes) / Double(count))
        report.add(
            "wire, entries of \(operations), bytes/record",
            Double(exchange.answeredBytes) / Double(count))
    }

    /// Both sides edit what the other edits too, then are made level.
    private func edits(_ a: Peer, _ b: Peer, _ report: inout Report) throws {
        let local = try Seconds.of {
            try a.perform(workload.edits[0])
            try b.perform(workload.edits[1])
        }
        report.add(
            "local edits", "records", workload.edits[0].count + workload.edits[1].count, local)
        var exchange: Exchange?
        let seconds = try Seconds.of {
            exchange = try Exchange(caller: b.store, server: a.store)
        }
        report.add("concurrent edits", "fields", workload.editedFields, seconds)
        report.add("concurrent edits, rounds", Double(exchange!.rounds))
        let conflicts = try a.store.read { try $0.conflicts(all: false).count }
        report.add("concurrent edits, conflicts", Double(conflicts))
        guard conflicts > 0,
            try a.store.read({ try $0.digests() }) == b.store.read({ try $0.digests() })
        else { throw BenchError("the two stores are not level after the edits") }
    }
}
