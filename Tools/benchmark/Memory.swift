import Foundation

/// The memory of this process.
enum Memory {
    /// The most that was in use at one time since the start, bytes; 0 where the system does not
    /// tell.
    static var peakBytes: Int {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let number = line.split(separator: " ").dropLast().last.flatMap({ Int($0) })
        else { return 0 }
        return number * 1024
    }
}
