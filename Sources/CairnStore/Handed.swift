package import CairnModel

/// Lines that were handed to somebody, by their streams.
package struct Handed: Sendable {
    struct Part: Sendable {
        /// The lowest place.
        let first: Int64
        /// The line that was handed over last.
        let last: Vector.Pair
        let count: Int
    }

    var parts: [Vector.Stream: Part] = [:]
    /// Those of them that are forked here.
    var forked: Set<Vector.Stream> = []

    /// Nothing.
    package init() {}

    /// How many lines.
    package var count: Int { parts.values.reduce(0) { $0 + $1.count } }

    /// What somebody who held `have` holds with these lines, save for streams that are forked.
    package func added(to have: Vector) -> Vector {
        var made = have
        for (stream, part) in parts where !forked.contains(stream) {
            made.streams[stream] = [part.last]
        }
        return made
    }

    /// How many of the lines somebody holds by what it says; of a forked stream all, or none where
    /// the last one is not named.
    package func count(heldBy have: Vector) -> Int {
        var count = 0
        for (stream, part) in parts {
            let pairs = have.streams[stream] ?? []
            if pairs.contains(part.last) {
                count += part.count
            } else if !forked.contains(stream), let last = pairs.map(\.seq).max() {
                count += min(part.count, max(0, Int(last - part.first) + 1))
            }
        }
        return count
    }
}
