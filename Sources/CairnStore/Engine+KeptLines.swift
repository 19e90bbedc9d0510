internal import CairnModel
internal import GRDB
internal import GRDBSQLite

/// Keeping lines and giving them back, byte for byte.
extension Engine {
    /// Appends the line that the reader has just read to the log.
    ///
    /// - Parameter prev: the number of the entry before it, 0 at seq 1; nil where it is not here.
    func append(
        _ line: UnsafeBufferPointer<UInt8>, head: Head, prev: Int64?, to state: StreamState
    ) throws -> (n: Int64, shape: LineShape) {
        let salt = Base64URL.sixteenBytes(part(line, reader.salt))
        let isPacked = prev != nil && (reader.salt.isEmpty || salt != nil)
        let shape = isPacked ? LineShape(reader) : .whole
        let insert = insertEntry
        insert.bind(1, state.n).bind(2, reader.seq).bind(4, reader.at.stored)
        if let person = try personNumber(line) {
            insert.bind(5, person)
        } else {
            insert.bindNull(5)
        }
        unbind(keeping: columns(of: shape, hasSalt: salt != nil))
        if case .whole = shape {
            insert.bind(blob: line, at: 11)
        } else {
            insert.bind(6, prev!)
            if let part = reader.part { insert.bind(7, part.description) }
            try bind(shape, line, insert)
        }
        try withUnsafeBytes(of: (head.high.bigEndian, head.low.bigEndian, head.tail)) { bytes in
            insert.bind(
                blob: UnsafeBufferPointer(rebasing: bytes.bindMemory(to: UInt8.self)[..<17]), at: 3)
            if case .whole = shape { return try insert.run() }
            guard let salt else { return try insert.run() }
            try withUnsafeBytes(of: salt) {
                insert.bind(blob: $0.bindMemory(to: UInt8.self), at: 8)
                try insert.run()
            }
        }
        let n = sqlite3_last_insert_rowid(connection)
        if case .pieces(let starts) = shape { try appendPieces(line, starts, entry: n) }
        advance(state, to: head, entry: n, prev: prev)
        return (n, shape)
    }

    /// The columns from `prev` on that an entry of that shape fills, a bit each.
    private func columns(of shape: LineShape, hasSalt: Bool) -> UInt32 {
        if case .whole = shape { return 0 }
        var columns: UInt32 = 1 << 6
        if reader.part != nil { columns |= 1 << 7 }
        if hasSalt { columns |= 1 << 8 }
        if case .bare = shape { columns |= 3 << 9 }
        return columns
    }

    /// Makes null what the entry before filled and this one does not.
    private func unbind(keeping columns: UInt32) {
        var stale = boundColumns & ~columns
        boundColumns = columns
        while stale != 0 {
            insertEntry.bindNull(Int32(stale.trailingZeroBitCount))
            stale &= stale - 1
        }
    }

    private func bind(
        _ shape: LineShape, _ line: UnsafeBufferPointer<UInt8>, _ insert: Statement
    ) throws {
        switch shape {
        case .whole: break
        case .ops: insert.bind(blob: part(line, reader.ops), at: 11)
        case .pieces: insert.bindEmptyBlob(at: 11)
        case .bare:
            let operation = reader.operations[0]
            insert.bind(9, try kind(operation.kind, line).n)
                .bind(blob: part(line, operation.set), at: 11)
            operation.id.withStored { insert.bind(copyOf: $0, at: 10) }
        }
    }

    private func appendPieces(
        _ line: UnsafeBufferPointer<UInt8>, _ starts: [Int32], entry n: Int64
    ) throws {
        for (index, start) in starts.enumerated() {
            // A comma is between them.
            let end = index + 1 < starts.count ? starts[index + 1] - 1 : reader.ops.end
            try insertPiece.bind(1, n << 8 | Int64(index + 1))
                .bind(blob: part(line, .init(start: start, end: end)), at: 2).run()
        }
    }

    /// Bytes of the pieces of an entry, in their order.
    func pieceLengths(_ n: Int64) throws -> [Int32] {
        let select = hot("SELECT length(ops) FROM piece WHERE n BETWEEN ?1 AND ?2 ORDER BY n")
            .bind(1, n << 8).bind(2, n << 8 | 0xFF)
        var lengths: [Int32] = []
        while try select.next() { lengths.append(Int32(select.int(0))) }
        return lengths
    }

    func part(
        _ line: UnsafeBufferPointer<UInt8>, _ slice: EntryReader.Slice
    ) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: line[Int(slice.start)..<Int(slice.end)])
    }

    /// Hands the lines with the given numbers to `body`, in their order, until it returns false.
    ///
    /// - Parameters:
    ///   - numbers: ascending.
    ///   - torn: is told of each line that cannot be made again, since the one before it is lost,
    ///     and that is passed over; where it is nil the first one is an error.
    func forEachLine(
        _ numbers: [Int64], torn: (() -> Void)? = nil,
        _ body: (KeptLine.Row, UnsafeBufferPointer<UInt8>) throws -> Bool
    ) throws {
        guard let first = numbers.first, let last = numbers.last else { return }
        let kept = KeptLine(self)
        func hand(_ row: KeptLine.Row) throws -> Bool {
            if let torn, try !kept.isWhole(row) {
                torn()
                return true
            }
            return try kept.with(row) { try body(row, $0) }
        }
        // A walk over all rows in between is quicker than a lookup for each, as long as many of
        // them are wanted.
        if last - first < Int64(numbers.count) * 4 {
            let select = linesBetween.bind(1, first).bind(2, last)
            defer { select.reset() }
            var next = 0
            while try select.next() {
                guard select.int(0) == numbers[next] else { continue }
                next += 1
                guard try hand(KeptLine.Row(select)), next < numbers.count else { return }
            }
            return
        }
        let select = prepared(Self.lineAt)
        defer { select.reset() }
        for n in numbers {
            guard try select.bind(1, n).next() else { throw Self.missing("entry \(n)") }
            let goesOn = try hand(KeptLine.Row(select))
            select.reset()
            if !goesOn { return }
        }
    }

    static let lineAt = "SELECT \(KeptLine.columns) FROM entry WHERE n = ?1"

    /// The log and the node of every stream, by its number.
    func streamNames() throws -> [Int64: StreamKey] {
        if let known = names.streamKeys { return known }
        let select = hot("SELECT s.n, l.id, s.node FROM stream s JOIN log l ON l.n = s.log")
        var keys: [Int64: StreamKey] = [:]
        while try select.next() {
            guard let node = NodeID(select.text(2)) else { continue }
            keys[select.int(0)] = StreamKey(log: RecordID(bytes: select.buffer(1)), node: node)
        }
        names.streamKeys = keys
        return keys
    }

    static func missing(_ what: String) -> DatabaseError {
        DatabaseError(resultCode: .SQLITE_CORRUPT, message: "\(what) is missing")
    }
}

extension Base64URL {
    /// The 16 bytes of a text of 22 characters; nil where it is empty or its last bits are not 0.
    static func sixteenBytes(_ text: UnsafeBufferPointer<UInt8>) -> (UInt64, UInt64)? {
        guard let head = Head(utf8: text), head.tail == 0 else { return nil }
        return (head.high.bigEndian, head.low.bigEndian)
    }

    /// Appends the 22 characters of 16 bytes.
    static func append(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
        let words = UnsafeRawBufferPointer(bytes)
        Head(
            high: UInt64(bigEndian: words.loadUnaligned(as: UInt64.self)),
            low: UInt64(bigEndian: words.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
            tail: 0
        ).append(to: &out)
    }
}

extension RecordID {
    /// Hands out the bytes as a column has them.
    @inline(__always)
    func withStored<T>(_ body: (UnsafeBufferPointer<UInt8>) throws -> T) rethrows -> T {
        try withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) {
            try body($0.bindMemory(to: UInt8.self))
        }
    }

    /// As a column has it.
    @inline(__always)
    init(stored bytes: UnsafeBufferPointer<UInt8>) {
        let words = UnsafeRawBufferPointer(bytes)
        self.init(
            high: UInt64(bigEndian: words.loadUnaligned(as: UInt64.self)),
            low: UInt64(bigEndian: words.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }
}
