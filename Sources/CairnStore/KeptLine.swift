internal import CairnModel

/// Rebuilds lines from the rows that keep them.
///
/// Lines asked for in their order cost one row each: what repeats from line to line is remembered.
/// Used for one transaction.
final class KeptLine {
    /// The columns of `entry` that a line is rebuilt from.
    static let columns = "n, stream, seq, head, at, person, prev, part, salt, kind, id, line"

    /// A row with those columns, valid until the next step.
    struct Row {
        let n: Int64
        let stream: Int64
        let seq: Int64
        let head: Head
        let at: Timestamp
        let person: Int64?
        let prev: Int64?
        let part: UnsafeBufferPointer<UInt8>
        let salt: UnsafeBufferPointer<UInt8>
        let kind: Int64
        let id: RecordID?
        let line: UnsafeBufferPointer<UInt8>

        init(_ row: Statement) {
            (n, stream, seq) = (row.int(0), row.int(1), row.int(2))
            head = Head(stored: row.buffer(3))
            at = Timestamp(stored: row.int(4))
            person = row.isNull(5) ? nil : row.int(5)
            prev = row.isNull(6) ? nil : row.int(6)
            (part, salt, kind) = (row.buffer(7), row.buffer(8), row.int(9))
            let id = row.buffer(10)
            self.id = id.isEmpty ? nil : RecordID(stored: id)
            line = row.buffer(11)
        }

        /// Whether its operations are in `piece`.
        var isInPieces: Bool { prev != nil && id == nil && line.isEmpty }
    }

    // The engine keeps one of these, so this one must not keep the engine.
    private unowned let engine: Engine
    @exclusivity(unchecked) private var middles: [Int64: [UInt8]] = [:]
    @exclusivity(unchecked) private var persons: [Int64: [UInt8]] = [:]
    @exclusivity(unchecked) private var kinds: [Int64: [UInt8]] = [:]
    @exclusivity(unchecked) private var last: [Int64: (n: Int64, head: Head)] = [:]
    @exclusivity(unchecked) private var out: [UInt8] = []

    init(_ engine: Engine) { self.engine = engine }

    /// Hands the line to `body`; the bytes live until it returns.
    func with<T>(
        _ row: Row, _ body: (UnsafeBufferPointer<UInt8>) throws -> T
    ) throws -> T {
        guard let prev = row.prev else {
            last[row.stream] = (row.n, row.head)
            return try body(row.line)
        }
        out.removeAll(keepingCapacity: true)
        add("{\"at\":\"")
        row.at.append(to: &out)
        add("\",\"by\":")
        if let person = row.person {
            out.append(0x22)
            out.append(contentsOf: try self.person(person))
            out.append(0x22)
        } else {
            add("null")
        }
        out.append(contentsOf: try middle(row.stream))
        try addOperations(row)
        if !row.part.isEmpty {
            add("],\"part\":\"")
            out.append(contentsOf: row.part)
            add("\",\"prev\":\"")
        } else {
            add("],\"prev\":\"")
        }
        if prev > 0 { try head(of: prev, row.stream).append(to: &out) }
        if !row.salt.isEmpty {
            add("\",\"salt\":\"")
            Base64URL.append(row.salt, to: &out)
        }
        add("\",\"seq\":")
        out.append(contentsOf: String(row.seq).utf8)
        out.append(0x7D)
        last[row.stream] = (row.n, row.head)
        return try out.withUnsafeBufferPointer(body)
    }

    private func add(_ text: StaticString) {
        out.append(
            contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private func addOperations(_ row: Row) throws {
        if let id = row.id {
            add("{\"id\":\"")
            id.append(to: &out)
            add("\",\"kind\":\"")
            out.append(contentsOf: try kind(row.kind))
            add("\",\"set\":")
            out.append(contentsOf: row.line)
            out.append(0x7D)
        } else if row.isInPieces {
            let pieces = engine.hot(
                "SELECT ops FROM piece WHERE n BETWEEN ?1 AND ?2 ORDER BY n"
            ).bind(1, row.n << 8).bind(2, row.n << 8 | 0xFF)
            var isFirst = true
            while try pieces.next() {
                if !isFirst { out.append(0x2C) }
                isFirst = false
                out.append(contentsOf: pieces.buffer(0))
            }
        } else {
            out.append(contentsOf: row.line)
        }
    }

    /// What stands between `by` and the operations.
    private func middle(_ stream: Int64) throws -> [UInt8] {
        if let known = middles[stream] { return known }
        guard let key = try engine.streamNames()[stream] else {
            throw Engine.missing("stream \(stream)")
        }
        var text = Array(",\"log\":\"".utf8)
        key.log.append(to: &text)
        text.append(contentsOf: "\",\"node\":\"".utf8)
        key.node.append(to: &text)
        text.append(contentsOf: "\",\"ops\":[".utf8)
        middles[stream] = text
        return text
    }

    private func person(_ n: Int64) throws -> [UInt8] {
        if let known = persons[n] { return known }
        let id = try text("SELECT id FROM person WHERE n = ?1", n)
        persons[n] = id
        return id
    }

    private func kind(_ n: Int64) throws -> [UInt8] {
        if let known = kinds[n] { return known }
        let name = try text("SELECT name FROM kind WHERE n = ?1", n)
        kinds[n] = name
        return name
    }

    private func text(_ sql: StaticString, _ n: Int64) throws -> [UInt8] {
        let select = engine.hot(sql).bind(1, n)
        guard try select.next() else { throw Engine.missing("name \(n)") }
        defer { select.reset() }
        return select.bytes(0)
    }

    /// Whether the line can be made again: the one before it, whose head it holds, is here.
    func isWhole(_ row: Row) throws -> Bool {
        guard let prev = row.prev, prev > 0 else { return true }
        return try knownHead(of: prev, row.stream) != nil
    }

    private func head(of n: Int64, _ stream: Int64) throws -> Head {
        guard let head = try knownHead(of: n, stream) else { throw Engine.missing("entry \(n)") }
        return head
    }

    private func knownHead(of n: Int64, _ stream: Int64) throws -> Head? {
        if let last = last[stream], last.n == n { return last.head }
        if let key = engine.names.streamKeys?[stream],
            let line = engine.names.streams[key]?.appended.last(where: { $0.entry == n })
        {
            return line.head
        }
        let select = engine.hot("SELECT head FROM entry WHERE n = ?1").bind(1, n)
        guard try select.next() else { return nil }
        defer { select.reset() }
        return Head(stored: select.buffer(0))
    }
}
