import CDispatch
import Foundation

/// CPU time of the process, and what the clock on the wall says.
struct Seconds {
    let cpu: Double
    let wall: Double

    static func now() -> Seconds {
        Seconds(cpu: read(CLOCK_PROCESS_CPUTIME_ID), wall: read(CLOCK_MONOTONIC))
    }

    private static func read(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// What `body` takes.
    static func of(_ body: () throws -> Void) rethrows -> Seconds {
        let start = now()
        try body()
        // The wall's first, so that asking for the other is not part of it.
        let wall = read(CLOCK_MONOTONIC)
        return Seconds(cpu: read(CLOCK_PROCESS_CPUTIME_ID), wall: wall) - start
    }

    static func - (left: Seconds, right: Seconds) -> Seconds {
        Seconds(cpu: left.cpu - right.cpu, wall: left.wall - right.wall)
    }

    static func + (left: Seconds, right: Seconds) -> Seconds {
        Seconds(cpu: left.cpu + right.cpu, wall: left.wall + right.wall)
    }
}

extension [Double] {
    /// The middle one; nan where there is none.
    var median: Double {
        if isEmpty { return .nan }
        let ordered = sorted()
        return count % 2 == 1
            ? ordered[count / 2] : (ordered[count / 2 - 1] + ordered[count / 2]) / 2
    }
}
