/// Reads entry lines: strict, canonical form only, in one pass over the bytes.
///
/// A reader holds its buffers from one line to the next, so that reading allocates nothing once
/// they have grown. What it found are places in the line (`Slice`), valid as long as the caller
/// holds the same bytes. It checks shapes and none of an author's duties.
/// The rules are those of Schema/Protocol.md, Strict reading.
package struct EntryReader {
    /// A place in the line.
    package struct Slice: Sendable {
        package let start: Int32
        package let end: Int32
        package static let none = Slice(start: 0, end: 0)

        package init(start: Int32, end: Int32) { (self.start, self.end) = (start, end) }

        package var isEmpty: Bool { start == end }
    }

    /// What sort of value a field was given.
    package enum ValueSort: UInt8, Sendable { case null, bool, integer, string, object }

    /// One field of a `set`.
    package struct Field: Sendable {
        package let name: Slice
        package let value: Slice
        package let sort: ValueSort
        /// Places in `dots`: what the write replaces.
        package var over: Range<Int32>
    }

    /// One operation.
    package struct Operation: Sendable {
        package var kind = Slice.none
        package var id = RecordID(high: 0, low: 0)
        /// Places in `fields`.
        package var fields: Range<Int32> = 0..<0
        /// The `set` object as it stands, braces included; empty where there is none.
        package var set = Slice.none
        package var resolve = false
        /// Places in `dots`.
        package var saw: Range<Int32> = 0..<0
        /// The operation as it stands, braces included.
        package var whole = Slice.none
        /// Whether it has the keys `id`, `kind` and `set` and no other.
        package var isBare = true
    }

    package internal(set) var log = RecordID(high: 0, low: 0)
    package internal(set) var node = NodeID("0000000000000000")!
    package internal(set) var seq: Int64 = 0
    /// The head of the line before; nil at seq 1.
    package internal(set) var prev: Head?
    package internal(set) var at = Timestamp(packed: 0)
    /// The text of `by`; empty for null.
    package internal(set) var by = Slice.none
    package internal(set) var part: Dot?
    package internal(set) var operations: [Operation] = []
    package internal(set) var fields: [Field] = []
    package internal(set) var dots: [Dot] = []
    /// The operations as they stand, without the brackets around them.
    package internal(set) var ops = Slice.none
    /// The text of `salt`; empty where there is none.
    package internal(set) var salt = Slice.none
    /// Whether the entry has no other keys than those that this version knows, `crit` aside.
    package internal(set) var isPlain = true
    /// The features that a receiver must know.
    package internal(set) var crit: [String] = []

    // The line under the reader; set for the time of one `read`.
    private var base: UnsafePointer<UInt8>
    private var end = 0
    private var place = 0
    private var overs: [(name: Slice, dots: Range<Int32>)] = []
    var found = Keys()

    /// The keys of an entry that were there.
    struct Keys: OptionSet {
        let rawValue: UInt8
        static let at = Keys(rawValue: 1)
        static let by = Keys(rawValue: 2)
        static let log = Keys(rawValue: 4)
        static let node = Keys(rawValue: 8)
        static let ops = Keys(rawValue: 16)
        static let prev = Keys(rawValue: 32)
        static let seq = Keys(rawValue: 64)
        static let all = Keys(rawValue: 127)
    }

    /// For each byte: bit 0 for the characters of a key, bit 1 for those after the first slash.
    private let keyClass: UnsafePointer<UInt8>

    package init() {
        base = Self.noBytes
        keyClass = keyClasses
    }

    private nonisolated(unsafe) static let noBytes = UnsafePointer(
        UnsafeMutablePointer<UInt8>.allocate(capacity: 1))

    /// Reads one line, without its LF.
    ///
    /// - Throws: `too-large` for a line over `Limit.entryBytesMax`, `bad-line` for any other
    ///   fault. `log`, `node` and `seq` may have been read before the fault was met; they are
    ///   of use for telling which stream is meant, see `streamIsKnown`.
    package mutating func read(_ line: UnsafeBufferPointer<UInt8>) throws(LineFault) {
        operations.removeAll(keepingCapacity: true)
        fields.removeAll(keepingCapacity: true)
        dots.removeAll(keepingCapacity: true)
        if !crit.isEmpty { crit = [] }
        part = nil
        prev = nil
        by = .none
        salt = .none
        isPlain = true
        found = []
        place = 0
        guard line.count <= Limit.entryBytesMax else {
            throw LineFault(code: .tooLarge, reason: "a line of over 256 KiB", offset: 0)
        }
        guard let address = line.baseAddress, line.count > 0 else {
            throw fault("an empty line")
        }
        base = address
        end = line.count
        defer { base = Self.noBytes }
        try entry()
        if place != end { throw fault("something follows the entry") }
    }

    /// Whether log, node and seq of the last line were read, fault or not.
    package var streamIsKnown: Bool { found.isSuperset(of: [.log, .node, .seq]) }

    private func fault(_ reason: String) -> LineFault { LineFault(reason: reason, offset: place) }
}

// MARK: - The entry and its parts

extension EntryReader {
    private mutating func entry() throws(LineFault) {
        try expect(0x7B, "not an object")
        var previous = Slice.none
        while true {
            let key = try nextKey(after: &previous)
            switch key.end - key.start {
            case 2 where matches(key, "at"): try readAt()
            case 2 where matches(key, "by"): try readBy()
            case 3 where matches(key, "log"): try readLog()
            case 3 where matches(key, "ops"): try readOps()
            case 3 where matches(key, "seq"): try readSeq()
            case 3 where matches(key, "end"): throw fault("an entry has no key end")
            case 4 where matches(key, "node"): try readNode()
            case 4 where matches(key, "prev"): try readPrev()
            case 4 where matches(key, "salt"): try readSalt()
            case 4 where matches(key, "part"): part = try dotString()
            case 4 where matches(key, "crit"): try readCrit()
            case 5 where matches(key, "cairn"): throw fault("an entry has no key cairn")
            case 5 where matches(key, "check"): throw fault("an entry has no key check")
            default:
                isPlain = false
                _ = try value(level: 2)
            }
            if try closes(0x7D) { break }
        }
        guard found == .all else { throw fault("a key of an entry is missing") }
        guard (seq == 1) == (prev == nil) else { throw fault("prev does not go with seq") }
    }

    private mutating func readAt() throws(LineFault) {
        guard let time = Timestamp(utf8: bytes(try string())) else { throw fault("at is no clock") }
        at = time
        found.insert(.at)
    }

    private mutating func readBy() throws(LineFault) {
        found.insert(.by)
        if peek() == UInt8(ascii: "n") { return try word("null") }
        let slice = try string()
        let text = bytes(slice)
        let isPlain = RecordID(utf8: text) != nil
        let isForeign =
            text.count == 73 && text[36] == 0x2F
            && RecordID(utf8: UnsafeBufferPointer(rebasing: text[0..<36])) != nil
            && RecordID(utf8: UnsafeBufferPointer(rebasing: text[37..<73])) != nil
        guard isPlain || isForeign else { throw fault("by is no id") }
        by = slice
    }

    private mutating func readLog() throws(LineFault) {
        guard let id = RecordID(utf8: bytes(try string())) else { throw fault("log is no UUID") }
        log = id
        found.insert(.log)
    }

    private mutating func readNode() throws(LineFault) {
        guard let id = NodeID(utf8: bytes(try string())) else { throw fault("node is no node id") }
        node = id
        found.insert(.node)
    }

    private mutating func readSeq() throws(LineFault) {
        seq = try integer()
        guard seq >= 1 else { throw fault("seq is under 1") }
        found.insert(.seq)
    }

    private mutating func readPrev() throws(LineFault) {
        let text = bytes(try string())
        if text.count > 0 {
            guard let head = Head(utf8: text) else { throw fault("prev is no head") }
            prev = head
        }
        found.insert(.prev)
    }

    private mutating func readSalt() throws(LineFault) {
        salt = try string()
        let text = bytes(salt)
        guard text.count == 22, text.allSatisfy({ Base64URL.value($0) != nil }) else {
            throw fault("salt is not 22 characters of base64url")
        }
    }

    private mutating func readCrit() throws(LineFault) {
        isPlain = false
        try expect(0x5B, "crit is no array")
        if peek() == 0x5D {
            place += 1
            return
        }
        while true {
            let slice = try string()
            let quoted = UnsafeBufferPointer(
                start: base + Int(slice.start - 1), count: Int(slice.end - slice.start + 2))
            guard let feature = (try? JSON(reading: quoted))?.string else {
                throw fault("crit holds something else than a name")
            }
            crit.append(feature)
            if try closes(0x5D) { return }
        }
    }

    private mutating func readOps() throws(LineFault) {
        found.insert(.ops)
        try expect(0x5B, "ops is no array")
        let start = Int32(place)
        while true {
            if operations.count == Limit.opsMax { throw fault("more than 500 operations") }
            try operation()
            if try closes(0x5D) { break }
        }
        ops = Slice(start: start, end: Int32(place - 1))
        try refuseRepeatedRecords()
    }

    private func refuseRepeatedRecords() throws(LineFault) {
        guard operations.count > 1 else { return }
        var seen: Set<RecordID> = []
        seen.reserveCapacity(operations.count)
        for (index, operation) in operations.enumerated()
        where !seen.insert(operation.id).inserted {
            let twin = operations[..<index].contains {
                $0.id == operation.id && same($0.kind, operation.kind)
            }
            if twin { throw fault("two operations on one record") }
        }
    }

    private mutating func operation() throws(LineFault) {
        let start = Int32(place)
        try expect(0x7B, "an operation is no object")
        var operation = Operation()
        var hasKind = false
        var hasID = false
        overs.removeAll(keepingCapacity: true)
        var previous = Slice.none
        while true {
            let key = try nextKey(after: &previous)
            switch key.end - key.start {
            case 2 where matches(key, "id"):
                guard let id = RecordID(utf8: bytes(try string())) else {
                    throw fault("id is no UUID")
                }
                operation.id = id
                hasID = true
            case 4 where matches(key, "kind"):
                operation.kind = try string()
                guard isKind(bytes(operation.kind)) else { throw fault("kind is no kind") }
                hasKind = true
            case 4 where matches(key, "over"):
                operation.isBare = false
                try readOver()
            case 7 where matches(key, "resolve"):
                operation.isBare = false
                try word("true")
                operation.resolve = true
            case 3 where matches(key, "saw"):
                operation.isBare = false
                operation.saw = try dotList()
            case 3 where matches(key, "set"): try readSet(&operation)
            default:
                operation.isBare = false
                _ = try value(level: 4)
            }
            if try closes(0x7D) { break }
        }
        operation.whole = Slice(start: start, end: Int32(place))
        if operation.fields.isEmpty { operation.isBare = false }
        guard hasKind, hasID else { throw fault("an operation lacks kind or id") }
        try check(operation)
        operations.append(operation)
    }

    private func check(_ operation: Operation) throws(LineFault) {
        if operation.resolve, overs.isEmpty { throw fault("resolve stands without over") }
        if !overs.isEmpty, operation.fields.isEmpty { throw fault("over stands without set") }
        guard !operation.saw.isEmpty else { return }
        guard operation.fields.count == 1,
            matches(fields[Int(operation.fields.lowerBound)].name, "deleted"),
            matches(fields[Int(operation.fields.lowerBound)].value, "true")
        else { throw fault("saw stands beside something else than a deletion") }
    }

    private func isKind(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = text.first, first >= 0x61, first <= 0x7A, text.count <= 40 else {
            return false
        }
        return text.allSatisfy {
            $0 >= 0x61 && $0 <= 0x7A || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x5F
        }
    }

    private mutating func readOver() throws(LineFault) {
        try expect(0x7B, "over is no object")
        var previous = Slice.none
        while true {
            let key = try nextKey(after: &previous)
            overs.append((key, try dotList()))
            if try closes(0x7D) { return }
        }
    }

    /// `over` stands before `set` and both are in ascending order: one walk pairs them.
    private mutating func readSet(_ operation: inout Operation) throws(LineFault) {
        let start = Int32(place)
        let first = Int32(fields.count)
        var nextOver = 0
        try expect(0x7B, "set is no object")
        var previous = Slice.none
        while true {
            let key = try nextKey(after: &previous)
            let valueStart = Int32(place)
            let sort = try fieldValue()
            var field = Field(
                name: key, value: Slice(start: valueStart, end: Int32(place)), sort: sort,
                over: 0..<0)
            if nextOver < overs.count, same(overs[nextOver].name, key) {
                field.over = overs[nextOver].dots
                nextOver += 1
            }
            fields.append(field)
            if try closes(0x7D) { break }
        }
        guard nextOver == overs.count else { throw fault("over names a field that set lacks") }
        operation.fields = first..<Int32(fields.count)
        operation.set = Slice(start: start, end: Int32(place))
    }

    private mutating func fieldValue() throws(LineFault) -> ValueSort {
        guard peek() == 0x7B else { return try scalar() }
        place += 1
        if peek() == 0x7D {
            place += 1
            return .object
        }
        var previous = Slice.none
        while true {
            _ = try nextKey(after: &previous)
            _ = try scalar()
            if try closes(0x7D) { return .object }
        }
    }

    private mutating func dotList() throws(LineFault) -> Range<Int32> {
        let first = Int32(dots.count)
        try expect(0x5B, "dots are no array")
        var previous = Slice.none
        while true {
            let slice = try string()
            guard let dot = Dot(utf8: bytes(slice)) else { throw fault("not a dot") }
            guard previous.isEmpty || precedes(previous, slice) else {
                throw fault("dots are not ascending")
            }
            previous = slice
            dots.append(dot)
            if try closes(0x5D) { return first..<Int32(dots.count) }
        }
    }

    private mutating func dotString() throws(LineFault) -> Dot {
        guard let dot = Dot(utf8: bytes(try string())) else { throw fault("not a dot") }
        return dot
    }
}

// MARK: - JSON in canonical form

extension EntryReader {
    @inline(__always)
    private func peek() -> UInt8 { place < end ? base[place] : 0 }

    @inline(__always)
    private mutating func expect(_ byte: UInt8, _ reason: String) throws(LineFault) {
        guard peek() == byte else { throw fault(reason) }
        place += 1
    }

    /// After an item: true at the closing byte, false at a comma.
    @inline(__always)
    private mutating func closes(_ closing: UInt8) throws(LineFault) -> Bool {
        let byte = peek()
        guard byte == closing || byte == 0x2C else {
            throw fault("a comma or a closing bracket is missing")
        }
        place += 1
        return byte == closing
    }

    /// Reads `"key":`, checks its characters and that it comes after the one before it.
    @inline(__always)
    private mutating func nextKey(after previous: inout Slice) throws(LineFault) -> Slice {
        try expect(0x22, "a key is missing")
        let start = place
        while place < end, keyClass[Int(base[place])] & 1 != 0 { place += 1 }
        if peek() == 0x2F {
            while place < end, keyClass[Int(base[place])] != 0 { place += 1 }
        }
        guard peek() == 0x22 else { throw fault("a key has a character that keys do not have") }
        guard place - start <= Limit.keyBytesMax else { throw fault("a key of over 200 bytes") }
        let key = Slice(start: Int32(start), end: Int32(place))
        // The first key has no predecessor; every later one lies behind place 0.
        if previous.start > 0, !precedes(previous, key) { throw fault("keys are not ascending") }
        previous = key
        place += 1
        try expect(0x3A, "a colon is missing")
        return key
    }

    /// Reads a string in its shortest escapes; the slice is what stands between the quotes.
    @inline(__always)
    private mutating func string() throws(LineFault) -> Slice {
        try expect(0x22, "not a string")
        let start = place
        while true {
            skipPlain()
            guard place < end else { throw fault("a string does not end") }
            let byte = base[place]
            if byte == 0x22 {
                place += 1
                return Slice(start: Int32(start), end: Int32(place - 1))
            }
            if byte == 0x5C {
                try escape()
            } else if byte < 0x20 {
                throw fault("a control character in a string")
            } else {
                try sequence()
            }
        }
    }

    /// Passes over ASCII without quotes, backslashes and controls, eight bytes a step.
    @inline(__always)
    private mutating func skipPlain() {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let high: UInt64 = 0x8080_8080_8080_8080
        while place + 8 <= end {
            let word = UInt64(
                littleEndian: UnsafeRawPointer(base + place).loadUnaligned(as: UInt64.self))
            let quote = word ^ (ones &* 0x22)
            let slash = word ^ (ones &* 0x5C)
            // A byte's high bit comes up where the byte is zero, under 0x20, or not ASCII.
            let stop =
                ((quote &- ones) & ~quote | (slash &- ones) & ~slash
                    | (word &- ones &* 0x20) & ~word | word) & high
            if stop != 0 {
                place += stop.trailingZeroBitCount >> 3
                return
            }
            place += 8
        }
        while place < end {
            let byte = base[place]
            if byte == 0x22 || byte == 0x5C || byte < 0x20 || byte >= 0x80 { return }
            place += 1
        }
    }

    /// The escapes of the canonical form: the seven short ones, and \u00xx in lower case for
    /// the other control characters but U+0000.
    private mutating func escape() throws(LineFault) {
        guard place + 1 < end else { throw fault("an escape is cut off") }
        switch base[place + 1] {
        case 0x22, 0x5C, 0x62, 0x66, 0x6E, 0x72, 0x74: place += 2
        case 0x75:
            guard place + 5 < end, base[place + 2] == 0x30, base[place + 3] == 0x30,
                base[place + 4] == 0x30 || base[place + 4] == 0x31,
                let low = Hex.value(base[place + 5])
            else { throw fault("not the shortest escape") }
            let code = (base[place + 4] - 0x30) << 4 | low
            let hasShortForm = code == 8 || code == 9 || code == 10 || code == 12 || code == 13
            guard code != 0, !hasShortForm else { throw fault("not the shortest escape") }
            place += 6
        default: throw fault("not the shortest escape")
        }
    }

    /// One UTF-8 sequence of more than one byte (Unicode 15, table 3-7).
    private mutating func sequence() throws(LineFault) {
        let first = base[place]
        let length: Int
        var lowest: UInt8 = 0x80
        var highest: UInt8 = 0xBF
        switch first {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, lowest) = (3, 0xA0)
        case 0xED: (length, highest) = (3, 0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, lowest) = (4, 0x90)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, highest) = (4, 0x8F)
        default: throw fault("not UTF-8")
        }
        guard place + length <= end else { throw fault("not UTF-8") }
        guard base[place + 1] >= lowest, base[place + 1] <= highest else {
            throw fault("not UTF-8")
        }
        for offset in 2..<max(length, 2) where base[place + offset] & 0xC0 != 0x80 {
            throw fault("not UTF-8")
        }
        place += length
    }

    @inline(__always)
    private mutating func integer() throws(LineFault) -> Int64 {
        let isNegative = peek() == 0x2D
        if isNegative { place += 1 }
        let start = place
        var number: Int64 = 0
        while place < end, base[place] >= 0x30, base[place] <= 0x39, place - start < 17 {
            number = number &* 10 &+ Int64(base[place] - 0x30)
            place += 1
        }
        guard place > start, number <= Limit.integerMax else {
            throw fault("not an integer of up to 2^53-1")
        }
        if base[start] == 0x30, place - start > 1 || isNegative {
            throw fault("a number begins with a zero")
        }
        let next = peek()
        guard next != 0x2E, next | 0x20 != 0x65, next < 0x30 || next > 0x39 else {
            throw fault("a number that is no integer of up to 2^53-1")
        }
        return isNegative ? -number : number
    }

    @inline(__always)
    private mutating func word(_ text: StaticString) throws(LineFault) {
        guard place + text.utf8CodeUnitCount <= end else { throw fault("not a value") }
        for index in 0..<text.utf8CodeUnitCount where base[place + index] != text.utf8Start[index] {
            throw fault("not a value")
        }
        place += text.utf8CodeUnitCount
    }

    @inline(__always)
    private mutating func scalar() throws(LineFault) -> ValueSort {
        switch peek() {
        case 0x22:
            _ = try string()
            return .string
        case UInt8(ascii: "t"):
            try word("true")
            return .bool
        case UInt8(ascii: "f"):
            try word("false")
            return .bool
        case UInt8(ascii: "n"):
            try word("null")
            return .null
        case 0x2D, 0x30...0x39:
            _ = try integer()
            return .integer
        default: throw fault("a value of a sort that this place does not take")
        }
    }

    /// Any well-formed value: what an unknown key holds. `level` is the value's own.
    private mutating func value(level: Int) throws(LineFault) -> ValueSort {
        let opening = peek()
        guard opening == 0x7B || opening == 0x5B else { return try scalar() }
        if level > Limit.nestingMax { throw fault("nesting deeper than 6") }
        place += 1
        let closing = opening &+ 2
        if peek() == closing {
            place += 1
            return .object
        }
        var previous = Slice.none
        while true {
            if opening == 0x7B { _ = try nextKey(after: &previous) }
            _ = try value(level: level + 1)
            if try closes(closing) { return .object }
        }
    }
}

// MARK: - Slices

extension EntryReader {
    @inline(__always)
    private func bytes(_ slice: Slice) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: base + Int(slice.start), count: Int(slice.end - slice.start))
    }

    /// For a text of the slice's own length.
    @inline(__always)
    private func matches(_ slice: Slice, _ text: StaticString) -> Bool {
        let count = Int(slice.end - slice.start)
        guard count == text.utf8CodeUnitCount else { return false }
        let start = base + Int(slice.start)
        for index in 0..<count where start[index] != text.utf8Start[index] { return false }
        return true
    }

    @inline(__always)
    private func same(_ left: Slice, _ right: Slice) -> Bool {
        let count = left.end - left.start
        guard count == right.end - right.start else { return false }
        for index in 0..<Int(count)
        where base[Int(left.start) + index] != base[Int(right.start) + index] { return false }
        return true
    }

    @inline(__always)
    private func precedes(_ left: Slice, _ right: Slice) -> Bool {
        let leftCount = Int(left.end - left.start)
        let rightCount = Int(right.end - right.start)
        for index in 0..<min(leftCount, rightCount) {
            let (a, b) = (base[Int(left.start) + index], base[Int(right.start) + index])
            if a != b { return a < b }
        }
        return leftCount < rightCount
    }
}

private nonisolated(unsafe) let keyClasses: UnsafePointer<UInt8> = {
    let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    table.initialize(repeating: 0, count: 256)
    for byte in UInt8(0)...255 {
        switch byte {
        case 0x61...0x7A, 0x30...0x39, 0x5F, 0x2E, 0x3A, 0x40, 0x2B, 0x2D: table[Int(byte)] = 3
        case 0x41...0x5A, 0x2F, 0x7E: table[Int(byte)] = 2
        default: break
        }
    }
    return UnsafePointer(table)
}()
