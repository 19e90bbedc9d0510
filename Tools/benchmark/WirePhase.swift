import CairnHTTP
import CairnModel
import CairnStore
import CairnSync

/// What the exchanges of a full sync come to over HTTP, packed.
enum WirePhase {
    static func run(_ workload: Workload, _ plan: Plan, _ report: inout Report) throws {
        let single = try Peer("a", in: plan.folder)
        var author = LineAuthor()
        try single.receive(workload.creates.map { author.line($0) })
        try measure(single, "1", workload, plan, &report)
        let imported = try Peer("a", in: plan.folder)
        try imported.importAll(workload.creates)
        try measure(imported, "500", workload, plan, &report)
    }

    private static func measure(
        _ peer: Peer, _ operations: String, _ workload: Workload, _ plan: Plan,
        _ report: inout Report
    ) throws {
        let other = try Peer("b", in: plan.folder, isDurable: false)
        var packed = 0
        _ = try Exchange(caller: other.store, server: peer.store, isLimited: true) { answer in
            let deflater = Deflater()
            for bytes in answer { deflater.pack(bytes) { packed += $0.count } }
            deflater.finish { packed += $0.count }
        }
        report.add(
            "wire, entries of \(operations), gzip bytes/record",
            Double(packed) / Double(workload.creates.count))
    }
}
