internal import CairnModel

/// Looking up at once what the lines of a batch name, in the order of the tables: lookups in the
/// order of the lines touch pages all over the file.
extension Engine {
    /// Fewer names than these are looked up as they come.
    private static let namesMin = 8

    /// The place of a line that a dot names.
    struct DotPlace: Hashable {
        let stream: Int64
        let seq: Int64
        let mark: Mark
    }

    /// - Parameter isAllowed: whether entries of a log are taken.
    func preload(_ batch: [EntryLines], isAllowed: (RecordID) -> Bool) throws {
        var dots: [(place: DotPlace, node: NodeID)] = []
        var records: [(key: HeldRecords.Key, kind: KindState)] = []
        for lines in batch {
            try lines.forEachRead { line, read in
                guard !read.dots.isEmpty, isAllowed(read.log),
                    let log = try logNumber(read.log)
                else { return }
                for dot in read.dots {
                    guard let state = try stream(read.log, dot.node), dot.seq <= state.seqMax
                    else { continue }
                    let place = DotPlace(stream: state.n, seq: dot.seq, mark: dot.mark)
                    dots.append((place, dot.node))
                }
                for operation in read.operations where read.replaces(operation) {
                    // A line that may yet be refused makes no kind known.
                    guard let kind = try kind(text(operation.kind, line)) else { continue }
                    records.append((.init(log: log, kind: kind.n, id: operation.id), kind))
                }
            }
        }
        if dots.count >= Self.namesMin, dots.count <= Self.marksMax { try preload(&dots) }
        if records.count >= Self.namesMin, records.count <= HeldRecords.countMax {
            try preload(&records)
        }
    }

    private func preload(_ dots: inout [(place: DotPlace, node: NodeID)]) throws {
        dots.sort { ($0.place.stream, $0.place.seq) < ($1.place.stream, $1.place.seq) }
        marks.reserveCapacity(dots.count)
        knownDots.reserveCapacity(dots.count)
        for (place, node) in dots where !knownDots.contains(place) {
            if try look(for: place, node) { knownDots.insert(place) }
        }
    }

    private func preload(_ records: inout [(key: HeldRecords.Key, kind: KindState)]) throws {
        records.sort { $0.key.id < $1.key.id }
        var last: HeldRecords.Key?
        for (key, kind) in records where key != last {
            last = key
            guard let record = try state(of: key) else { continue }
            held.put(.init(record: record, kind: kind), key)
        }
    }
}
