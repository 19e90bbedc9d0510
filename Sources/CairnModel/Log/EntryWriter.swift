/// Composes entry lines in canonical form.
package enum EntryWriter {
    /// What one operation is to say; dots in any order.
    package struct Operation: Sendable {
        package var kind: String
        package var id: RecordID
        package var set: [(field: String, value: JSON)]
        package var over: [String: [Dot]]
        package var resolve: Bool
        package var saw: [Dot]

        package init(
            kind: String, id: RecordID, set: [(field: String, value: JSON)],
            over: [String: [Dot]] = [:], resolve: Bool = false, saw: [Dot] = []
        ) {
            (self.kind, self.id, self.set, self.over) = (kind, id, set, over)
            (self.resolve, self.saw) = (resolve, saw)
        }
    }

    /// What an entry says besides its operations.
    package struct Envelope: Sendable {
        package var log: RecordID
        package var node: NodeID
        package var seq: Int64
        package var prev: Head?
        package var at: Timestamp
        package var by: String?
        package var part: Dot?
        /// 22 characters of base64url, for an entry of a people log.
        package var salt: String?

        package init(
            log: RecordID, node: NodeID, seq: Int64, prev: Head?, at: Timestamp, by: String?,
            part: Dot? = nil, salt: String? = nil
        ) {
            (self.log, self.node, self.seq, self.prev) = (log, node, seq, prev)
            (self.at, self.by, self.part, self.salt) = (at, by, part, salt)
        }
    }

    /// The canonical bytes of one operation.
    package static func bytes(of operation: Operation) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(512)
        var order = MemberOrder()
        append(operation, to: &out, &order)
        return out
    }

    /// Appends the canonical bytes of one operation.
    ///
    /// - Parameter order: of the operation before it, which is often that of this one too.
    package static func append(
        _ operation: borrowing Operation, to out: inout [UInt8], _ order: inout MemberOrder
    ) {
        add("{\"id\":\"", to: &out)
        operation.id.append(to: &out)
        add("\",\"kind\":\"", to: &out)
        out.append(contentsOf: operation.kind.utf8)
        out.append(0x22)
        if !operation.over.isEmpty {
            add(",\"over\":{", to: &out)
            let fields = operation.over.sorted { $0.key.precedesInBytes($1.key) }
            for (index, (field, dots)) in fields.enumerated() {
                if index > 0 { out.append(0x2C) }
                JSON.write(field, to: &out)
                out.append(0x3A)
                write(dots, to: &out)
            }
            out.append(0x7D)
        }
        if operation.resolve { add(",\"resolve\":true", to: &out) }
        if !operation.saw.isEmpty {
            add(",\"saw\":", to: &out)
            write(operation.saw, to: &out)
        }
        add(",\"set\":{", to: &out)
        order.append(operation.set, to: &out)
        add("}}", to: &out)
    }

    @inline(__always)
    private static func add(_ text: StaticString, to out: inout [UInt8]) {
        out.append(
            contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private static func write(_ dots: [Dot], to out: inout [UInt8]) {
        let texts = Set(dots.map(\.description)).sorted {
            $0.utf8.lexicographicallyPrecedes($1.utf8)
        }
        out.append(contentsOf: "[".utf8)
        for (index, text) in texts.enumerated() {
            out.append(contentsOf: (index > 0 ? ",\"" : "\"").utf8)
            out.append(contentsOf: text.utf8)
            out.append(0x22)
        }
        out.append(contentsOf: "]".utf8)
    }

    /// The line, without its LF, of an entry with these operations (each from `bytes(of:)`).
    package static func line(_ envelope: Envelope, operations: ArraySlice<[UInt8]>) -> [UInt8] {
        line(envelope, joined: Array(operations.joined(separator: [0x2C])))
    }

    /// The same for operations with commas between them.
    package static func line(_ envelope: Envelope, joined operations: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(operations.count + 512)
        add("{\"at\":\"", to: &out)
        envelope.at.append(to: &out)
        let by = envelope.by.map { "\"\($0)\"" } ?? "null"
        out.append(contentsOf: "\",\"by\":\(by),\"log\":\"".utf8)
        envelope.log.append(to: &out)
        out.append(contentsOf: "\",\"node\":\"\(envelope.node)\",\"ops\":[".utf8)
        out.append(contentsOf: operations)
        out.append(0x5D)
        if let part = envelope.part { out.append(contentsOf: ",\"part\":\"\(part)\"".utf8) }
        add(",\"prev\":\"", to: &out)
        envelope.prev?.append(to: &out)
        out.append(0x22)
        if let salt = envelope.salt { out.append(contentsOf: ",\"salt\":\"\(salt)\"".utf8) }
        out.append(contentsOf: ",\"seq\":\(envelope.seq)}".utf8)
        return out
    }
}
