package import CairnModel
internal import Foundation

/// What a line of an exchange is, by its keys (Schema/Protocol.md, Lines).
///
/// An entry is only recognised here: whether it is a good one, `EntryReader` says when it is
/// applied. Every other line is read wholly.
package enum LineSort {
    case hello(JSON)
    case check(JSON)
    case end(JSON)
    /// It has `ops` and none of the keys above.
    case entry
    /// An object of a sort that this version does not know.
    case skipped(JSON)
    case bad

    package init(_ line: UnsafeBufferPointer<UInt8>) {
        if Self.looksLikeEntry(line) {
            self = .entry
            return
        }
        guard let json = try? JSON(reading: line), Self.obeysRules(json), json.object != nil else {
            self = .bad
            return
        }
        if json["cairn"] != nil {
            self = .hello(json)
        } else if json["check"] != nil {
            self = .check(json)
        } else if json["end"] != nil {
            self = .end(json)
        } else if json["ops"] != nil {
            self = .entry
        } else {
            self = .skipped(json)
        }
    }

    // MARK: The rules for every line

    private static func obeysRules(_ value: JSON, level: Int = 1) -> Bool {
        switch value {
        case .null, .bool: return true
        case .number: return false
        case .integer(let number):
            return (-Limit.integerMax...Limit.integerMax).contains(number)
        case .string(let text): return !text.utf8.contains(0)
        case .array(let items):
            return level <= Limit.nestingMax
                && items.allSatisfy { obeysRules($0, level: level + 1) }
        case .object(let members):
            return level <= Limit.nestingMax
                && members.allSatisfy { isKey($0.key) && obeysRules($0.value, level: level + 1) }
        }
    }

    private static func isKey(_ key: String) -> Bool {
        guard key.utf8.count <= Limit.keyBytesMax else { return false }
        var isElement = false
        for byte in key.utf8 {
            switch byte {
            case 0x61...0x7A, 0x30...0x39, 0x5F, 0x2E, 0x3A, 0x40, 0x2B, 0x2D: break
            case 0x2F: isElement = true
            case 0x41...0x5A, 0x7E: if !isElement { return false }
            default: return false
            }
        }
        return true
    }

    // MARK: The common case, without reading the values

    /// Whether a line without white space has the key `ops`, and neither an escaped key nor one
    /// that goes before it. False means that it has to be looked at properly.
    private static func looksLikeEntry(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
        guard line.count > 2, line[0] == 0x7B else { return false }
        var at = 1
        var hasOps = false
        while true {
            guard at < line.count, line[at] == 0x22 else { return false }
            let start = at + 1
            at = start
            while at < line.count, line[at] != 0x22 {
                if line[at] == 0x5C { return false }
                at += 1
            }
            let key = UnsafeBufferPointer(rebasing: line[start..<at])
            if key.elementsEqual("ops".utf8) { hasOps = true }
            if key.elementsEqual("cairn".utf8) || key.elementsEqual("check".utf8)
                || key.elementsEqual("end".utf8)
            {
                return false
            }
            at += 1
            guard at < line.count, line[at] == 0x3A else { return false }
            at = valueEnd(line, at + 1)
            guard at < line.count else { return false }
            if line[at] == 0x7D { return hasOps && at == line.count - 1 }
            at += 1
        }
    }

    /// The place of the comma or brace behind a value of the outermost object.
    private static func valueEnd(_ line: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var at = start
        var depth = 0
        while at < line.count {
            switch line[at] {
            case 0x22:
                at = stringEnd(line, at + 1)
            case 0x7B, 0x5B: depth += 1
            case 0x7D, 0x5D:
                if depth == 0 { return at }
                depth -= 1
            case 0x2C: if depth == 0 { return at }
            default: break
            }
            at += 1
        }
        return at
    }

    /// The place of the quote that ends the string whose text begins at `start`.
    private static func stringEnd(_ line: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var at = start
        while at < line.count {
            let base = UnsafeRawPointer(line.baseAddress! + at)
            guard let quote = memchr(base, 0x22, line.count - at) else { return line.count }
            let length = UnsafeRawPointer(quote) - base
            guard let slash = memchr(base, 0x5C, length) else { return at + length }
            at += UnsafeRawPointer(slash) - base + 2
        }
        return at
    }
}
