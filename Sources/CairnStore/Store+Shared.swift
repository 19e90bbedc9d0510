package import CairnModel

/// What this laptop remembers of the bundles that it wrote and read: beside the log, never synced.
package struct Shared: Sendable {
    /// What left in bundles so far.
    package internal(set) var vector = Vector()
    /// Milliseconds since 1970; nil where it never happened.
    package internal(set) var writtenAt: Int64?
    package internal(set) var readAt: Int64?
    /// How many lines of the last bundle read could not be taken.
    package internal(set) var refused = 0
}

extension Store {
    /// Notes that everything up to these tips left in a bundle.
    package func noteWritten(_ vector: Vector, at milliseconds: Int64) throws {
        try write { snapshot in
            var streams = try snapshot.shared().vector.streams
            streams.merge(vector.streams) { $1 }
            try snapshot.engine.setMeta("shared", Vector(streams).noteText)
            try snapshot.engine.setMeta("bundle-written", String(milliseconds))
        }
    }

    /// Notes that a bundle was read, and how many of its lines could not be taken.
    package func noteRead(refused: Int, at milliseconds: Int64) throws {
        try write { snapshot in
            try snapshot.engine.setMeta("bundle-read", String(milliseconds))
            try snapshot.engine.setMeta("bundle-refused", String(refused))
        }
    }
}

extension Snapshot {
    /// What this laptop remembers of its bundles.
    package func shared() throws -> Shared {
        var shared = Shared()
        shared.vector = Vector(noteText: try engine.meta("shared") ?? "")
        shared.writtenAt = try engine.meta("bundle-written").flatMap { Int64($0) }
        shared.readAt = try engine.meta("bundle-read").flatMap { Int64($0) }
        shared.refused = try engine.meta("bundle-refused").flatMap { Int($0) } ?? 0
        return shared
    }

    /// How many entries that were written on this laptop have not left it in a bundle yet.
    package func waitingCount() throws -> Int {
        let left = try shared().vector.streams
        let select = try Statement(
            engine.connection,
            """
            SELECT l.id, s.node, max(e.seq) FROM command c JOIN entry e ON e.n = c.entry
            JOIN stream s ON s.n = e.stream JOIN log l ON l.n = s.log GROUP BY s.n
            """)
        var count = 0
        while try select.next() {
            guard let node = NodeID(select.text(1)) else { continue }
            let stream = Vector.Stream(log: RecordID(bytes: select.buffer(0)), node: node)
            let sent = left[stream]?.map(\.seq).max() ?? 0
            count += Int(max(0, select.int(2) - sent))
        }
        return count
    }
}

extension Vector {
    /// A line for each pair: log, node, seq and head, spaces between.
    fileprivate var noteText: String {
        streams.flatMap { stream, pairs in
            pairs.compactMap { pair in
                pair.head.map { "\(stream.log) \(stream.node) \(pair.seq) \($0)" }
            }
        }.sorted().joined(separator: "\n")
    }

    fileprivate init(noteText: String) {
        self.init()
        for line in noteText.split(separator: "\n") {
            let parts = line.split(separator: " ")
            guard parts.count == 4, let log = RecordID(parts[0]), let node = NodeID(parts[1]),
                let seq = Int64(parts[2]), let head = Head(parts[3])
            else { continue }
            streams[Stream(log: log, node: node), default: []].append(Pair(seq: seq, head: head))
        }
    }
}
