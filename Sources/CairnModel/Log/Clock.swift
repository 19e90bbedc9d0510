/// A node's hybrid logical clock. It ranks concurrent writes and decides nothing else.
package struct Clock: Sendable {
    /// The last reading given out or received.
    package private(set) var last: Timestamp

    package init(last: Timestamp) { self.last = last }

    /// The next reading: after every one before it, and the wall's where the wall is ahead.
    ///
    /// - Parameter wall: milliseconds since 1970.
    package mutating func tick(wall: Int64) -> Timestamp {
        if wall > last.milliseconds {
            last = Timestamp(milliseconds: wall)
        } else if last.counter < .max {
            last = Timestamp(milliseconds: last.milliseconds, counter: last.counter + 1)
        } else {
            last = Timestamp(milliseconds: last.milliseconds + 1)
        }
        return last
    }

    /// Moves past a received reading, unless it is more than five minutes over the wall.
    package mutating func observe(_ time: Timestamp, wall: Int64) {
        #if FAULTS
            if Fault.farClockIsBelieved.isOn { last = max(last, time) }
        #endif
        guard time.milliseconds <= wall + Limit.driftMillisecondsMax else { return }
        last = max(last, time)
    }

    /// Whether two wall clocks are so far apart that both people should be told.
    ///
    /// - Parameter lead: milliseconds that one is ahead; nil where it is not known.
    package static func differ(by lead: Int64?) -> Bool {
        abs(lead ?? 0) > Limit.driftMillisecondsMax
    }

    /// Whether the clock ran more than five minutes ahead of a wall that was since set right:
    /// then the node takes a new id and goes on with the wall.
    package func isAhead(of wall: Int64) -> Bool {
        last.milliseconds > wall + Limit.driftMillisecondsMax
    }
}
