/// The members of a flat object in canonical form, each value as its own canonical bytes.
///
/// For what a store wrote itself after strict reading: it is taken apart without being checked. Of
/// bytes that are something else it makes something, since a file may be damaged.
package struct CanonicalObject: Sendable {
    /// The value of a member of canonical JSON; nil where it is no object or has no such member.
    package static func value(
        of name: StaticString, in bytes: UnsafeBufferPointer<UInt8>
    ) -> UnsafeBufferPointer<UInt8>? {
        guard bytes.first == 0x7B else { return nil }
        var at = 1
        while at < bytes.count, bytes[at] == 0x22 {
            let nameEnd = stringEnd(bytes, at)
            if nameEnd >= bytes.count { return nil }
            let end = valueEnd(bytes, nameEnd + 1)
            let isNamed =
                nameEnd - at - 2 == name.utf8CodeUnitCount
                && (0..<name.utf8CodeUnitCount).allSatisfy {
                    bytes[at + 1 + $0] == name.utf8Start[$0]
                }
            if isNamed { return UnsafeBufferPointer(rebasing: bytes[(nameEnd + 1)..<end]) }
            at = end + 1
        }
        return nil
    }

    /// The object that begins at a place of canonical JSON.
    package static func object(
        in bytes: UnsafeBufferPointer<UInt8>, at start: Int
    ) -> UnsafeBufferPointer<UInt8> {
        if start >= bytes.count { return UnsafeBufferPointer(rebasing: bytes[..<0]) }
        let end = valueEnd(bytes, start)
        return UnsafeBufferPointer(rebasing: bytes[start..<end])
    }

    /// In ascending order of the names' bytes.
    package private(set) var members: [(name: String, value: [UInt8])] = []

    package init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var at = 1
        while at < bytes.count, bytes[at] == 0x22 {
            let nameEnd = Self.stringEnd(bytes, at)
            if nameEnd >= bytes.count { return }
            let name = String(decoding: bytes[(at + 1)..<(nameEnd - 1)], as: UTF8.self)
            let valueEnd = Self.valueEnd(bytes, nameEnd + 1)
            members.append((name, Array(bytes[(nameEnd + 1)..<valueEnd])))
            at = valueEnd + 1
        }
    }

    package init(_ bytes: [UInt8]) {
        self = bytes.withUnsafeBufferPointer { CanonicalObject($0) }
    }

    /// The member's canonical value; setting nil takes it out.
    package subscript(name: String) -> [UInt8]? {
        get { members.first { $0.name == name }?.value }
        set {
            let place =
                members.firstIndex { !$0.name.utf8.lexicographicallyPrecedes(name.utf8) }
                ?? members.count
            let isThere = place < members.count && members[place].name == name
            switch (newValue, isThere) {
            case (let value?, true): members[place].value = value
            case (let value?, false): members.insert((name, value), at: place)
            case (nil, true): members.remove(at: place)
            case (nil, false): break
            }
        }
    }

    /// The object in canonical form.
    package var bytes: [UInt8] {
        var out: [UInt8] = [0x7B]
        for (index, member) in members.enumerated() {
            if index > 0 { out.append(0x2C) }
            out.append(0x22)
            out.append(contentsOf: member.name.utf8)
            out.append(contentsOf: [0x22, 0x3A])
            out.append(contentsOf: member.value)
        }
        out.append(0x7D)
        return out
    }

    /// The place behind the string that begins at `start`.
    private static func stringEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var at = start + 1
        while at < bytes.count, bytes[at] != 0x22 { at += bytes[at] == 0x5C ? 2 : 1 }
        return min(at + 1, bytes.count)
    }

    /// The place behind the value that begins at `start`.
    private static func valueEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var at = start
        var depth = 0
        while at < bytes.count {
            switch bytes[at] {
            case 0x22:
                at = stringEnd(bytes, at)
                if depth == 0 { return at }
                continue
            case 0x7B, 0x5B: depth += 1
            case 0x7D, 0x5D:
                if depth == 0 { return at }
                depth -= 1
                if depth == 0 { return at + 1 }
            case 0x2C: if depth == 0 { return at }
            default: break
            }
            at += 1
        }
        return at
    }
}
