import Foundation

/// `bench PHASE N ROUNDS FOLDER CAIRN [FLOOR SESSION WORKLOAD]`: what Tools/bench runs.
@main
struct Bench {
    static func main() {
        do {
            let arguments = Array(CommandLine.arguments.dropFirst())
            if arguments.first == "read-bundle" {
                return try MemoryPhase.readBundle(arguments[1], into: arguments[2])
            }
            guard arguments.count >= 5, let count = Int(arguments[1]), count >= 100,
                let rounds = Int(arguments[2]), rounds > 0
            else { throw BenchError("usage: Tools/bench [PHASE] [N] [ROUNDS]") }
            let plan = Plan(
                phase: arguments[0], count: count, rounds: rounds, folder: arguments[3],
                cairn: arguments[4], comparison: Array(arguments[5...]))
            try plan.run()
        } catch {
            FileHandle.standardError.write(Data("error: \(error)\n".utf8))
            exit(1)
        }
    }
}
