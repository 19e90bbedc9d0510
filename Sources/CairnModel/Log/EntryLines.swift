/// Lines one behind the other in one buffer, with what reading them found, so that a line which is
/// read when it comes in is not read again when it is applied.
package struct EntryLines: Sendable, Sequence {
    private struct Line: Sendable {
        let start: Int
        let end: Int
        /// Place in `finds`; negative where the line is no entry that could be read.
        let find: Int
    }

    private var bytes: [UInt8] = []
    private var lines: [Line] = []
    private var finds: [EntryReader.Find] = []
    private var operations: [EntryReader.Operation] = []
    private var fields: [EntryReader.Field] = []
    private var dots: [Dot] = []

    package init() {}

    /// An empty one with room for as much as another has.
    package init(asLargeAs other: EntryLines) {
        bytes.reserveCapacity(other.bytes.count)
        lines.reserveCapacity(other.lines.count)
        finds.reserveCapacity(other.finds.count)
        operations.reserveCapacity(other.operations.count)
        fields.reserveCapacity(other.fields.count)
        dots.reserveCapacity(other.dots.count)
    }

    package var count: Int { lines.count }
    package var isEmpty: Bool { lines.isEmpty }
    /// Bytes of all lines.
    package var byteCount: Int { bytes.count }

    /// Adds a line, without its LF, that no reader would take.
    package mutating func append(_ line: UnsafeBufferPointer<UInt8>) { add(line, find: -1) }

    /// Adds a line, without its LF.
    ///
    /// - Parameter reader: what has just read the line without a fault.
    package mutating func append(_ line: UnsafeBufferPointer<UInt8>, readBy reader: EntryReader) {
        add(line, find: finds.count)
        finds.append(
            reader.find(
                operations: operations.count, fields: fields.count, dots: dots.count))
        operations.append(contentsOf: reader.operations)
        fields.append(contentsOf: reader.fields)
        if !reader.dots.isEmpty { dots.append(contentsOf: reader.dots) }
    }

    private mutating func add(_ line: UnsafeBufferPointer<UInt8>, find: Int) {
        let start = bytes.count
        bytes.append(contentsOf: line)
        lines.append(Line(start: start, end: bytes.count, find: find))
    }

    /// Takes the last line away.
    package mutating func removeLast() {
        guard let last = lines.popLast() else { return }
        bytes.removeSubrange(last.start...)
        guard last.find >= 0, let find = finds.popLast() else { return }
        operations.removeSubrange(find.operations.lowerBound...)
        fields.removeSubrange(find.fields.lowerBound...)
        dots.removeSubrange(find.dots.lowerBound...)
    }

    /// Puts `reader` where reading a line left it, and says whether the line could be read; where
    /// it could not, `reader` is left alone.
    package func restore(_ place: Int, in reader: inout EntryReader) -> Bool {
        let find = lines[place].find
        if find < 0 { return false }
        reader.restore(finds[find], operations, fields, dots)
        return true
    }

    /// Hands out a line; the bytes live until `body` returns.
    package func withLine<T>(
        _ place: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> T
    ) rethrows -> T {
        try bytes.withUnsafeBufferPointer {
            try body(UnsafeBufferPointer(rebasing: $0[lines[place].start..<lines[place].end]))
        }
    }

    /// What was read of a line, its lists being parts of longer ones.
    package struct Read {
        package let log: RecordID
        /// Their places are those of the line alone.
        package let operations: ArraySlice<EntryReader.Operation>
        fileprivate let fields: ArraySlice<EntryReader.Field>
        /// All that the line names, `part` aside.
        package let dots: ArraySlice<Dot>

        /// Whether an operation names writes that it replaces.
        package func replaces(_ operation: EntryReader.Operation) -> Bool {
            operation.fields.contains { place in
                !fields[fields.startIndex + Int(place)].over.isEmpty
            }
        }
    }

    /// Hands out the lines that could be read, in their order.
    package func forEachRead(
        _ body: (UnsafeBufferPointer<UInt8>, Read) throws -> Void
    ) rethrows {
        for (place, line) in lines.enumerated() where line.find >= 0 {
            let find = finds[line.find]
            try withLine(place) { bytes in
                try body(
                    bytes,
                    Read(
                        log: find.log, operations: operations[find.operations],
                        fields: fields[find.fields], dots: dots[find.dots]))
            }
        }
    }

    /// The lines as bytes.
    package func makeIterator() -> AnyIterator<[UInt8]> {
        var next = 0
        return AnyIterator {
            guard next < lines.count else { return nil }
            defer { next += 1 }
            return Array(bytes[lines[next].start..<lines[next].end])
        }
    }
}

// MARK: - Keeping what was found

extension EntryReader {
    /// What reading one line found, its lists being parts of longer ones.
    struct Find: Sendable {
        let log: RecordID
        let node: NodeID
        let seq: Int64
        let prev: Head?
        let at: Timestamp
        let by: Slice
        let part: Dot?
        let ops: Slice
        let salt: Slice
        let isPlain: Bool
        let crit: [String]
        let operations: Range<Int>
        let fields: Range<Int>
        let dots: Range<Int>
    }

    /// What the line that was read last says, for lists of so many items.
    func find(operations: Int, fields: Int, dots: Int) -> Find {
        Find(
            log: log, node: node, seq: seq, prev: prev, at: at, by: by, part: part, ops: ops,
            salt: salt, isPlain: isPlain, crit: crit,
            operations: operations..<(operations + self.operations.count),
            fields: fields..<(fields + self.fields.count),
            dots: dots..<(dots + self.dots.count))
    }

    /// Is again as it was when it had read that line.
    mutating func restore(
        _ find: Find, _ operations: [Operation], _ fields: [Field], _ dots: [Dot]
    ) {
        (log, node, seq, prev) = (find.log, find.node, find.seq, find.prev)
        (at, by, part, ops) = (find.at, find.by, find.part, find.ops)
        (salt, isPlain, found) = (find.salt, find.isPlain, .all)
        if !(crit.isEmpty && find.crit.isEmpty) { crit = find.crit }
        self.operations.removeAll(keepingCapacity: true)
        self.operations.append(contentsOf: operations[find.operations])
        self.fields.removeAll(keepingCapacity: true)
        self.fields.append(contentsOf: fields[find.fields])
        self.dots.removeAll(keepingCapacity: true)
        if !find.dots.isEmpty { self.dots.append(contentsOf: dots[find.dots]) }
    }
}
