import CairnModel
import CairnStore
import Foundation

/// What a person waits for: whole processes that read a list, a record.
enum ListPhase {
    private static let runs = 11

    static func run(_ workload: Workload, _ plan: Plan, _ report: inout Report) throws {
        let peer = try Peer("list", in: plan.folder)
        var author = LineAuthor()
        try peer.receive(workload.creates.map { author.line($0) })
        let commands = [
            "task list --mine": ["task", "list", "--mine"],
            "event show": ["event", "show", workload.event.description],
        ]
        for (name, command) in commands.sorted(by: { $0.key < $1.key }) {
            let arguments =
                command + [
                    "--store", peer.path, "--as", "\(workload.people)/\(workload.assignee)",
                ]
            do {
                var times: [Double] = []
                for _ in 0..<runs {
                    let start = Seconds.now()
                    _ = try Child.output(plan.cairn, arguments)
                    times.append((Seconds.now() - start).wall * 1e3)
                }
                report.add("cairn \(name), milliseconds", times.median)
            } catch {
                note("skipped: cairn \(name): \(error)")
            }
        }
    }
}
