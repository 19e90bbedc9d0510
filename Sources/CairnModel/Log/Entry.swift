/// One entry, decoded: for the places that look at few of them (history, undo, tests). Applying
/// works on the bytes through `EntryReader`.
package struct Entry: Sendable {
    package let log: RecordID
    package let node: NodeID
    package let seq: Int64
    /// Nil at seq 1.
    package let prev: Head?
    package let at: Timestamp
    /// Id of the volunteer who acted, `<log>/<id>` for one of another log; nil where unsaid.
    package let by: String?
    package let part: Dot?
    package let crit: [String]
    package let operations: [Operation]
    /// The head of the line that it was read from.
    package let head: Head

    package var dot: Dot { Dot(node: node, seq: seq, mark: head.mark) }

    /// What the entry does to one record.
    package struct Operation: Sendable {
        package let kind: String
        package let id: RecordID
        package let set: [(field: String, value: JSON)]
        package let over: [String: [Dot]]
        package let resolve: Bool
        package let saw: [Dot]
    }

    /// Reads a line without its LF.
    ///
    /// - Throws: `LineFault` as `EntryReader.read`.
    package init(line: [UInt8]) throws(LineFault) {
        var reader = EntryReader()
        self = try line.withUnsafeBufferPointer { (bytes) throws(LineFault) in
            try reader.read(bytes)
            return Entry(reader, of: bytes)
        }
    }

    private init(_ reader: EntryReader, of bytes: UnsafeBufferPointer<UInt8>) {
        func text(_ slice: EntryReader.Slice) -> String {
            String(decoding: bytes[Int(slice.start)..<Int(slice.end)], as: UTF8.self)
        }
        func dots(_ range: Range<Int32>) -> [Dot] {
            Array(reader.dots[Int(range.lowerBound)..<Int(range.upperBound)])
        }
        log = reader.log
        node = reader.node
        seq = reader.seq
        prev = reader.prev
        at = reader.at
        by = reader.by.isEmpty ? nil : text(reader.by)
        part = reader.part
        crit = reader.crit
        head = Hash.head(of: UnsafeRawBufferPointer(bytes))
        operations = reader.operations.map { operation in
            var set: [(field: String, value: JSON)] = []
            var over: [String: [Dot]] = [:]
            for index in operation.fields {
                let field = reader.fields[Int(index)]
                let name = text(field.name)
                let value = bytes[Int(field.value.start)..<Int(field.value.end)]
                set.append((name, (try? JSON(reading: value)) ?? .null))
                if !field.over.isEmpty { over[name] = dots(field.over) }
            }
            return Operation(
                kind: text(operation.kind), id: operation.id, set: set, over: over,
                resolve: operation.resolve, saw: dots(operation.saw))
        }
    }
}
