import Foundation

/// What plain SQLite needs for the comparison's workload, measured by its own programs before and
/// after ours.
struct Floor {
    let seconds: [String: Double]

    /// Runs a program of the comparison; nil where it is not there.
    init?(_ program: String, _ arguments: [String]) throws {
        guard FileManager.default.isExecutableFile(atPath: program) else { return nil }
        let output = try Child.output(program, arguments)
        guard let json = try JSONSerialization.jsonObject(with: output) as? [String: Any] else {
            throw BenchError("\(program) printed no JSON object")
        }
        seconds = json.compactMapValues { ($0 as? NSNumber)?.doubleValue }
    }

    /// The mean of two runs.
    init(_ before: Floor, _ after: Floor) {
        seconds = before.seconds.merging(after.seconds) { ($0 + $1) / 2 }
    }

    subscript(_ name: String) -> Double { seconds[name] ?? .nan }

    var fullSync: Seconds {
        Seconds(
            cpu: self["full_send_cpu_s"] + self["full_apply_cpu_s"],
            wall: self["full_send_wall_s"] + self["full_apply_wall_s"])
    }
    var create: Seconds { Seconds(cpu: self["create_cpu_s"], wall: self["create_wall_s"]) }
    var editsPerSecond: Double { self["edit_sync_fields_per_s"] }
}
