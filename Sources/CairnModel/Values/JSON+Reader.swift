extension JSON {
    /// Why a text is not JSON, and at which byte.
    package struct Fault: Error, Sendable {
        package let reason: String
        package let offset: Int
    }

    /// Reads one JSON text (RFC 8259), strictly: the whole input, valid UTF-8, no duplicate keys,
    /// no lone surrogates, at most 64 levels. This is the reader of what people and programs
    /// hand over and of exchange lines; entry lines have `EntryReader`.
    package init(reading bytes: some Collection<UInt8>) throws(Fault) {
        var reader = TextReader(bytes: Array(bytes))
        self = try reader.document()
    }

    /// Reads one JSON text.
    package init(reading text: String) throws(Fault) { try self.init(reading: text.utf8) }
}

private struct TextReader {
    let bytes: [UInt8]
    var at = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func document() throws(JSON.Fault) -> JSON {
        let value = try value(level: 1)
        skipSpace()
        if at < bytes.count { throw fault("something follows the value") }
        return value
    }

    func fault(_ reason: String) -> JSON.Fault { JSON.Fault(reason: reason, offset: at) }

    mutating func skipSpace() {
        while at < bytes.count {
            switch bytes[at] {
            case 0x20, 0x09, 0x0A, 0x0D: at += 1
            default: return
            }
        }
    }

    func peek() -> UInt8 { at < bytes.count ? bytes[at] : 0 }

    mutating func value(level: Int) throws(JSON.Fault) -> JSON {
        skipSpace()
        if level > 64 { throw fault("more than 64 levels") }
        switch peek() {
        case UInt8(ascii: "{"): return try object(level: level)
        case UInt8(ascii: "["): return try array(level: level)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    mutating func word(_ text: String, _ value: JSON) throws(JSON.Fault) -> JSON {
        guard bytes[at...].starts(with: text.utf8) else { throw fault("not a JSON value") }
        at += text.utf8.count
        return value
    }

    mutating func object(level: Int) throws(JSON.Fault) -> JSON {
        var members: [(key: String, value: JSON)] = []
        var keys = KeysSeen()
        at += 1
        skipSpace()
        if peek() == UInt8(ascii: "}") {
            at += 1
            return .object([])
        }
        while true {
            skipSpace()
            guard peek() == UInt8(ascii: "\"") else { throw fault("a key is missing") }
            let key = try string()
            if keys.repeats(key, members) { throw fault("a key stands twice") }
            skipSpace()
            guard peek() == UInt8(ascii: ":") else { throw fault("a colon is missing") }
            at += 1
            members.append((key: key, value: try value(level: level + 1)))
            skipSpace()
            let next = peek()
            at += 1
            if next == UInt8(ascii: "}") { return .object(members) }
            if next != UInt8(ascii: ",") { throw fault("a comma or a closing brace is missing") }
        }
    }

    mutating func array(level: Int) throws(JSON.Fault) -> JSON {
        var items: [JSON] = []
        at += 1
        skipSpace()
        if peek() == UInt8(ascii: "]") {
            at += 1
            return .array([])
        }
        while true {
            items.append(try value(level: level + 1))
            skipSpace()
            let next = peek()
            at += 1
            if next == UInt8(ascii: "]") { return .array(items) }
            if next != UInt8(ascii: ",") { throw fault("a comma or a closing bracket is missing") }
        }
    }

    mutating func number() throws(JSON.Fault) -> JSON {
        let start = at
        var isInteger = true
        if peek() == UInt8(ascii: "-") { at += 1 }
        let firstDigit = peek()
        try digits()
        if firstDigit == 0x30, at - start > (bytes[start] == 0x2D ? 2 : 1) {
            throw fault("a number begins with a zero")
        }
        if peek() == UInt8(ascii: ".") {
            isInteger = false
            at += 1
            try digits()
        }
        if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
            isInteger = false
            at += 1
            if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { at += 1 }
            try digits()
        }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        if isInteger, let number = Int64(text) { return .integer(number) }
        guard let number = Double(text), number.isFinite else {
            throw fault("a number is out of range")
        }
        return .number(number)
    }

    mutating func digits() throws(JSON.Fault) {
        guard (0x30...0x39).contains(peek()) else { throw fault("not a JSON value") }
        while (0x30...0x39).contains(peek()) { at += 1 }
    }

    mutating func string() throws(JSON.Fault) -> String {
        at += 1
        if let plain = try plainString() { return plain }
        var out: [UInt8] = []
        while true {
            guard at < bytes.count else { throw fault("a string does not end") }
            let byte = bytes[at]
            at += 1
            switch byte {
            case 0x22:
                guard let text = String(validating: out, as: UTF8.self) else {
                    throw fault("a string is not UTF-8")
                }
                return text
            case 0x5C: try escape(into: &out)
            case 0..<0x20: throw fault("a control character in a string")
            default: out.append(byte)
            }
        }
    }

    /// The string behind a quote, in one piece; nil where something in it needs a second look.
    private mutating func plainString() throws(JSON.Fault) -> String? {
        var end = at
        while end < bytes.count, bytes[end] >= 0x20, bytes[end] != 0x22, bytes[end] != 0x5C {
            end += 1
        }
        guard end < bytes.count, bytes[end] == 0x22 else { return nil }
        guard let text = String(validating: bytes[at..<end], as: UTF8.self) else {
            throw fault("a string is not UTF-8")
        }
        at = end + 1
        return text
    }

    mutating func escape(into out: inout [UInt8]) throws(JSON.Fault) {
        let byte = peek()
        at += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte)
        case UInt8(ascii: "b"): out.append(8)
        case UInt8(ascii: "t"): out.append(9)
        case UInt8(ascii: "n"): out.append(10)
        case UInt8(ascii: "f"): out.append(12)
        case UInt8(ascii: "r"): out.append(13)
        case UInt8(ascii: "u"):
            var code = try hexQuad()
            if (0xD800..<0xDC00).contains(code) {
                guard peek() == 0x5C, at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "u")
                else { throw fault("a lone surrogate") }
                at += 2
                let low = try hexQuad()
                guard (0xDC00..<0xE000).contains(low) else { throw fault("a lone surrogate") }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw fault("a lone surrogate") }
            out.append(contentsOf: String(Character(scalar)).utf8)
        default: throw fault("an unknown escape")
        }
    }

    mutating func hexQuad() throws(JSON.Fault) -> UInt32 {
        guard at + 4 <= bytes.count else { throw fault("an escape is cut off") }
        var code: UInt32 = 0
        for _ in 0..<4 {
            let digit = bytes[at]
            let isCapital = (0x41...0x46).contains(digit)
            guard let value = Hex.value(isCapital ? digit | 0x20 : digit) else {
                throw fault("not a hex digit")
            }
            code = code << 4 | UInt32(value)
            at += 1
        }
        return code
    }
}

/// Whether a key of an object stands twice.
private struct KeysSeen {
    /// So many members are compared one by one.
    private static let comparedMax = 16

    /// Ascending keys do not repeat.
    private var ascend = true
    private var set: Set<[UInt8]> = []

    /// - Parameter members: those before it, each of which was asked about.
    mutating func repeats(_ key: String, _ members: [(key: String, value: JSON)]) -> Bool {
        if ascend, let last = members.last?.key { ascend = last.precedesInBytes(key) }
        if ascend { return false }
        if members.count <= Self.comparedMax {
            return members.contains { $0.key.utf8.elementsEqual(key.utf8) }
        }
        if set.isEmpty { set = Set(members.map { Array($0.key.utf8) }) }
        return !set.insert(Array(key.utf8)).inserted
    }
}
