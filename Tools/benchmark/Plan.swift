import Foundation

/// Which phases are measured, how often, and against what.
struct Plan {
    static let phases =
        ["reader", "create", "sync", "edits", "noop", "wire", "list", "memory"]
        + ["bootstrap"]

    let phase: String
    let count: Int
    let rounds: Int
    let folder: String
    /// The program whose lists are timed.
    let cairn: String
    /// The comparison's floor and session programs and the folder of its workload; empty where
    /// they are not there.
    let comparison: [String]

    func includes(_ name: String) -> Bool { phase == "all" || phase == name }

    func run() throws {
        guard phase == "all" || Self.phases.contains(phase) else {
            throw BenchError(
                "there is no phase \(phase); there are \(Self.phases.joined(separator: ", ")), all")
        }
        if comparison.isEmpty {
            note("the comparison is not here: ratios to plain SQLite are skipped")
        }
        let workload = Workload(count)
        var report = Report(count: count)
        for round in 1...rounds {
            note("round \(round) of \(rounds)")
            report.begin(round)
            if includes("reader") { try ReaderPhase.run(workload, &report) }
            if ["create", "sync", "edits", "noop"].contains(where: includes) {
                try compared(&report) { report in
                    try StorePhases(workload: workload, folder: folder).run(self, &report)
                }
            }
            if includes("list") { try ListPhase.run(workload, self, &report) }
            if includes("wire") { try WirePhase.run(workload, self, &report) }
            if includes("memory") { try MemoryPhase.run(workload, self, &report) }
            if includes("bootstrap") { try BootstrapPhase.run(workload, self, &report) }
        }
        report.printTable()
    }

    /// Measures the floor before and after `body`, and once the sessions beside it.
    private func compared(
        _ report: inout Report, _ body: (inout Report) throws -> Void
    ) throws {
        let before = try floor("rows")
        try body(&report)
        guard let before, let after = try floor("rows") else { return }
        report.compare(with: Floor(before, after), as: "floor")
        if let session = try Floor(comparison[1], [String(count), comparison[2], folder]) {
            report.compare(with: session, as: "session")
        }
    }

    private func floor(_ mode: String) throws -> Floor? {
        if comparison.isEmpty { return nil }
        return try Floor(comparison[0], [mode, String(count), comparison[2], folder])
    }
}

/// Says something that is no result.
func note(_ text: String) { FileHandle.standardError.write(Data("\(text)\n".utf8)) }
