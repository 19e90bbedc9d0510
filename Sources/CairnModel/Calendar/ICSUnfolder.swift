/// Cuts the bytes of a calendar file into content lines and joins folded ones.
///
/// Works on bytes, since a fold may stand inside a character. Lines end with CRLF, LF, or, in a
/// file that has no LF, with CR.
struct ICSUnfolder {
    private let bytes: [UInt8]
    private let lineEnd: UInt8
    private var at = 0
    private var number = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        lineEnd = bytes.contains(0x0A) ? 0x0A : 0x0D
    }

    /// The next content line that is not empty, and the number of its first line.
    mutating func next() -> (bytes: [UInt8], line: Int)? {
        while let first = physical() {
            let line = number
            var content = Array(first)
            while isFolded(), let more = physical() {
                content += more.dropFirst()
            }
            if content.contains(where: { $0 > 0x20 }) { return (content, line) }
        }
        return nil
    }

    /// Whether the next line goes on with this one; empty lines between them are passed over, as
    /// some mail programs put them there.
    private mutating func isFolded() -> Bool {
        var (next, passed) = (at, 0)
        while next < bytes.count, bytes[next] == 0x0A || bytes[next] == 0x0D {
            if bytes[next] == lineEnd { passed += 1 }
            next += 1
        }
        guard next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0x09 else { return false }
        (at, number) = (next, number + passed)
        return true
    }

    /// A line of the file, without its end.
    private mutating func physical() -> ArraySlice<UInt8>? {
        guard at < bytes.count else { return nil }
        number += 1
        let end = bytes[at...].firstIndex(of: lineEnd) ?? bytes.count
        var line = bytes[at..<end]
        at = end + 1
        while line.last == 0x0D { line.removeLast() }
        return line
    }
}
